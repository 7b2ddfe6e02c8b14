"""What cannot be read is refused in one sentence, what can be read in part is remarked on."""

from io import BytesIO

import pikepdf
import pypdf
import pytest
import tiny_pdf
from drawn_pdf import Paper
from pypdf.annotations import Link, Text
from raw_pdf import FONT, PAGES, one_page, raw_pdf, stream, words
from reportlab.lib.utils import ImageReader

from disclosure_desk.readers import Cancelled, ReadError
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress

TEXT = "政府信息公开工作认真贯彻条例要求规范公开内容"


def texts(content):
    return [item.text for item in pdf_items(content, ignore_progress)]


def pages(*kinds):
    """Pages that have text, a picture, a picture with a page number, or nothing."""
    paper = Paper()
    picture = ImageReader(_picture())
    for kind in kinds:
        if "picture" in kind:
            paper.canvas.drawImage(picture, 40, 40, 500, 700)
        if "text" in kind:
            paper.text(80, 200, TEXT)
        if "number" in kind:
            paper.text(280, 790, "共三页")
        paper.turn_page()
    return paper.content()


def _picture():
    from PIL import Image  # noqa: PLC0415 - for this alone

    image = BytesIO()
    Image.new("RGB", (8, 8), "white").save(image, "PNG")
    image.seek(0)
    return image


def locked(user="", owner="开"):
    pdf = pikepdf.open(BytesIO(pages("text")))
    written = BytesIO()
    pdf.save(written, encryption=pikepdf.Encryption(owner=owner, user=user))
    return written.getvalue()


def unmapped(content):
    """The file without what tells which characters its codes are."""
    pdf = pikepdf.open(BytesIO(content))
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]
    written = BytesIO()
    pdf.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: b"%PDF-1.7\nnothing", "打不开"),
        (lambda: pages("text")[:400], "打不开"),
        (lambda: locked(user="密码"), "打开密码"),
        (lambda: pages("picture"), "扫描件"),
        (lambda: pages("picture", "picture number", "text"), "扫描件"),
        (lambda: pages("nothing"), "没有文字"),
        (lambda: one_page(b"0 0 m 9 9 l S"), "没有文字"),
        (lambda: unmapped(pages("text")), "不能复制"),
        (lambda: raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, b"<</Type/Font>>"]), "第 1 页打不开"),
        (lambda: one_page(b"0 0 m 9 9 l S " * 31_000, packed=True), "第 1 页内容太多"),
        (lambda: one_page(b"0 0 9 9 re S " * 6_000, packed=True), "第 1 页内容太多"),
        (lambda: one_page(words(b"1234567890" * 2_100), packed=True), "第 1 页内容太多"),
        (
            lambda: raw_pdf(
                [
                    b"<</Type/Catalog/Pages 2 0 R>>",
                    b"<</Type/Pages/Kids[%s]/Count 201>>" % b" ".join(b"%d 0 R" % n for n in range(3, 204)),
                    *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 201,
                ]
            ),
            "有 201 页",
        ),
    ],
)
def test_refused_in_one_chinese_sentence(made, reason):
    content = made()
    with pytest.raises(ReadError, match=reason) as refused:
        texts(content)
    assert str(refused.value).endswith("。")
    assert not any(word in str(refused.value) for word in ("PDFium", "Error", "pdf "))


def test_book_is_refused(monkeypatch):
    monkeypatch.setattr("disclosure_desk.readers.formats.pdf.reader._MOST_CHARACTERS", 3 * len(TEXT))
    assert texts(pages("text", "text", "text")) == [TEXT * 3]
    with pytest.raises(ReadError, match="文字太多"):
        texts(pages("text", "text", "text", "text"))


def test_lock_of_another_program_is_told(monkeypatch):
    from disclosure_desk.readers.formats.pdf import document  # noqa: PLC0415 - what is replaced

    def refuse(_):
        raise document.pypdfium2.PdfiumError("", document.raw.FPDF_ERR_SECURITY)

    monkeypatch.setattr(document.pypdfium2, "PdfDocument", refuse)
    with pytest.raises(ReadError, match="专用的加密"):
        texts(pages("text"))


def test_file_locked_only_against_changes_opens():
    assert texts(locked()) == [TEXT]


def test_file_whose_table_of_objects_is_damaged_is_mended():
    content = pages("text")
    assert texts(content.replace(b"startxref\n", b"startxref\n9")) == [TEXT]
    assert texts(b"junk of another program\n" + content) == [TEXT]


def test_pages_that_are_pictures_are_told():
    assert texts(pages("text", "picture", "text", "nothing"))[-1] == "第 2 页是图片，没有文字可读。"
    assert texts(pages("text", "picture text")) == [TEXT + TEXT]


def test_text_that_was_recognised_behind_a_picture_is_told():
    pdf = pikepdf.open(BytesIO(pages("picture text")))
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes().replace(b"BT ", b"BT 3 Tr "))
    written = BytesIO()
    pdf.save(written)
    assert texts(written.getvalue()) == [TEXT, "第 1 页是扫描的，文字是识别出来的，可能有错字错数，请逐个核对。"]


