"""Texts of the second batch: pasted from browsers, Word, Excel, WPS, PDF viewers and phones."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO

from case import Case
from paper import Block, Line
from second_fashions import FASHIONS, by_place
from second_offices import STYLES, office
from second_report import blocks_of
from sheets import Table, expanded, placed

Written = Callable[[Sequence[Block]], str]


def _by_block(
    table: Callable[[Table], str], line: Callable[[Line], str] = lambda line: line.text, gap: str = "\n"
) -> Written:
    return lambda blocks: gap.join(line(block) if isinstance(block, Line) else table(block) for block in blocks)


def _firefox(table: Table) -> str:
    """Cells joined by tabs, only those that start in a row."""
    return "\n".join("\t".join(cell.text for cell in row) for row in table)


def _chromium(table: Table) -> str:
    """Cells that have paragraphs: a blank line before and after each, tabs on lines of their own."""
    return "\n".join("\n\n\t\n".join(f"\n{cell.text}" for cell in row) + "\n\n" for row in table)


def _excel(table: Table) -> str:
    """What Excel puts on the clipboard: covered cells empty."""
    return "\n".join("\t".join(row) for row in expanded(table))


def _excel_quoted(table: Table) -> str:
    """The same with labels that have a line break, in quotation marks."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    for row in expanded(table):
        writer.writerow([f"{text[:7]}\n{text[7:]}" if len(text) > 11 else text for text in row])
    return buffer.getvalue().rstrip("\n")


def _commas(table: Table) -> str:
    """Saved as CSV."""
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(expanded(table))
    return buffer.getvalue().rstrip("\n")


def _one_a_line(table: Table) -> str:
    """A phone's clipboard: every cell a line."""
    return "\n".join(cell.text for row in table for cell in row if cell.text)


def _piped(table: Table) -> str:
    """A converter's pipes, the covered cells empty."""
    rows = ["| " + " | ".join(row) + " |" for row in expanded(table)]
    return "\n".join(["", rows[0], "|" + " --- |" * (rows[0].count("|") - 1), *rows[1:], ""])


def _bars(table: Table) -> str:
    """Bars between cells without a frame, the covered ones left out."""
    return "\n".join(" | ".join(cell.text for cell in row) + " |" for row in table)


def _grid(table: Table) -> str:
    """A grid of +, - and | as a converter draws it."""
    rows = expanded(table)
    widths = [max(2 * len(row[column]) for row in rows) + 2 for column in range(len(rows[0]))]
    frame = "+" + "+".join("-" * width for width in widths) + "+"
    lines = [frame]
    for row in rows:
        cells = (f" {text}{' ' * (width - 1 - _printed(text))}" for text, width in zip(row, widths, strict=True))
        lines += ["|" + "|".join(cells) + "|", frame]
    return "\n".join(lines)


def _printed(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _columns(table: Table) -> str:
    """Blanks that keep columns, as a layout-preserving converter writes them."""
    starts = placed(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    widest = [
        max((_printed(cell.text) for (_, at), cell in starts.items() if at == column and cell.columns == 1), default=2)
        for column in range(width)
    ]
    lines = []
    for row in expanded(table):
        line = ""
        for column, text in enumerate(row):
            line += text + " " * max(2, sum(widest[: column + 1]) + 3 * (column + 1) - _printed(line + text))
        lines.append(line.rstrip())
    return "\n".join(lines)


def _spaced(table: Table) -> str:
    """Cells joined by one blank, as PDF viewers copy rows."""
    return "\n".join(" ".join(cell.text for cell in row if cell.text) for row in table)


def _indented(line: Line) -> str:
    return line.text if line.kind == "title" else f"　　{line.text}"


def _markdown(line: Line) -> str:
    return {"title": "# ", "heading": "## ", "topic": "### "}.get(line.kind, "") + line.text


_WAYS: dict[str, Written] = {
    "firefox": _by_block(_firefox),
    "chromium": _by_block(_chromium, gap="\n\n"),
    "excel": _by_block(_excel),
    "excel-quoted": _by_block(_excel_quoted),
    "csv": _by_block(_commas),
    "phone": _by_block(_one_a_line, _indented),
    "pipes": _by_block(_piped, _markdown, "\n\n"),
    "bars": _by_block(_bars, _indented),
    "grid": _by_block(_grid, _indented, "\n\n"),
    "layout": _by_block(_columns, _indented),
    "viewer": _by_block(_spaced),
}
_WITHOUT_BLANKS = {"phone", "viewer"}  # a blank cell would leave no trace there, and the row no place
_ENCODINGS = ("utf-8", "gb18030", "utf-8-sig", "utf-16", "utf-8")


def cases() -> Iterator[Case]:
    """The files."""
    fashions = list(FASHIONS)
    for number, (way, written) in enumerate(_WAYS.items()):
        for turn in range(2):
            seed = 100 + number * 2 + turn
            style = STYLES[(number + turn * 3) % 4]
            if style == "blank" and way in _WITHOUT_BLANKS:
                style = "zeros"
            fashion = fashions[(number * 4 + turn * 7) % len(fashions)]
            truth = office(seed, style)
            worded = FASHIONS[fashion]
            if style == "blank":
                worded = worded._replace(show=by_place(("", "/", "-")[number % 3]))
            text = written(blocks_of(truth, worded))
            if turn:
                text = text.replace("\n", "\r\n")
            yield Case(f"2-txt-{way}-{fashion}-{style}", ".txt", text.encode(_ENCODINGS[seed % 5]), truth)
