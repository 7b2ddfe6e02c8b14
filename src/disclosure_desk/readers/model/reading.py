"""What every reader answers."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.core.report import Note, Report
from disclosure_desk.readers.model.source_items import SourceItem

UNSURE = frozenset({"original", "doubtful"})
"""The kinds of notes that make the place they name uncertain."""


class Origin(NamedTuple):
    """Where a cell or text comes from: the number of its item in the stream, and what is printed there.

    `cell`: which cell of the item that is, counted from 0, where the item is a row and it is known.
    """

    item: int
    text: str
    cell: int | None = None


class Reading(NamedTuple):
    """A report as it was read, and what its source had that could not be taken as it stood (also in `report.notes`).

    `items` are the source as a stream, `origins` say for each cell and text that was found which item it comes from;
    `others` are what else the source says of the same place, none of it taken;
    `unsure` are those that want a look: taken with a doubt, or left blank because no figure stood there.
    """

    report: Report
    remarks: tuple[Note, ...]
    items: tuple[SourceItem, ...] = ()
    origins: Mapping[str, Origin] = MappingProxyType({})
    unsure: frozenset[str] = frozenset()
    others: Mapping[str, tuple[Origin, ...]] = MappingProxyType({})
