import pytest
from office_files import paragraph, word_file, workbook, zipped

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read, read_content
from disclosure_desk.readers.formats.zip_package import unpack_report
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import docx, json, xlsx

FORM = load_form("2021")
WORD = word_file(paragraph("甲"))
BOOK = workbook({"表": ""})


def packed(*names: str, content: bytes = b"x") -> bytes:
    return zipped(dict.fromkeys(names, content))


@pytest.mark.parametrize("name", ["data/report.json", "云溪街道-report.json"])
def test_own_package_gives_its_report_whatever_else_is_in_it(full_report, name):
    bag = zipped(
        {
            "bagit.txt": "BagIt-Version: 1.0",
            name: json.render(full_report),
            "data/report.pdf": "%PDF-1.7",
            "a.docx": WORD,
        }
    )

    assert read_content(FORM, bag, ".zip").report == full_report


@pytest.mark.parametrize("writer", [docx, xlsx])
def test_report_in_a_zip_is_read_as_it_is_alone(full_report, tmp_path, writer):
    alone = writer.render(full_report)
    (tmp_path / "年报.zip").write_bytes(
        zipped({"年报/正文.bin.docx": alone, "__MACOSX/._正文.docx": "x", "图.png": "x"})
    )

    assert read(FORM, tmp_path / "年报.zip").report == read_content(FORM, alone, "").report


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (WORD, "docx"),
        (BOOK, "xlsx"),
        (zipped({"OFD.xml": "<a/>"}), "ofd"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "legacy"),
        (zipped({"xl/workbook.bin": "x"}), "legacy"),
        (zipped({"uof.xml": "<a/>"}), "legacy"),
        (packed("年报.txt", ".隐藏.txt", "~$年报.docx", "说明.png"), "text"),
        (packed("年报.html", content=b"<html>"), "html"),
        (packed("年报.JSON", content=b"{}"), "json"),
        (packed("年报.pdf", content=b"%PDF-1.7"), "pdf"),
        (packed("年报.xls", content=b"\xd0\xcf\x11\xe0"), "legacy"),
    ],
)
def test_kind_of_a_zip_is_that_of_what_it_holds(content, kind):
    assert unpack_report(content)[1] == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (packed("a.docx", "b.xlsx"), "不止一个文档：a.docx、b.xlsx；"),
        (packed("a.docx", "b.xlsx", "c.txt", "d.pdf"), "a.docx、b.xlsx、c.txt等 4 个文档"),
        (packed("1/report.json", "2/report.json"), "不止一个文档"),
        (packed("a.png"), "没有可以读的文档"),
        (packed("a.zip"), "压缩包里还是压缩包"),
        (packed("a.docx", content=packed("b.docx")), "压缩包里还是压缩包"),
        (packed("../a.docx"), "指向别处"),
        (packed("/a.docx"), "指向别处"),
        (packed("C:\\a.docx"), "指向别处"),
        (packed("a.docx", content=b"PK\x03\x04"), "不完整"),
        (packed("a.docx", content=b"\x89PNG\r\n\0"), "这是图片"),
        (packed("ppt/presentation.xml"), "演示文稿"),
    ],
)
def test_zips_that_do_not_hold_just_one_document_are_refused(content, says):
    with pytest.raises(ReadError, match=says) as caught:
        unpack_report(content)

    assert str(caught.value).count("。") == 1
