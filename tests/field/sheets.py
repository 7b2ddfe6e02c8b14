"""The official tables as cells with spans, and the ways in which offices deviate from them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from truth import FORM, Truth

Show = Callable[[str, str], str]
"""What is printed for a cell's figure."""
Label = Callable[[str], str]
"""What is printed for an official label."""


class Cell(NamedTuple):
    """A cell of a table as it is printed; `is_head` tells labels from figures."""

    text: str
    rows: int = 1
    columns: int = 1
    is_head: bool = True


Table = tuple[tuple[Cell, ...], ...]


class Manner(NamedTuple):
    """How an office fills and labels the tables."""

    show: Show = lambda _, figure: figure
    label: Label = lambda text: text
    one_row_other: bool = False
    disputes_in_rows: bool = False
    empty_rows: bool = False


def proactive(truth: Truth, manner: Manner) -> list[Table]:
    """Table two, a table a block."""
    return [tuple(_block_rows(block, truth, manner)) for block in FORM.grids["proactive"].blocks]


def _block_rows(block, truth: Truth, manner: Manner):
    say = manner.label
    spans = [1] * len(block.columns)
    spans[-1] = 4 - len(block.columns)
    yield (Cell(say(block.caption), columns=4),)
    heads = [Cell(say(column.label[-1]), columns=span) for column, span in zip(block.columns, spans, strict=True)]
    yield (Cell(say(block.corner)), *heads)
    for row in block.rows:
        figures = [
            _figure(f"proactive.{row.id}.{column.id}", truth, manner, columns=span)
            for column, span in zip(block.columns, spans, strict=True)
        ]
        yield (Cell(say(row.label[0])), *figures)


def _figure(cell: str, truth: Truth, manner: Manner, columns: int = 1) -> Cell:
    return Cell(manner.show(cell, truth.cells.get(cell, "")), columns=columns, is_head=False)


def joined(tables: Sequence[Table]) -> Table:
    """Several tables of the same width as one."""
    return tuple(row for table in tables for row in table)


def requests_head(manner: Manner) -> list[tuple[Cell, ...]]:
    """The three rows above table three."""
    block = FORM.grids["requests"].blocks[0]
    say = manner.label
    natural, *organisations, total = [column.label for column in block.columns]
    return [
        (Cell(say(block.corner), 3, 3), Cell(say(natural[0]), columns=7)),
        (Cell(say(natural[1]), rows=2), Cell(say(organisations[0][1]), columns=5), Cell(say(total[1]), rows=2)),
        tuple(Cell(say(label[2])) for label in organisations),
    ]


def requests(truth: Truth, manner: Manner) -> Table:
    """Table three."""
    block = FORM.grids["requests"].blocks[0]
    rows = [
        (row.label, row.id)
        for row in block.rows
        if not (manner.one_row_other and row.id in {"outcome.other.not_clarified", "outcome.other.fee_unpaid"})
    ]
    if manner.one_row_other:
        rows = [(label[:2] if row == "outcome.other.other" else label, row) for label, row in rows]
    body = []
    for number, (path, row) in enumerate(rows):
        heads = tuple(_heads(path, number, [label for label, _ in rows], manner.label))
        figures = tuple(_figure(f"requests.{row}.{column.id}", truth, manner) for column in block.columns)
        body.append((*heads, *figures))
        if manner.empty_rows and row in {"received", "outcome.denied.deliberative"}:
            body.append((Cell("", columns=3), *(Cell("") for _ in range(7))))
    return (*requests_head(manner), *body)


def _heads(path, number: int, paths, say: Label):
    """The labels that start in a row, each over the rows that share it."""
    for depth in range(len(path)):
        prefix = path[: depth + 1]
        if number and paths[number - 1][: depth + 1] == prefix:
            continue
        rows = sum(1 for other in paths if other[: depth + 1] == prefix)
        is_last = depth == len(path) - 1
        yield Cell(say(path[depth]), rows=1 if is_last else rows, columns=3 - depth if is_last else 1)


def disputes(truth: Truth, manner: Manner) -> Table:
    """Table four."""
    columns = FORM.grids["disputes"].blocks[0].columns
    figures = [_figure(f"disputes.{column.id}", truth, manner) for column in columns]
    leaves = [Cell(manner.label(column.label[-1])) for column in columns]
    say = manner.label
    first, second, third = (columns[place].label for place in (0, 5, 10))
    if manner.disputes_in_rows:
        return (
            (Cell("", columns=2), *leaves[:5]),
            (Cell(say(first[0]), columns=2), *figures[:5]),
            (Cell(say(second[0]), rows=2), Cell(say(second[1])), *figures[5:10]),
            (Cell(say(third[1])), *figures[10:]),
        )
    return (
        (Cell(say(first[0]), columns=5), Cell(say(second[0]), columns=10)),
        (
            *(leaf._replace(rows=2) for leaf in leaves[:5]),
            Cell(say(second[1]), columns=5),
            Cell(say(third[1]), columns=5),
        ),
        tuple(leaves[5:]),
        tuple(figures),
    )


def placed(table: Table) -> dict[tuple[int, int], Cell]:
    """The cells of a table by the row and column where they start."""
    covered: set[tuple[int, int]] = set()
    found = {}
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            found[row, column] = cell
            covered |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
    return found


def expanded(table: Table, *, repeated: bool = False) -> list[list[str]]:
    """A table as a matrix of texts; what a cell covers is "", or the label's text again."""
    starts = placed(table)
    height = len(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    matrix = [[""] * width for _ in range(height)]
    for (row, column), cell in starts.items():
        again = repeated and cell.is_head
        for down in range(cell.rows if again else 1):
            for right in range(cell.columns if again else 1):
                if row + down < height:
                    matrix[row + down][column + right] = cell.text
    return matrix
