"""Clean reports with one structural flaw each: something of them removed, doubled, blanked or misspelt.

A flaw is drawn from its number alone, so that a run can be had again. What the office has spoilt is told by cells:
`touched` are those whose own figure or label the flaw is about, `gone` those of which the file has no figure any more.
All other figures are untouched, also those under a head that is gone or in a section without its heading.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

import markup
from make_docx import document_of, saved
from make_text import of_browser, piped, tabbed, text_of
from make_xlsx import saved as saved_book
from make_xlsx import whole
from paper import Block, Line, Plan, paper
from sheets import Cell, Manner, Table
from truth import Truth, truth

HOWS = ("removed", "doubled", "blanked", "misspelt")
TARGETS = ("figure", "label", "row", "head", "head row", "heading", "title")
_STYLES = ("distinct", "sparse", "zero", "distinct", "sparse")
_PLAN = Plan(title="{unit}{year}年政府信息公开工作年度报告", topics="own")
_WRONG_LETTERS = "己未人大工土日口力办"
_NO_DIGITS = "OlZ?*"


class Flaw(NamedTuple):
    """A file with one flaw, and what its office had written."""

    number: int
    name: str
    ending: str
    content: bytes
    truth: Truth
    touched: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


class _Spoilt(NamedTuple):
    """The blocks of a report with a flaw, named in words."""

    blocks: list[Block]
    name: str
    touched: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def flaw(number: int) -> Flaw:
    """The file with this number."""
    random = Random(number)  # noqa: S311 - the same files on every run
    said = truth(random.randrange(1000, 1200), random.choice(_STYLES))
    write, ending = random.choice(_FORMATS)
    target, how = random.choice(TARGETS), random.choice(HOWS)
    spoilt = _spoilt(said, target, how, random)
    name = f"{write.__name__.strip('_')} {target} {how}: {spoilt.name}"
    return Flaw(number, name, ending, write(spoilt.blocks), said, spoilt.touched, spoilt.gone)


def _html(blocks: list[Block]) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{markup.body(blocks)}</body></html>'.encode()


def _docx(blocks: list[Block]) -> bytes:
    return saved(document_of(blocks))


def _xlsx(blocks: list[Block]) -> bytes:
    return saved_book(whole(blocks))


def _txt_of_browser(blocks: list[Block]) -> bytes:
    return text_of(blocks, of_browser).encode()


def _txt_of_word(blocks: list[Block]) -> bytes:
    return text_of(blocks, tabbed).encode()


def _txt_with_strokes(blocks: list[Block]) -> bytes:
    return text_of(blocks, piped).encode()


_FORMATS: tuple[tuple[Callable[[list[Block]], bytes], str], ...] = (
    (_html, ".html"),
    (_docx, ".docx"),
    (_xlsx, ".xlsx"),
    (_html, ".html"),
    (_docx, ".docx"),
    (_xlsx, ".xlsx"),
    (_txt_of_browser, ".txt"),
    (_txt_of_word, ".txt"),
    (_txt_with_strokes, ".txt"),
)


def _spoilt(said: Truth, target: str, how: str, random: Random) -> _Spoilt:
    blocks = paper(said, _PLAN)
    if target in {"heading", "title"}:
        places = [place for place, block in enumerate(blocks) if isinstance(block, Line) and block.kind == target]
        return _spoilt_line(blocks, random.choice(places), how, random)
    # The same report with each figure's cell in its place.
    ids = paper(said, _PLAN._replace(manner=Manner(show=lambda cell, _: cell)))
    spots = [
        (place, row)
        for place, table in enumerate(ids)
        if not isinstance(table, Line)
        for row in range(len(table))
        if any(not cell.is_head for cell in table[row]) is (target not in {"head", "head row"})
        if target != "label" or any(cell.is_head for cell in table[row])
    ]
    place, row = random.choice(spots)
    table, cells = blocks[place], ids[place]
    if isinstance(table, Line) or isinstance(cells, Line):
        raise TypeError
    in_row = frozenset(cell.text for cell in cells[row] if not cell.is_head)
    if target in {"row", "head row"}:
        rows, gone = _spoilt_row(table, row, how, random)
        return _Spoilt(
            [*blocks[:place], rows, *blocks[place + 1 :]], _words(table[row]), in_row, in_row if gone else frozenset()
        )
    at = random.choice([at for at, cell in enumerate(cells[row]) if cell.is_head is (target != "figure")])
    touched = {"figure": frozenset({cells[row][at].text}), "label": in_row, "head": frozenset[str]()}[target]
    changed = (*table[row][:at], *_spoilt_cell(table[row][at], how, random), *table[row][at + 1 :])
    blocks[place] = (*table[:row], changed, *table[row + 1 :])
    gone = touched if target == "figure" and how != "doubled" else frozenset[str]()
    return _Spoilt(blocks, f"{table[row][at].text} in {_words(table[row])}", touched, gone)


def _words(row: Sequence[Cell]) -> str:
    return "|".join(cell.text[:8] for cell in row)


def _spoilt_line(blocks: list[Block], place: int, how: str, random: Random) -> _Spoilt:
    line = blocks[place]
    if not isinstance(line, Line):
        raise TypeError
    instead = {"doubled": [line, line], "misspelt": [line._replace(text=misspelt(line.text, random))]}.get(how, [])
    name = f"{line.text} {instead[0].text if how == 'misspelt' else ''}"
    return _Spoilt([*blocks[:place], *instead, *blocks[place + 1 :]], name)


def _spoilt_row(table: Table, row: int, how: str, random: Random) -> tuple[Table, bool]:
    """The table, and whether the figures of the row are gone."""
    cells = table[row]
    if how == "misspelt":
        at = random.choice([at for at, cell in enumerate(cells) if cell.is_head] or [0])
        wrong = cells[at]._replace(text=misspelt(cells[at].text, random)) if cells[at].is_head else cells[at]
        return (*table[:row], (*cells[:at], wrong, *cells[at + 1 :]), *table[row + 1 :]), False
    blank = tuple(cell._replace(text="") for cell in cells)
    instead = {"removed": (), "doubled": (cells, cells), "blanked": (blank,)}[how]
    return (*table[:row], *instead, *table[row + 1 :]), how != "doubled"


def _spoilt_cell(cell: Cell, how: str, random: Random) -> tuple[Cell, ...]:
    if how == "misspelt":
        wrong = misspelt(cell.text, random) if cell.is_head else _illegible(cell.text, random)
        return (cell._replace(text=wrong, is_head=True),)
    return {"removed": (), "doubled": (cell, cell), "blanked": (cell._replace(text=""),)}[how]


def misspelt(text: str, random: Random) -> str:
    """A text with one slip: a letter lost, twice, wrong, or two that changed places."""
    while True:
        at = random.randrange(len(text))
        behind = text[at + 1 :]
        wrong = random.choice(
            (
                text[:at] + behind,
                text[:at] + text[at] * 2 + behind,
                text[:at] + random.choice(_WRONG_LETTERS) + behind,
                text[:at] + behind[:1] + text[at] + behind[1:],
            )
        )
        if wrong not in {text, ""}:
            return wrong


def _illegible(figure: str, random: Random) -> str:
    """A figure with a sign among its digits that is none."""
    at = random.randrange(len(figure))
    return figure[:at] + random.choice(_NO_DIGITS) + figure[at + 1 :]
