import pytest

from disclosure_desk.readers.formats.file_type import file_type_of
from disclosure_desk.readers.model.errors import ReadError


@pytest.mark.parametrize(
    ("content", "ending", "kind"),
    [
        ("政府信息公开".encode(), ".txt", "text"),
        ("政府信息公开".encode(), "", "text"),
        (b"BMW is no picture", ".txt", "text"),
        (b"{}", ".json", "json"),
        (b"{}", ".txt", "text"),
        (b'\xef\xbb\xbf{\n  "form": 1}', ".txt", "json"),
        (b"PK\x03\x04", ".docx", "zip"),
        (b"PK\x03\x04", ".txt", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", "legacy"),
        (b"{\\rtf1", ".doc", "legacy"),
        (b"%PDF-1.7\n", ".PDF", "pdf"),
        (b"\r\n\0junk%PDF-1.4", ".pdf", "pdf"),
        ("这里说的是 %PDF- 文件".encode(), ".txt", "text"),
        (b"<!DOCTYPE html>", ".doc", "html"),
        (b"\xef\xbb\xbf\r\n<html xmlns:v='x'>", ".xls", "html"),
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", "", "html"),
        (b"<meta charset=gbk>", ".txt", "html"),
        (b"<P align=center>", ".txt", "html"),
        ("<html>".encode("utf-16"), ".html", "html"),
        ("\ufeff<html>".encode("utf-16-be"), ".txt", "html"),
        ("政府信息公开".encode(), ".HTM", "html"),
        (b"From: <Saved by Blink>\nSubject: =?utf-8?Q?=E5?=\n =?utf-8?Q?=E5?=\nMIME-Version: 1.0\n", ".mhtml", "mht"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", ".doc", "mht"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', ".xml", "legacy"),
    ],
)
def test_kind_is_told_by_the_content_before_the_ending(content, ending, kind):
    assert file_type_of(content, ending) == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "图片"),
        (b"BM\0\0", "图片"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0", "7z"),
    ],
)
def test_what_nobody_could_read_is_refused_by_its_name(content, says):
    with pytest.raises(ReadError, match=says):
        file_type_of(content, ".txt")
