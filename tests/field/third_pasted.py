"""The texts of the third batch: what the clipboard hands over of a page, a document, or a PDF."""

from collections.abc import Callable, Iterator
from random import Random

from case import Case
from paper import Line
from sheets import Cell, Table, placed
from third_report import Report, report

_NUMBERS = range(93, 103)


def browser(table: Table) -> str:
    """Plain cells of a page: a tab between them; what is covered is not there."""
    return "".join("\t".join(cell.text for cell in row) + "\n" for row in table)


def one_a_line(table: Table) -> str:
    """Cells that hold paragraphs: each on a line of its own, blank lines between."""
    return "".join(f"{cell.text}\n\n" for row in table for cell in row)


def word(table: Table) -> str:
    """Of Word: covered rows leave an empty cell, covered columns do not."""
    lines: dict[int, list[tuple[int, str]]] = {row: [] for row in range(len(table))}
    for (row, column), cell in placed(table).items():
        for down in range(cell.rows):
            lines[row + down].append((column, cell.text if down == 0 else ""))
    return "".join("\t".join(text for _, text in sorted(cells)) + "\n" for cells in lines.values())


def spreadsheet(table: Table) -> str:
    """Of a sheet: every cell of the grid."""
    width = max(column + cell.columns for (_, column), cell in placed(table).items())
    starts = placed(table)
    return "".join(
        "\t".join(starts.get((row, column), Cell("")).text for column in range(width)) + "\n"
        for row in range(len(table))
    )


def viewer(table: Table) -> str:
    """Of a PDF: a row is a line, a blank between what stands beside each other, long labels broken."""
    lines = []
    for row in table:
        long = [cell.text for cell in row if cell.is_head and len(cell.text) > 14]
        if len(long) == 1 and len(row) > 7:
            label = long[0]
            lines.append(label[:12])
            lines.append(" ".join(label[12:] if cell.text == label else cell.text for cell in row))
        else:
            lines.append(" ".join(cell.text for cell in row))
    return "\n".join(lines) + "\n"


_WAYS: tuple[Callable[[Table], str], ...] = (
    browser,
    one_a_line,
    word,
    browser,
    one_a_line,
    spreadsheet,
    word,
    one_a_line,
    browser,
    viewer,
)


def text(said: Report, way: Callable[[Table], str], random: Random) -> str:
    """The whole text; of a page, some of what stood around it came along."""
    out = []
    for block in said.blocks:
        if isinstance(block, Line):
            indent = "" if block.kind == "title" else random.choice(("", "　　", "    "))
            out.append(f"{indent}{block.text}\n")
        else:
            out.append(way(block))
    joined = ("\n" if way in {browser, one_a_line} else "").join(out)
    if way in {browser, one_a_line} and random.random() < 0.4:
        return f"您的位置： 首页 > 政府信息公开 > 政府信息公开年报\n{joined}\n打印 关闭\n"
    return joined


def cases() -> Iterator[Case]:
    """The files."""
    for number, way in zip(_NUMBERS, _WAYS, strict=True):
        said = report(number)
        written = text(said, way, said.one.random)
        coded = written.replace("\n", "\r\n").encode("utf-8-sig" if number % 3 else "utf-8")
        yield Case(
            f"3-{number:03}-text-{way.__name__.replace('_', '-')}",
            ".txt",
            coded,
            said.truth,
            must=said.must,
            is_loose=said.is_loose,
            needs_unit=said.needs_unit,
        )