def with_text(codes, names):
    """A page with a text of codes in a font that names some of them."""
    mapping = b"".join(b"<%02X> <%s>\n" % (code, name) for code, name in names.items())
    cmap = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar\n%sendbfchar endcmap" % (
        len(names),
        mapping,
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    content = b"BT /G 12 Tf 80 700 Td <" + bytes(codes).hex().encode() + b"> Tj ET"
    return one_page(content, b"/XObject<<>>", [font, stream(cmap)]).replace(b"/Font<</F 5 0 R", b"/Font<</G 6 0 R")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (b"4E00", "一"),
        (b"2F00", "一"),
        (b"F900", "豈"),
        (b"00A0", ""),
        (b"E123", "�"),
        (b"0003", "�"),
        (b"D842DFB7", "𠮷"),
        (b"FFFE", "-"),
        (b"00AD", "-"),
    ],
    ids=["plain", "radical", "compatible", "blank", "private", "control", "beyond", "hyphen", "soft-hyphen"],
)
def test_characters_are_read_as_what_they_look_like(name, read):
    names = {65: b"653F", 66: name, 67: b"5E9C"}
    text, *remarks = texts(with_text([65, 66, 67, 65, 67], names))
    assert text == f"政{read}府政府" or (read == "" and text == "政 府政府")
    assert bool(remarks) == (read == "�")


def test_characters_that_are_not_known_are_counted():
    text, told = texts(with_text([65, 66, 65, 65], {65: b"653F", 66: b"E000"}))
    assert (text, told) == ("政�政政", "第 1 页有 1 个字认不出来，写成了“�”。")


def test_fields_that_are_filled_in_are_read():
    paper = Paper()
    paper.text(80, 100, TEXT)
    paper.canvas.acroForm.textfield(name="count", value="1024", x=80, y=600, width=100, height=20, fontSize=12)
    assert "1024" in texts(paper.content())


def test_notes_and_links_on_a_page_are_not_read():
    writer = pypdf.PdfWriter(BytesIO(pages("text")))
    writer.add_annotation(0, Link(rect=(50, 550, 200, 650), url="https://example.org"))
    writer.add_annotation(0, Text(text="批注", rect=(50, 550, 200, 650)))
    written = BytesIO()
    writer.write(written)
    assert texts(written.getvalue()) == [TEXT]


@pytest.mark.parametrize(
    "content",
    [
        b"0 0 m 1e30 0 l S BT /F 1e20 Tf (12) Tj ET BT /F 12 Tf 1e30 0 0 1 1e30 1e30 Tm (nan) Tj ET",
        b"BT /F -5 Tf 80 700 Td (x) Tj /F 0 Tf (y) Tj ET",
        b"BT /F 12 Tf 0 0 0 0 0 0 Tm (x) Tj ET",
        b"0 0 m S 0 0 0 0 re S 5 5 l S",
    ],
    ids=["huge", "upside-down", "flat", "points"],
)
def test_absurd_measures_hide_nothing_else_of_a_page(content):
    found = texts(one_page(content + b"\n" + words(b" report")))
    assert "report" in " ".join(found)


def test_character_that_stands_nowhere_hides_nothing_else_of_a_page():
    content = tiny_pdf.pdf([([(40, 700, "甲乙丙"), (41, 600, "报告")], [])])
    assert texts(content) == ["甲乙丙报告"]
    assert texts(content.replace(b"1 40 700", b"1 " + b"21" * 22 + b".0 700")) == ["报告"]


def test_page_of_no_size_and_with_an_odd_turn_is_read():
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/Rotate 45/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    content = raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, page, stream(words(b"report")), FONT])
    assert texts(content) == ["report"]


def test_progress_goes_from_page_to_page_to_the_end():
    remarks = []
    list(pdf_items(pages("text", "text", "text", "text"), remarks.append))
    assert remarks == sorted(remarks)
    assert {0, 0.25, 0.5, 0.75, 1.0} == set(remarks)


@pytest.mark.parametrize("content", [pages("text", "text"), one_page(b"0 0 m 9 9 l S " * 9_000, packed=True)])
def test_reading_can_be_called_off_between_pages_and_within_one(content):
    calls = []

    def enough(share):
        calls.append(share)
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(pdf_items(content, enough))


def test_long_document_that_is_another_is_refused_before_it_is_laid_out():
    other, report = Paper(), Paper()
    for number in range(45):
        for line in range(5):
            other.text(80, 100 + 20 * line, f"采购预算编制说明第{number}页，按照规定逐项填写。", 12)
        other.text(80, 300, "一、总体情况", 12)
        report.text(
            80,
            100,
            ("一、总体情况", "五、存在的主要问题及改进情况", "其他文字，按照规定逐项填写。")[min(number, 2)],
            12,
        )
        report.text(80, 130, f"第{number}段，公开及时，按照规定逐项填写。", 12)
        other.turn_page()
        report.turn_page()

    says = "有 45 页，里面没有找到“二、主动公开政府信息情况”“三、收到和处理政府信息公开申请情况”等规定的标题"
    with pytest.raises(ReadError, match=says):
        texts(other.content())
    assert len(texts(report.content())) > 3


def test_long_document_with_pages_that_are_blank_or_not_there_is_looked_through():
    text = b"BT /F 12 Tf 80 700 Td (" + b"purchase of paper and ink " * 80 + b") Tj ET"
    kids = b" ".join([b"3 0 R"] * 45) + b" 99 0 R 6 0 R"
    blank = b"<</Type/Page/Parent 2 0 R>>"
    content = one_page(text, more=[blank]).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[" + kids + b"]/Count 47")

    with pytest.raises(ReadError, match="有 47 页，里面没有找到“一、总体情况”“二、主动公开政府信息情况”等规定的标题"):
        texts(content)


def test_long_document_of_pictures_is_told_to_be_one():
    with pytest.raises(ReadError, match="扫描件"):
        texts(pages(*["picture"] * 45))
