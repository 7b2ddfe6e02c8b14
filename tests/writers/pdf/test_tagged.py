"""What a screen reader hears of a report: what judges of PDF/A-2a and PDF/UA-1 say, and the tree against the report."""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from random import Random

import pikepdf
import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_judges import broken, complaints, syntax_faults
from pdf_structure import Node, TaggedPdf
from pikepdf import Array, Dictionary, Name, Pdf
from raw_pdf import loosened

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form import Form, cell_id
from disclosure_desk.core.layout import lay_out
from disclosure_desk.core.report import Report, Value, new_report
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.page import MM, PageGeometry

SIGNED = PageSettings(double_sided=False, tint=False, signed=True)
LOW = PageGeometry(depth=90 * MM)
"""A page so low that every table goes on to others, with its heads, and merged labels, repeated on them."""


@pytest.mark.parametrize(
    ("kind", "page"), [("full", ()), ("full", (SIGNED, LOW)), ("blank", ()), ("without a unit", (SIGNED,))]
)
def test_no_judge_has_anything_to_say(form, full_report, blank_report, kind, page):
    reports = {"full": full_report, "blank": blank_report, "without a unit": new_report(form, "", 2025)}
    assert complaints(render(reports[kind], *page)) == set()


def solid(text: str) -> str:
    return "".join(text.split())


def kinds_and_texts(report: Report) -> Iterator[tuple[str, str]]:
    """The elements of a report and what they say, tables by their boxes, as the report itself has them."""
    yield "H1", report.title
    for part in outline(report):
        if isinstance(part, Heading):
            yield "H2", part.text
        elif isinstance(part, Paragraph):
            yield "P", part.text
        else:
            for box in part.layout.boxes:
                yield ("TD", print_figure(report.figure(box.cell))) if box.cell else ("TH", box.text)


def heard(document: Node) -> list[tuple[str, str]]:
    return [(node.kind, solid(node.text)) for node in document.all("H1", "H2", "P", "TH", "TD")]


paragraphs = st.lists(
    st.lists(st.text("政府信息公开，。（）“”〔〕—…·％é ABc-/ 12345", max_size=90).map("第{}条。".format), max_size=3),
    min_size=9,
    max_size=9,
)


@settings(max_examples=examples(4))
@given(seed=st.integers(0, 1 << 32), words=paragraphs)
def test_the_tree_says_the_report_word_by_word_and_figure_by_figure(form, seed, words):
    figures = Random(seed).choices([None, 0, *range(1, 999), 99_999_999], k=len(form.cells))  # noqa: S311 - an example
    texts = {text: "\n".join(lines) for text, lines in zip(form.texts, words, strict=True)}
    report = new_report(form, "涿河区金牛山办事处", 2025, {**dict(zip(form.cells, figures, strict=True)), **texts})
    tagged = TaggedPdf(render(report))
    assert heard(tagged.tree) == [(kind, solid(text)) for kind, text in kinds_and_texts(report)]
    assert sum(1 for _ in tagged.tree.all("TD")) == len(form.cells)
    assert tagged.parents_agree


def test_a_form_of_a_character_that_no_font_has_is_heard(form):
    report = new_report(form, "葛\U000e0100镇", 2025, {"overview.lead": "甲\u200b葛\ufe00乙\n丙\u200b"})
    tagged = TaggedPdf(render(report))
    title, first, second = (next(tagged.tree.all("H1")), *[*tagged.tree.all("P")][:2])
    assert (first.text, first.heard) == ("甲葛乙", "甲葛\ufe00乙")
    assert (title.heard, second.spoken) == (report.title, "")
    assert complaints(render(report)) == set()


@pytest.fixture(scope="module")
def cut(form: Form, full_places: Mapping[str, Value]) -> TaggedPdf:
    """The full report on low pages."""
    return TaggedPdf(render(new_report(form, "涿河区金牛山办事处", 2025, full_places), SIGNED, LOW))


def test_what_goes_on_to_another_page_is_told_once(full_report, cut):
    told = [(kind, solid(text)) for kind, text in kinds_and_texts(full_report)]
    assert heard(cut.tree)[: len(told)] == told
    name, day = heard(cut.tree)[len(told) :]
    assert (name, day) == (("P", "涿河区金牛山办事处"), ("P", "年月日"))
    assert cut.parents_agree


def test_only_page_numbers_and_repeated_heads_are_passed_over(cut, form):
    labels = {
        box.text for part in outline(new_report(form, "", 2025)) if isinstance(part, Table) for box in part.layout.boxes
    }
    repeated = []
    for number, text in enumerate(cut.artifacts, 1):
        head, _, end = text.partition(f"— {number} —")
        assert end == ""
        repeated.append(head)
    assert any(repeated)
    rest = "".join(repeated)
    for label in sorted(labels, key=len, reverse=True):
        rest = rest.replace(label, "")
    assert rest == ""


def tells(form: Form) -> Iterator[list[str]]:
    """What each figure of the form stands under and beside, in the order of the report."""
    for grid in form.grids.values():
        for block in grid.blocks:
            for row in block.rows:
                for column in block.columns:
                    assert cell_id(grid.id, row.id, column.id) in form.cells
                    yield [*filter(None, [block.caption]), *column.label, *row.label]


def test_each_figure_names_the_heads_that_tell_what_it_is(form, cut):
    heads = {node.name: node for node in cut.tree.all("TH")}
    assert cut.names == {name: name for name in heads}
    assert len(heads) == sum(1 for _ in cut.tree.all("TH"))
    figures = list(cut.tree.all("TD"))
    told = [[heads[name].text for name in figure.heads] for figure in figures]
    assert told == list(tells(form))
    scopes = [
        "Row" if box.kind == "label" else "Column"
        for grid in form.grids.values()
        for box in lay_out(grid).boxes
        if not box.cell
    ]
    assert [head.scope for head in heads.values()] == scopes


