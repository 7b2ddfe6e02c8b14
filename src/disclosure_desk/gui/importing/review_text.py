"""What a clerk reads at a stop of the walk through a reading: where it is, what is to stand there, why to look."""

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Value
from disclosure_desk.readers.review.import_review import Confirmation
from disclosure_desk.readers.review.review_items import Stop

BLANK = "空"
_SHOWN = 16
GROUPS: Mapping[str, str] = {
    "doubt": "没有把握的",
    "remark": "没有放进来的，或者和规定样式不同的",
    "identity": "合计对不上的",
    "rest": "其余读到的",
}
"""The heads over the stops of each kind."""


class Where(NamedTuple):
    """Where a stop is: the table or section, and in a table its row and column."""

    table: str
    row: str = ""
    column: str = ""


def where(form: Form, stop: Stop) -> Where:
    """Where a stop is in the form."""
    if stop.place in form.cells:
        cell = form.cells[stop.place]
        return Where(form.grids[cell.grid].name, cell.row.name, cell.column.name)
    if stop.place:
        return Where(form.texts[stop.place].name)
    return Where("原文")


def title(form: Form, stop: Stop) -> str:
    """Where a stop is, in one line."""
    return "　".join(part for part in where(form, stop) if part)


def printed(value: Value) -> str:
    """What is to stand at a place, short."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return f"{words[:_SHOWN]}……" if len(words) > _SHOWN else words or BLANK
    return print_figure(value) or BLANK


def counter(confirmation: Confirmation) -> str:
    """How much is left to look at."""
    if confirmation.left:
        return f"还有 {confirmation.left} 处没看"
    return "都看过了" if any(map(confirmation.is_seen, confirmation.stops)) else "没有要看的地方"


def import_words(confirmation: Confirmation) -> str:
    """What the button says that takes the reading in."""
    return f"还有 {confirmation.left} 处没看，先导入" if confirmation.left else "导入"


def summary(confirmation: Confirmation) -> str:
    """How much of the form was read."""
    report = confirmation.reading.report
    texts = sum(bool(text) for text in report.texts.values())
    cells = sum(value is not None for value in report.cells.values())
    return f"读到 {texts} 段文字、{cells} 个数"
