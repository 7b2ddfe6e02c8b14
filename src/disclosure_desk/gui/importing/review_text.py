"""What a clerk reads at a review item: where it is, the value to be stored, why it wants a check."""

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Value
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.review_items import ReviewItem

BLANK = "空"
NAME_WANTED = "先补上机关全称和统计年度"
_SHOWN = 16
GROUPS: Mapping[str, str] = {
    "doubt": "没有把握的",
    "remark": "没有放进来的，或者和规定样式不同的",
    "identity": "合计对不上的",
    "rest": "其余读到的",
}
"""The heads over the items of each kind."""


class ItemPlace(NamedTuple):
    """ItemPlace an item is: the table or section, and in a table its row and column."""

    table: str
    row: str = ""
    column: str = ""


def where(form: Form, item: ReviewItem) -> ItemPlace:
    """ItemPlace an item is in the form."""
    if item.place in form.cells:
        cell = form.cells[item.place]
        return ItemPlace(form.grids[cell.grid].name, cell.row.name, cell.column.name)
    if item.size:
        return ItemPlace(f"{item.size} 处，同一个原因")
    if item.place:
        return ItemPlace(form.texts[item.place].name)
    return ItemPlace("原文")


def title(form: Form, item: ReviewItem) -> str:
    """ItemPlace an item is, in one line."""
    return "　".join(part for part in where(form, item) if part)


def printed(value: Value) -> str:
    """What is to stand at a place, short."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return f"{words[:_SHOWN]}……" if len(words) > _SHOWN else words or BLANK
    return print_figure(value) or BLANK


def counter(review: ImportReview) -> str:
    """How much is left to check."""
    if review.waiting_count:
        return f"还有 {review.waiting_count} 处没看"
    return "都看过了" if any(map(review.is_seen, review.items)) else "没有要看的地方"


def import_words(review: ImportReview) -> str:
    """What the button says that takes the reading in."""
    return f"还有 {review.waiting_count} 处没看，先导入" if review.waiting_count else "导入"


def summary(review: ImportReview) -> str:
    """How much of the form was read."""
    report = review.reading.report
    texts = sum(bool(text) for text in report.texts.values())
    cells = sum(value is not None for value in report.cells.values())
    return f"读到 {texts} 段文字、{cells} 个数"
