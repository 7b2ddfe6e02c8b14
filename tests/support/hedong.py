"""A report of 河东街道 whose every figure tells its cell, its tables for other pages, and what must be read of it."""

from pathlib import Path

from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.reading import Reading

_FOLDER = Path(__file__).resolve().parents[1] / "data" / "reading"
TEXT = (_FOLDER / "hedong-2024.txt").read_text(encoding="utf-8")
UNIT, YEAR = "渌江区河东街道办事处", 2024
TITLE = "渌江区河东街道办事处2024年政府信息公开工作年度报告"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def _between(start: str, end: str) -> str:
    begin = TEXT.index(f"\n{start}\n") + len(start) + 2
    return TEXT[begin : TEXT.index(f"\n{end}\n")] if end else TEXT[begin:].strip("\n")


PARTS = tuple(_between(start, end) for start, end in zip(HEADINGS, (*HEADINGS[1:], ""), strict=True))
"""What stands under each heading."""

TABLES = PARTS[1:4]
_PREFACE = TEXT[len(TITLE) + 1 : TEXT.index(f"\n{HEADINGS[0]}\n")]
_TOPICS = ("lead", "proactive", "on_request", "management", "platform", "supervision")
TEXTS = {
    "preface": _PREFACE,
    **{f"overview.{topic}": line for topic, line in zip(_TOPICS, PARTS[0].split("\n"), strict=True)},
    "problems": PARTS[4],
    "other_matters": PARTS[5],
}


def page(name: str) -> str:
    """A page of that name with the tables of this report in their places."""
    text = (_FOLDER / "pages" / f"{name}.txt").read_text(encoding="utf-8")
    for place, table in zip(("<表二>", "<表三>", "<表四>"), TABLES, strict=True):
        text = text.replace(place, table)
    return text


def rewritten(*pairs: tuple[str, str], text: str = TEXT) -> str:
    """The report with each of these put in place of the other, once."""
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def wrong_cells(form: Form, reading: Reading, *, blank: tuple[str, ...] = ()) -> dict[str, object]:
    """The cells that are not as the report has them; those of the grids named are to be blank."""
    right = {cell: None if cell.partition(".")[0] in blank else number for number, cell in enumerate(form.cells, 1001)}
    return {cell: value for cell, value in reading.report.cells.items() if value != right[cell]}


def notes_of(reading: Reading, kind: str) -> list[str]:
    """What was noted of a kind."""
    return [note.text for note in reading.report.notes if note.kind == kind]
