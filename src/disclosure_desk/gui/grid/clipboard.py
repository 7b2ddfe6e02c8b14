"""Blocks of figures to and from WPS and Excel: which text a selection is, which changes a pasted block means."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from disclosure_desk.core.figure import Figure, FigureError, parse_figure, print_figure
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.grid.navigation import CellNavigation

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


def changes_by_position(report: Report, path: CellNavigation, target: PasteTarget, rows: Rows) -> list[Change]:
    """The changes that put a block where it goes; PasteError if it is too large for there or not all figures."""
    if len(rows) == len(rows[0]) == 1 and len(target.selected) > 1:
        return changes_by_place(report, {box.cell: rows[0][0] for box in target.selected})
    room = path.room(target.current)
    lines = [_without_blank_end(row, len(room[number]) if number < len(room) else 0) for number, row in enumerate(rows)]
    if len(lines) > len(room) or any(len(line) > len(room[number]) for number, line in enumerate(lines)):
        raise PasteError(_too_large(rows, room))
    pairs = (pair for boxes, line in zip(room, lines, strict=False) for pair in zip(boxes, line, strict=False))
    return changes_by_place(report, {box.cell: text for box, text in pairs})


def _without_blank_end(row: Sequence[str], room: int) -> Sequence[str]:
    """The row without blanks beyond the room: merged cells are copied with empty places beside them."""
    end = len(row)
    while end > room and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _too_large(rows: Rows, room: Sequence[Sequence[Box]]) -> str:
    widest, most = max(map(len, rows)), max(map(len, room))
    return (
        f"复制的内容有 {len(rows)} 行 {widest} 列，从选中的这一格往右往下只有 {len(room)} 行 {most} 列。"
        "请先选中左上角的那一格再粘贴。"
    )


def _figure(report: Report, cell: str, text: str) -> Figure | None:
    try:
        return parse_figure(text, report.form.cells[cell].decimals)
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
