"""The Word files and workbooks of the second batch."""

from collections.abc import Iterator

import second_sheets
from case import Case
from second_fashions import FASHIONS, by_place
from second_offices import office
from second_report import blocks_of
from second_word import Dress, written

_WORD = (
    ("lists", Dress(lists=True), "captions", "distinct"),
    ("lists-and-rows", Dress(lists=True, row_lists=True, soft=True), "own-lines", "zeros"),
    ("controls", Dress(controls=True), "official", "large"),
    ("controls-blank", Dress(controls=True, running=True), "half-width", "blank"),
    ("tracked", Dress(tracked=True), "old-heads", "distinct"),
    ("tracked-running", Dress(tracked=True, running=True, picture=True), "short-heads", "large"),
    ("boxed-title", Dress(boxed_title=True, running=True), "half-width", "zeros"),
    ("boxed-contents", Dress(contents=True, picture=True), "own-lines", "distinct"),
    ("contents", Dress(contents=True, running=True), "official", "zeros"),
    ("broken-runs", Dress(broken_runs=True), "spaced", "large"),
    ("broken-controls", Dress(broken_runs=True, controls=True, turned=True), "yearly", "distinct"),
    ("old-merges", Dress(old_merges=True), "bureau", "distinct"),
    ("layout", Dress(layout=True, picture=True), "captions", "blank"),
    ("layout-lists", Dress(layout=True, lists=True, row_lists=True), "notice", "distinct"),
    ("floating", Dress(floating=True, running=True), "units", "large"),
    ("continued", Dress(continued=True), "numbered-rows", "distinct"),
    ("continued-turned", Dress(continued=True, turned=True, two_paragraphs=True), "thousands", "large"),
    ("two-paragraphs", Dress(two_paragraphs=True), "wide", "zeros"),
    ("fields", Dress(fields=True, soft=True), "two-parts", "distinct"),
    ("notes", Dress(notes=True), "unnumbered", "distinct"),
    ("strict", Dress(strict=True, running=True), "official", "blank"),
)


def cases() -> Iterator[Case]:
    """The files."""
    for number, (name, dress, fashion, style) in enumerate(_WORD):
        truth = office(200 + number, style)
        worded = FASHIONS.get(fashion, FASHIONS["old-heads"])
        if style == "blank":
            worded = worded._replace(show=by_place(("", "/", "-")[number % 3]))
        yield Case(f"2-docx-{name}-{fashion}-{style}", ".docx", written(blocks_of(truth, worded), dress), truth)
    yield from second_sheets.cases()
