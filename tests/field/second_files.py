"""The Word files and workbooks of the second batch."""

from collections.abc import Iterator

import second_sheets
from case import Case
from second_fashions import FASHIONS, by_place
from second_offices import office
from second_report import blocks_of
from second_word import Habits, written

_WORD = (
    ("lists", Habits(lists=True), "captions", "distinct"),
    ("lists-and-rows", Habits(lists=True, row_lists=True, soft=True), "own-lines", "zeros"),
    ("controls", Habits(controls=True), "official", "large"),
    ("controls-blank", Habits(controls=True, running=True), "half-width", "blank"),
    ("tracked", Habits(tracked=True), "old-heads", "distinct"),
    ("tracked-running", Habits(tracked=True, running=True, picture=True), "short-heads", "large"),
    ("boxed-title", Habits(boxed_title=True, running=True), "half-width", "zeros"),
    ("boxed-contents", Habits(contents=True, picture=True), "own-lines", "distinct"),
    ("contents", Habits(contents=True, running=True), "official", "zeros"),
    ("broken-runs", Habits(broken_runs=True), "spaced", "large"),
    ("broken-controls", Habits(broken_runs=True, controls=True, turned=True), "yearly", "distinct"),
    ("old-merges", Habits(old_merges=True), "bureau", "distinct"),
    ("layout", Habits(layout=True, picture=True), "captions", "blank"),
    ("layout-lists", Habits(layout=True, lists=True, row_lists=True), "notice", "distinct"),
    ("floating", Habits(floating=True, running=True), "units", "large"),
    ("continued", Habits(continued=True), "numbered-rows", "distinct"),
    ("continued-turned", Habits(continued=True, turned=True, two_paragraphs=True), "thousands", "large"),
    ("two-paragraphs", Habits(two_paragraphs=True), "wide", "zeros"),
    ("fields", Habits(fields=True, soft=True), "two-parts", "distinct"),
    ("notes", Habits(notes=True), "unnumbered", "distinct"),
    ("strict", Habits(strict=True, running=True), "official", "blank"),
)


def cases() -> Iterator[Case]:
    """The files."""
    for number, (name, habits, fashion, style) in enumerate(_WORD):
        truth = office(200 + number, style)
        worded = FASHIONS.get(fashion, FASHIONS["old-heads"])
        if style == "blank":
            worded = worded._replace(show=by_place(("", "/", "-")[number % 3]))
        yield Case(f"2-docx-{name}-{fashion}-{style}", ".docx", written(blocks_of(truth, worded), habits), truth)
    yield from second_sheets.cases()
