import codecs

import pytest

from disclosure_desk.readers.formats.text.encoding import decode_text
from disclosure_desk.readers.model.errors import ReadError


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (b"", "gbk"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_a_pasted_report_reads_the_same_in_every_encoding(pasted_path, mark, encoding):
    text = pasted_path.read_text(encoding="utf-8").replace("\n", "\r\n")

    assert decode_text(mark + text.encode(encoding)) == text


def test_rare_characters_of_gb18030_are_read():
    text = "某某区㙍街道办事处𠮷先生。" * 5 + "政府信息公开工作年度报告。" * 20

    assert decode_text(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\0" * 1000, "不是文字稿"),
        (bytes(range(256)) * 20, "不是文字稿"),
        (bytes(range(1, 32)) * 200, "不是文字稿"),
        (b"\xff\xfe\x00\xd8", "不是文字稿"),
        (b"\xfe\xff\x00", "不是文字稿"),
        (b"a\0", ""),
        ("年報資料公開工作報告".encode("big5") * 50, "不是文字稿"),
        ("абвгд эюя ".encode("cp1251") * 50, "不是文字稿"),
        (codecs.BOM_UTF16_LE + b"\0\0" * 9, "不是文字稿"),
        (codecs.BOM_UTF32_LE + "年".encode("utf-32-le") * 9, "不是文字稿"),
        ("政府信息公开".encode() * 50 + b"\xe6\x94" + "年度报告".encode() * 50, "损坏"),
    ],
)
def test_what_is_no_text_is_refused_in_one_chinese_sentence(content, says):
    if not says:
        assert decode_text(content) == "a"
        return
    with pytest.raises(ReadError) as caught:
        decode_text(content)

    assert says in str(caught.value)
    assert str(caught.value).count("。") == 1
