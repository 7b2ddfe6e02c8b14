"""Blocks of figures to and from WPS and Excel: which text a selection is, which changes a pasted block means."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from disclosure_desk.core.figure import Figure, FigureError, print_figure
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.grid.navigation import CellNavigation
from disclosure_desk.gui.grid.typed_figure import figure_for

Rows = Sequence[Sequence[str]]
"""A rectangle of texts, at least one row of at least one."""


class PasteError(ValueError):
    """The block cannot be pasted here; the message tells the clerk why and what to do."""


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """Where a block goes: from the current figure on, or, for a single figure, into all that are selected."""

    current: Box
    selected: tuple[Box, ...]


def block_text(report: Report, boxes: Collection[Box]) -> str:
    """The boxes as lines of tab-separated texts, each where it stands in the table; merged ones take one place."""
    rows = sorted({box.row for box in boxes})
    columns = sorted({box.column for box in boxes})
    texts = {(box.row, box.column): _text(report, box) for box in boxes}
    return "\n".join("\t".join(texts.get((row, column), "") for column in columns) for row in rows)


def _text(report: Report, box: Box) -> str:
    return print_figure(report.figure(box.cell)) if box.cell else box.text


def changes_by_place(report: Report, placed: Mapping[str, str]) -> list[Change]:
    """The changes that put texts into their cells; PasteError if one is no figure."""
    return [Change(cell, report.cells[cell], _figure(report, cell, text)) for cell, text in placed.items()]


def block_size(rows: Rows) -> tuple[int, int]:
    """How many rows and columns a block has."""
    return len(rows), len(rows[0])


def changes_by_position(report: Report, path: CellNavigation, target: PasteTarget, rows: Rows) -> list[Change]:
    """The changes that put a block where it fits; PasteError if not all of it are figures."""
    if block_size(rows) == (1, 1) and len(target.selected) > 1:
        return changes_by_place(report, {box.cell: rows[0][0] for box in target.selected})
    pairs = (
        pair
        for boxes, line in zip(path.room(target.current), rows, strict=False)
        for pair in zip(boxes, line, strict=False)
    )
    return changes_by_place(report, {box.cell: text for box, text in pairs})


def _figure(report: Report, cell: str, text: str) -> Figure | None:
    try:
        return figure_for(report.form.cells[cell], text)
    except FigureError as error:
        raise PasteError(f"{report.form.place_name(cell)}：{error}") from None


def paste_summary(changed: int, unplaced: Rows, invisible: str) -> str:
    """The message after a paste: how much changed, what was taken out of it, which rows have no place in the table."""
    done = f"已粘贴，改了 {changed} 格，可以撤销。" if changed else "粘贴的内容与表里的一样。"
    done += f"已去掉看不见的字符：{invisible}。" if invisible else ""
    if not unplaced:
        return done
    first = " ".join(text.strip() for text in unplaced[0] if text.strip())
    return f"{done}另有 {len(unplaced)} 行在本表里没有位置，没有粘贴，例如“{first}”。"
