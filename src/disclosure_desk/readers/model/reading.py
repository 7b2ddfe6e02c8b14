"""The result of every reader: the report, and where each figure and text of it comes from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.core.report import Report
from disclosure_desk.readers.model.remark import Remark, SourceNote, remarks_of
from disclosure_desk.readers.model.source_items import SourceItem

UNSURE = frozenset({"original", "doubtful"})
"""The kinds of notes that make the place they name uncertain."""


class Origin(NamedTuple):
    """Where a cell or text comes from: the number of its item in the source, and the words there.

    `cell`: the index of the cell in that item, where the item is a row and the index is known.
    """

    item: int
    text: str
    cell: int | None = None


class Reading(NamedTuple):
    """A report as it was read, and notes on what could not be taken as the source has it (in `report.notes`, too).

    `remarks` are what the clerk reads of the notes: one for each cause.
    `items` are the items of the source; `origins` map each cell and text that was found to where it comes from.
    `others` are further candidates for a place, none of them taken. `unsure` are the places that the clerk has to
    look at: taken with a doubt, or left blank because the source has no figure there.
    """

    report: Report
    notes: tuple[SourceNote, ...]
    items: tuple[SourceItem, ...] = ()
    origins: Mapping[str, Origin] = MappingProxyType({})
    unsure: frozenset[str] = frozenset()
    others: Mapping[str, tuple[Origin, ...]] = MappingProxyType({})

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the clerk reads of the notes: one remark for each cause."""
        return remarks_of(self.notes)
