"""Which edition of the form the tables of a source follow, table by table and block by block where it mixes them.

Input: the keys of all cells and short paragraphs of a source, and two editions. Output: whether the source follows the
other edition, and the form as the source has it, with tables or blocks of the other edition in it.
Invariant: an edition is recognised by labels that only it has, never by the year in the title; many offices filled the
form of 2019 in later years, and some a table of each.

1. Single blocks of another edition in the tables of the form in force (`with_other_blocks`): 采购总金额 in table two.
2. A whole report of another edition: one of its signs, 本年新制作数量, and more of its own labels than of the form's;
   then table by table the edition with more labels of its own (`with_other_tables`).
"""

from collections.abc import Iterable, Mapping, Sequence

from disclosure_desk.core.edition_map import LabelRename
from disclosure_desk.core.form import Block, Form, Grid
from disclosure_desk.core.form_file import cell_at
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.vocabulary.label_key import keys_in, normalise_label

Keys = frozenset[str]

_LONGEST_ADDITION = 12
"""A label in a source may be so much longer than the sign, by a unit in brackets: 采购总金额（单位：万元）."""

_LEAST_LABELS = 4
"""So many labels of a table show that the source has it; 总计 and 其他 alone are words of many tables."""


def source_keys(items: Iterable[SourceItem]) -> Keys:
    """The keys of all cells, of short paragraphs, and of the words that blanks or strokes part in one.

    A page may have lost which is a cell and which a paragraph; a label may have blanks within.
    """
    source = tuple(items)
    texts = {text for item in source for text in (item.cells if isinstance(item, SourceRow) else (item.text,))}
    return (frozenset(map(normalise_label, texts)) | keys_in(source)) - {""}


def follows(keys: Keys, form: Form, other: Form) -> bool:
    """Whether a source with these keys has tables of `form`, an edition recognised by signs, and not of `other`."""
    signs = [normalise_label(sign) for sign in form.edition_map.signs] if form.edition_map else []
    has_sign = any(key.startswith(sign) and len(key) <= len(sign) + _LONGEST_ADDITION for key in keys for sign in signs)
    return has_sign and count_own_labels(keys, form, other) > count_own_labels(keys, other, form)


def count_own_labels(keys: Keys, form: Form, other: Form) -> int:
    """How many labels of tables a source with these keys has that only `form` has, and not the other edition."""
    return _count_own(keys, form.grids.values(), other.grids.values())


def with_other_tables(keys: Keys, form: Form, other: Form) -> Form:
    """The form with those tables of another edition that a source with these keys has instead."""
    pairs = ((grid, form.grids[name]) for name, grid in other.grids.items() if name in form.grids)
    present = {
        theirs.id: theirs
        for theirs, ours in pairs
        if _count_own(keys, [theirs], [ours]) > _count_own(keys, [ours], [theirs])
    }
    sections = tuple(section._replace(grid=present.get(section.id, section.grid)) for section in form.sections)
    cells = {
        cell.id: cell
        for one in (form, other)
        for cell in one.cells.values()
        if (cell.grid in present) is (one is other)
    }
    return form._replace(sections=sections, cells=cells)


def with_other_blocks(keys: Keys, form: Form, other: Form) -> Form:
    """The form with other columns in those blocks of which a source with these keys has another edition's headers.

    The form itself if there are none, or if the table has no headers of the form besides.
    """
    pairs = [(grid, other.grids[name]) for name, grid in form.grids.items() if name in other.grids]
    present = {
        block: block._replace(columns=old.columns)
        for grid, theirs in pairs
        for block in grid.blocks
        for old in theirs.blocks
        if normalise_label(block.caption) == normalise_label(old.caption)
        if _has_headers(keys, [old], [block]) and keys & _headers(grid.blocks) - _headers(theirs.blocks)
    }
    return _with_blocks(form, present) if present else form


def has_table(keys: Keys, form: Form) -> bool:
    """Whether any table of the form is in a source with these keys."""
    return any(len(keys & _labels([grid])) >= _LEAST_LABELS for grid in form.grids.values())


def found_renames(renames: Iterable[LabelRename], rows: Iterable[SourceRow]) -> Mapping[LabelRename, str]:
    """Those of the renames whose old label the rows of a source have, and that label."""
    by_key = {normalise_label(label): (label, rename) for rename in renames for label in rename.labels}
    found: dict[LabelRename, str] = {}
    for row in rows:
        keys = [normalise_label(cell) for cell in row.cells if cell.strip()]
        for key, behind in zip(keys, [*keys[1:], ""], strict=False):
            label, rename = by_key.get(key, ("", None))
            if rename and (behind.isdecimal() or not rename.beside_figures):
                found.setdefault(rename, label)
    return found


def _with_blocks(form: Form, blocks: Mapping[Block, Block]) -> Form:
    grids = {
        grid.id: grid._replace(blocks=tuple(blocks.get(block, block) for block in grid.blocks))
        for grid in form.grids.values()
    }
    sections = tuple(section._replace(grid=section.grid and grids[section.grid.id]) for section in form.sections)
    places = ((grid, block, row) for grid in grids.values() for block in grid.blocks for row in block.rows)
    cells = [cell_at(grid, block, row, column) for grid, block, row in places for column in block.columns]
    return form._replace(sections=sections, cells={cell.id: form.cells.get(cell.id, cell) for cell in cells})


def _has_headers(keys: Keys, blocks: Sequence[Block], others: Sequence[Block]) -> bool:
    """Whether all headers are there that only these blocks have, and none that only the others have."""
    ours, theirs = _headers(blocks), _headers(others)
    return bool(ours - theirs) and ours - theirs <= keys and not (theirs - ours) & keys


def _headers(blocks: Iterable[Block]) -> Keys:
    return frozenset(normalise_label(label) for block in blocks for column in block.columns for label in column.label)


def _count_own(keys: Keys, grids: Iterable[Grid], others: Iterable[Grid]) -> int:
    """How many of the keys are labels that only these tables have, and not the others."""
    return len(keys & _labels(grids) - _labels(others))


def _labels(grids: Iterable[Grid]) -> Keys:
    """The keys of the captions, headers and rows of tables."""
    blocks = [block for grid in grids for block in grid.blocks]
    headers = {label for block in blocks for column in block.columns for label in column.label}
    rows = {label for block in blocks for row in block.rows for label in row.label}
    return frozenset(map(normalise_label, headers | rows | {block.caption for block in blocks})) - {""}
