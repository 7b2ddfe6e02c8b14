"""Where a block of figures may go that has another shape than its place: each way is shown before one is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from disclosure_desk.core.form import Form
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Change, Report, new_report
from disclosure_desk.gui.grid.clipboard import PasteError, PasteTarget, Rows, block_size, changes_by_place
from disclosure_desk.gui.grid.navigation import CellNavigation
from disclosure_desk.gui.grid.typed_figure import figure_for


@dataclass(frozen=True, slots=True)
class PasteOption:
    """One way to take a block: in words, the text for each cell, and how many figures have no place."""

    words: str
    placed: tuple[tuple[str, str], ...]
    left: int = 0
    is_turned: bool = False

    @property
    def texts(self) -> dict[str, str]:
        """The text for each cell by its id."""
        return dict(self.placed)


def needs_preview(path: CellNavigation, target: PasteTarget, rows: Rows) -> bool:
    """Whether a block has another shape than the selection, or than what is free of the table from there on."""
    if block_size(rows) == (1, 1):
        return False
    if len(target.selected) > 1 and block_size(rows) != _size(target.selected):
        return True
    return bool(_left(rows, path.room(target.current)))


def paste_options(form: Form, path: CellNavigation, target: PasteTarget, rows: Rows) -> list[PasteOption]:
    """The ways to take a block, the likeliest first; those that come to the same are told once."""
    room = path.room(target.current)
    without_sums = [[box for box in line if not form.cells[box.cell].is_sum] for line in room]
    turned = [*zip(*rows, strict=True)]
    found = [
        PasteOption("从左上角照原样贴", _pairs(rows, room), _left(rows, room)),
        PasteOption("跳过合计", _pairs(rows, _filled(without_sums)), _left(rows, _filled(without_sums))),
        PasteOption("行和列对调", _pairs(turned, room), _left(turned, room), is_turned=True),
    ]
    if found[0].left:
        inner = _without_empty_columns(rows)
        found.insert(1, PasteOption("去掉左边的空列，照原样贴", _pairs(inner, room), _left(inner, room)))
    whole = [one for one in found if not one.left]
    cut = PasteOption(f"只贴放得下的，{found[0].left} 个不贴", found[0].placed, found[0].left)
    return [*_distinct(whole), *([cut] if found[0].left and found[0].placed else [])]


def open_ways(report: Report, options: Sequence[PasteOption]) -> list[tuple[PasteOption, list[Change]]]:
    """The ways that put figures only into cells, with their changes; PasteError where none does.

    The error then names the cell of the block as it was copied: that of a turned one would send the clerk elsewhere.
    """
    ways: list[tuple[PasteOption, list[Change]]] = []
    refused: list[tuple[PasteOption, PasteError]] = []
    for one in options:
        try:
            ways.append((one, changes_by_place(report, one.texts)))
        except PasteError as error:
            refused.append((one, error))
    if refused and not ways:
        raise min(refused, key=lambda pair: pair[0].is_turned)[1]
    return ways


def contradicts_sums(report: Report, placed: Sequence[tuple[str, str]]) -> bool:
    """Whether texts put into sums would not be what their parts add up to, once all of them are placed.

    A column of 24 figures copied without its total has 四 where the table has （七）总计: taken as it is, it is wrong.
    """
    form = report.form
    figures = {cell: figure_for(form.cells[cell], text) for cell, text in placed}
    trial = new_report(form, report.unit, report.year, {**report.cells, **figures})
    sums = [form.cells[cell] for cell, figure in figures.items() if form.cells[cell].is_sum and figure is not None]
    expected = [(cell, trial.sum_of(parts)) for cell in sums for parts in (cell.row_parts, cell.column_parts)]
    return any(one is not None and one != figures[cell.id] for cell, one in expected)


def shape_words(target: PasteTarget, rows: Rows, *, is_free: bool) -> str:
    """What is copied, and why it is shown before it is taken; `is_free`: all of it has a place from there on."""
    height, width = block_size(rows)
    copied = f"复制的是 {height} 行 {width} 列"
    if len(target.selected) > 1:
        selected_height, selected_width = _size(target.selected)
        return f"{copied}，选中的是 {selected_height} 行 {selected_width} 列。"
    if is_free:
        return f"{copied}，照原样贴，合计会和各项相加的数对不上。"
    return f"{copied}，从选中的这一格往右往下放不下。"


def _size(boxes: Sequence[Box]) -> tuple[int, int]:
    return len({box.row for box in boxes}), len({box.column for box in boxes})


def _filled(lines: Sequence[Sequence[Box]]) -> list[Sequence[Box]]:
    return [line for line in lines if line]


def _pairs(rows: Rows, room: Sequence[Sequence[Box]]) -> tuple[tuple[str, str], ...]:
    lines = zip(room, rows, strict=False)
    return tuple((box.cell, text) for boxes, line in lines for box, text in zip(boxes, line, strict=False))


def _left(rows: Rows, room: Sequence[Sequence[Box]]) -> int:
    """How many figures have no place; blanks beyond it do not count, which merged cells are copied with."""
    beyond = [line[len(room[number]) if number < len(room) else 0 :] for number, line in enumerate(rows)]
    return sum(bool(text.strip()) for text in chain.from_iterable(beyond))


def _without_empty_columns(rows: Rows) -> Rows:
    """The rows from the first column on that has anything in it, as a sheet's margin is copied along."""
    start = min((number for row in rows for number, text in enumerate(row) if text.strip()), default=0)
    return [row[start:] for row in rows]


def _distinct(options: Sequence[PasteOption]) -> Iterator[PasteOption]:
    seen: set[tuple[tuple[str, str], ...]] = set()
    for one in options:
        if one.placed and one.placed not in seen:
            seen.add(one.placed)
            yield one