def test_spans_cover_each_table_once(cut, form):
    for table, grid in zip(cut.tree.all("Table"), form.grids.values(), strict=True):
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(table.all("TR")):
            column = 0
            for cell in row.all("TH", "TD"):
                while (number, column) in taken:
                    column += 1
                places = {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
                assert not places & taken
                taken |= places
        assert taken == {(row, column) for row in range(number + 1) for column in range(len(grid.widths))}


def test_a_table_on_one_page_says_where_it_lies(full_report, cut):
    content = render(full_report)
    frames = []
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            for path in re.findall(r"^0.75 w 2 J (.*) S$", page.Contents.read_bytes().decode(), re.MULTILINE):
                places = [tuple(map(float, place.split())) for place in re.split(r" [ml] ?", path) if place]
                frames.append((*map(min, zip(*places, strict=True)), *map(max, zip(*places, strict=True))))
    assert [table.bounds for table in TaggedPdf(content).tree.all("Table")] == frames
    _, requests, _ = cut.tree.all("Table")
    assert requests.bounds == ()


Damage = Callable[[Pdf], object]


def _elements(pdf: Pdf) -> Iterator[Dictionary]:
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop(0)
        waiting[:0] = [kid for kid in _kids(element) if isinstance(kid, Dictionary) and "/S" in kid]
        yield element


def _kids(element: Dictionary) -> list[object]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _retype(before: str, after: str) -> Damage:
    def retype(pdf: Pdf) -> None:
        next(one for one in _elements(pdf) if before == one.S).S = Name(after)

    return retype


def _draw(written: bytes) -> Damage:
    return lambda pdf: pdf.pages[0].contents_add(written)


def _widen(key: str) -> Damage:
    def widen(pdf: Pdf) -> None:
        next(one for one in _elements(pdf) if key in one.get("/A", Dictionary())).A[key] = 9

    return widen


def _forget_heads(pdf: Pdf) -> None:
    for one in _elements(pdf):
        for key in ("/Scope", "/Headers"):
            if key in one.get("/A", Dictionary()):
                del one.A[key]


def _say(before: bytes, after: bytes) -> Damage:
    return lambda pdf: pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(before, after))


@pytest.fixture(scope="module")
def blank(form: Form) -> bytes:
    return render(new_report(form, "涿河区金牛山办事处", 2025))


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (lambda pdf: pdf.Root.__delattr__("MarkInfo"), "PDFA2A-TAGGED-DOCUMENT-001"),
        (lambda pdf: pdf.Root.__delattr__("StructTreeRoot"), "PDFA2A-STRUCT-TREE-ROOT-001"),
        (lambda pdf: pdf.Root.__delattr__("Lang"), "PDFUA1-TEXT-LANGUAGE-001"),
        (lambda pdf: pdf.Root.ViewerPreferences.__delattr__("DisplayDocTitle"), "PDFUA1-VIEWER-PREFERENCES-001"),
        (_say(b"pdfuaid:part>1<", b"pdfuaid:part>2<"), "PDFUA1-ID-PART-001"),
        (_say(b"pdfaExtension:schemas>", b"pdfaExtension:none>"), "PDFA2A-XMP-PROPERTY-DEFINITION-001"),
        (_retype("/TD", "/Zelle"), "PDFA2A-STRUCT-TREE-ROLE-MAP-001"),
        (_retype("/H1", "/H2"), "PDFUA1-HEADING-NESTING-001"),
        (_retype("/H2", "/H4"), "PDFUA1-HEADING-NESTING-001"),
        (_retype("/TR", "/P"), "PDFUA1-TABLE-KIDS-001"),
        (_draw(b" 0 0 m 9 9 l S"), "PDFUA1-CONTENT-TAGGING-001"),
        (_draw(b" /P <</MCID 0>> BDC /Artifact BMC EMC EMC"), "PDFUA1-ARTIFACT-NESTED-001"),
        (_widen("/RowSpan"), "PDFUA1-TABLE-COLUMN-ROWSPAN-001"),
        (_widen("/ColSpan"), "PDFUA1-TABLE-ROW-COLUMNSPAN-001"),
        (_forget_heads, "PDFUA1-TABLE-HEADERS-SCOPE-001"),
    ],
)
def test_a_judge_names_what_is_broken(blank, damage, rule):
    target = BytesIO()
    with pikepdf.open(BytesIO(blank)) as pdf:
        damage(pdf)
        pdf.save(target, fix_metadata_version=False)
    profile = "2a" if rule.startswith("PDFA2A") else "ua1"
    assert rule in broken(target.getvalue(), profile)


def test_what_is_no_object_is_named_by_qpdf_alone(blank):
    malformed = loosened(blank).replace(b"/Count 6", b"/Count x")
    assert broken(malformed, "2a") | broken(malformed, "ua1") == set()
    (found,) = complaints(malformed)
    assert "unknown token" in found


def _turn_byte(content: bytes, after: bytes) -> bytes:
    place = content.index(b"stream\n", content.index(after)) + 40
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:-30],
        lambda content: _turn_byte(content, b"/Type /ObjStm"),
        lambda content: _turn_byte(content, b"/Type /XRef"),
        lambda content: content.replace(b"/Type /XRef", b"/Type /Xref"),
        lambda _content: "年度报告".encode(),
    ],
    ids=["half of it", "no end", "elements", "places", "no places", "no PDF"],
)
def test_a_file_that_is_not_whole_is_refused_by_both_judges(blank, spoil):
    spoilt = spoil(blank)
    assert broken(spoilt, "2a")
    assert syntax_faults(spoilt)
