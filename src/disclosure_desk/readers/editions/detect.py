"""Tells by the labels of its tables which edition of the form a source follows, table by table where it mixes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from disclosure_desk.core.form import Block, Form, Grid
from disclosure_desk.core.form_file import cell_at
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.vocabulary.label_key import normalise_label

Words = frozenset[str]

_LONGER = 12
"""A label may have so many letters more than the official one, as of a unit in brackets."""

_ENOUGH = 4
"""So many of its labels make a table."""


def words_of(items: Iterable[SourceItem]) -> Words:
    """The keys of all cells and short paragraphs: a page may have lost which is which."""
    texts = (text for item in items for text in (item.cells if isinstance(item, SourceRow) else (item.text,)))
    return frozenset(map(normalise_label, set(texts))) - {""}


def shows(words: Words, form: Form, other: Form) -> bool:
    """Whether a source with these words has tables of `form`, an edition that is told by signs, and not of `other`."""
    signs = [normalise_label(sign) for sign in form.edition_map.signs] if form.edition_map else []
    told = any(word.startswith(sign) and len(word) <= len(sign) + _LONGER for word in words for sign in signs)
    ours, theirs = form.grids.values(), other.grids.values()
    return told and _count(words, ours, theirs) > _count(words, theirs, ours)


def mixed(words: Words, form: Form, other: Form) -> Form:
    """The form with those tables of another edition that a source with these words shows instead."""
    pairs = ((grid, form.grids[name]) for name, grid in other.grids.items() if name in form.grids)
    shown = {
        theirs.id: theirs for theirs, ours in pairs if _count(words, [theirs], [ours]) > _count(words, [ours], [theirs])
    }
    sections = tuple(section._replace(grid=shown.get(section.id, section.grid)) for section in form.sections)
    cells = {
        cell.id: cell for one in (form, other) for cell in one.cells.values() if (cell.grid in shown) is (one is other)
    }
    return replace(form, sections=sections, cells=cells)


def patched(words: Words, form: Form, other: Form) -> Form:
    """The form with other columns in those blocks of which a source with these words has another edition's heads.

    The form itself if there are none, or the table has no other heads than those.
    """
    pairs = [(grid, other.grids[name]) for name, grid in form.grids.items() if name in other.grids]
    shown = {
        block: block._replace(columns=old.columns)
        for grid, theirs in pairs
        for block in grid.blocks
        for old in theirs.blocks
        if normalise_label(block.caption) == normalise_label(old.caption)
        if _has_heads(words, [old], [block]) and words & _heads(grid.blocks) - _heads(theirs.blocks)
    }
    return _with_blocks(form, shown) if shown else form


def _with_blocks(form: Form, shown: Mapping[Block, Block]) -> Form:
    grids = {
        grid.id: grid._replace(blocks=tuple(shown.get(block, block) for block in grid.blocks))
        for grid in form.grids.values()
    }
    sections = tuple(section._replace(grid=section.grid and grids[section.grid.id]) for section in form.sections)
    places = ((grid, block, row) for grid in grids.values() for block in grid.blocks for row in block.rows)
    cells = [cell_at(grid, block, row, column) for grid, block, row in places for column in block.columns]
    return replace(form, sections=sections, cells={cell.id: form.cells.get(cell.id, cell) for cell in cells})


def _has_heads(words: Words, blocks: Sequence[Block], others: Sequence[Block]) -> bool:
    """Whether all heads are there that only these blocks have, and none that only the others have."""
    ours, theirs = _heads(blocks), _heads(others)
    return bool(ours - theirs) and ours - theirs <= words and not (theirs - ours) & words


def _heads(blocks: Iterable[Block]) -> Words:
    return frozenset(normalise_label(label) for block in blocks for column in block.columns for label in column.label)


def has_table(words: Words, form: Form) -> bool:
    """Whether any table of the form is in a source with these words."""
    return any(len(words & _labels([grid])) >= _ENOUGH for grid in form.grids.values())


def _count(words: Words, grids: Iterable[Grid], others: Iterable[Grid]) -> int:
    """How many labels there are that only these tables have, and not the others."""
    return len(words & _labels(grids) - _labels(others))


def _labels(grids: Iterable[Grid]) -> Words:
    """The keys of the captions, heads and rows of tables."""
    blocks = [block for grid in grids for block in grid.blocks]
    heads = {label for block in blocks for column in block.columns for label in column.label}
    rows = {label for block in blocks for row in block.rows for label in row.label}
    return frozenset(map(normalise_label, heads | rows | {block.caption for block in blocks})) - {""}
