"""Rows of cell strings -> figures at their cells: placed by the words before and over them, never by position."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from disclosure_desk.core.form import Block, Grid
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.header_match import HeadRow, names_all, read_down, read_group, read_heads
from disclosure_desk.readers.tables.labels import Labels, Line, Named
from disclosure_desk.readers.tables.placement import Placing
from disclosure_desk.readers.tables.segments import Labelled, Left, Part, Placed

_MOST_HEADS = 60
"""No row of ours has so many heads or labels, also with merged ones said again; and no table so many rows of heads."""

_SLIPS_AMONG = 3
"""A head that is not quite official is taken for one where so many others are."""

__all__ = ["Left", "Placed", "TableReader"]


class TableReader:
    """Takes rows one by one; `placed` answers what stands at which cell, `left` what could not be placed."""

    def __init__(self, labels: Labels, *, headless: bool = False) -> None:
        """With `headless`, rows without any heads have their columns in the form's order."""
        self._labels = labels
        self._part = Part()
        self._placing = Placing(labels, headless=headless)
        self.placed, self.others, self.left = self._placing.placed, self._placing.others, self._placing.left

    def missing(self) -> Iterator[Line]:
        """The rows of the form that the source has not."""
        return self._placing.missing()

    def blank(self) -> Iterator[Grid]:
        """The grids that the source has without a single figure."""
        return self._placing.blank()

    def take(self, number: int, row: SourceRow, cells: Sequence[int] = (), *, sure: bool = True) -> bool:
        """Take a row in, joined of those items if it is; False if nothing in it belongs to a table of the form."""
        keys = [(place, self._labels.key_of(cell)) for place, cell in enumerate(row.cells) if cell.strip()]
        if not keys:
            return True
        if all(key in self._labels.captions for _, key in keys):
            self.end_part()
            return True
        return self._take_head(number, row, keys) or self._take_body(
            Labelled(number, row, self._labels.lines[0], -1, sure, cells), keys
        )

    def end_part(self) -> None:
        """Place the rows taken so far; the heads over them are over."""
        part, self._part = self._part, Part()
        by_block: dict[tuple[str, ...], list[Labelled]] = {}
        for labelled in part.body:
            block = (labelled.line.grid.id, *(row.id for row in labelled.line.block.rows))
            by_block.setdefault(block, []).append(labelled._replace(slips=part.slips))
        for body in by_block.values():
            self._placing.place_block(part.heads, body)
        self._place_down(part)
        self._note_blank(part)
        if part.lone:
            row = SourceRow(tuple(text for _, text in part.lone))
            self.left.append(Left(part.lone[0][0], "unplaced", "表格中间单独的数，当作页码，没有取", row))

    def _note_blank(self, part: Part) -> None:
        """A table of one row may be there with nothing but its heads."""
        for line in self._labels.unlabelled if part.heads and not part.is_over else ():
            if names_all(line.block, part.heads):
                self._placing.see(line)

    def _take_head(self, number: int, row: SourceRow, keys: HeadRow) -> bool:
        """Take a row of heads in; also of pieces of heads, where no row of figures is above them."""
        heads = self._heads(row, keys)
        if heads is None:
            return False
        if self._part.is_over or len(self._part.heads) >= _MOST_HEADS:
            self.end_part()
        for place, key in heads:
            if key != self._labels.key(row.cells[place]) and key in self._labels.heads and len(heads) == len(keys):
                self._part.slips.add(key)
                why = f"表头“{' '.join(row.cells[place].split())}”与规定的不同，当作“{key}”"
                self.left.append(Left(number, "doubtful", why, row))
        self._part.heads.append([(place, key) for place, key in heads if self._labels.is_over_figures(key)])
        return True

    def _heads(self, row: SourceRow, keys: HeadRow) -> HeadRow | None:
        """The heads in a row that has nothing else; a slip is one only among others without."""
        if any(self._labels.is_figure(row.cells[place]) for place, _ in keys[:_MOST_HEADS]) or len(keys) > _MOST_HEADS:
            return None
        if self._is_torn_head(keys):
            return keys
        heads: list[tuple[int, str]] = []
        slips = 0
        for place, key in keys:
            words = (key,) if key in self._labels.corners else self._labels.glued_heads(key)
            slips += not words
            words = words or (self._labels.head_meant(key),)
            heads += [(place, word) for word in words]
        return heads if all(key for _, key in heads) and _SLIPS_AMONG * slips <= len(keys) else None

    def _is_torn_head(self, keys: HeadRow) -> bool:
        """Whether all are pieces of heads, and of no other label if there are figures above."""
        if not all(key and self._labels.head_words.is_piece(key) for _, key in keys):
            return False
        if all(key in self._labels.heads or key in self._labels.corners for _, key in keys):
            return True
        begins = not self._part.is_over and (len(keys) > 1 or bool(self._part.heads))
        return begins or not all(self._labels.is_fragment(key) for _, key in keys)

    def _take_body(self, row: Labelled, keys: HeadRow) -> bool:
        labels: HeadRow = _said_once(
            list(takewhile(lambda placed: not self._labels.is_figure(row.row.cells[placed[0]]), keys))
        )
        if not labels:
            return self._take_unlabelled(row, keys)
        if self._take_down(row, keys, labels):
            return True
        labels, named = self._named(row, labels)
        if labels and labels[-1] == keys[-1]:
            return self._take_blank(row, labels, named)
        if named:
            self._take_named(row, labels[-1][0], named)
            return True
        return self._take_group(row, labels) or self._leave_strange(row, labels)

    def _named(self, row: Labelled, labels: HeadRow) -> tuple[HeadRow, Named | None]:
        """The row that labels name; what stands in the place of figures and is none looks like labels at first."""
        keys = [key for _, key in labels]
        named = self._labels.exactly(keys)
        for end in range(len(labels) - 1, 0, -1) if named is None and len(labels) <= _MOST_HEADS else ():
            shorter = self._labels.exactly(keys[:end])
            filled = row._replace(label=labels[end - 1][0]).filled
            if shorter and len(filled) == len(shorter.line.block.columns):
                return labels[:end], shorter
        return labels, named or self._labels.named(keys)

    def _take_named(self, row: Labelled, label: int, named: Named) -> None:
        doubt = named.doubt
        if not doubt and self._labels.key(row.row.cells[label]) != self._labels.key_of(row.row.cells[label]):
            doubt = f"这一行的名称与规定的不同，当作“{named.line.row.label[-1]}”"
        self._part.body.append(row._replace(line=named.line, label=label, sure=row.sure and not doubt))
        if doubt:
            self.left.append(Left(row.number, "doubtful", doubt, row.row))

    def _leave_strange(self, row: Labelled, labels: HeadRow) -> bool:
        if not any(self._labels.is_fragment(key) for _, key in labels if key):
            return False
        self._placing.leave(row, "这一行的名称不是规定表样里的某一行")
        return True

    def _take_blank(self, row: Labelled, labels: HeadRow, named: Named | None) -> bool:
        """A row without a figure: pieces of labels, or a row of the form that is blank."""
        if named and not named.doubt:
            self._part.body.append(row._replace(line=named.line, label=labels[-1][0]))
            return True
        return all(key and self._labels.is_fragment(key) for _, key in labels)

    def _take_unlabelled(self, row: Labelled, keys: HeadRow) -> bool:
        filled = [cell for cell in row.row.cells if cell.strip()]
        if 2 * sum(map(self._labels.is_figure, filled)) < len(filled):
            return False
        if len(row.row.cells) == 1 and self._part.is_over:
            self._part.lone.append((row.number, filled[0]))
            return True
        for line in self._labels.unlabelled:
            if self._is_under_heads(line.block, len(keys)):
                self._part.body.append(row._replace(line=line))
                return True
        return self._take_group(row, [])

    def _is_under_heads(self, block: Block, count: int) -> bool:
        """Whether a row without a label has the heads of a block over it, or has as many figures as no other."""
        if self._part.heads and read_heads(block, self._part.heads):
            return True
        return count == len(block.columns) and not any(
            len(line.block.columns) == count for line in self._labels.lines if line.row.label
        )

    def _take_group(self, row: Labelled, labels: HeadRow) -> bool:
        """A part of a table of one row, told by the heads over it or the labels before it."""
        words = {key for _, key in labels}.union(key for row in self._part.heads for _, key in row)
        for line in self._labels.unlabelled if words & self._labels.group_heads else ():
            head = read_group(line.block, self._part.heads, [key for _, key in labels])
            sure = row.sure and not self._part.slips
            labelled = row._replace(line=line, label=labels[-1][0] if labels else -1, sure=sure)
            if head and len(labelled.filled) == len(head.columns):
                self._placing.place(head, labelled, labelled.filled)
                self._part.in_groups = True
                return True
        return False

    def _take_down(self, row: Labelled, keys: HeadRow, labels: HeadRow) -> bool:
        """A column of a table of one row that stands in a row of its own, as in a table that is turned."""
        words = tuple(key for _, key in labels)
        if labels[-1:] != keys[-2:-1] or not all(word in self._labels.heads for word in words):
            return False
        if not self._part.down and words[0] not in self._labels.group_heads:
            return False
        self._part.down.append((words, row._replace(line=self._labels.unlabelled[0], label=labels[-1][0])))
        return True

    def _place_down(self, part: Part) -> None:
        if not part.down:
            return
        block = part.down[0][1].line.block
        rows = [row for _, row in part.down]
        head = read_down(block, [key for words, _ in part.down for key in words])
        if head and len(rows) == len(head.columns):
            figures = [row.at(row.filled[0]) for row in rows]
            turned = SourceRow(tuple(figure.text for figure in figures))
            numbers, places = tuple(one.number for one in figures), tuple(one.place for one in figures)
            is_sure = all(row.sure for row in rows)
            whole = rows[0]._replace(row=turned, label=-1, cells=numbers, places=places, sure=is_sure)
            self._placing.place(head, whole, whole.filled)
            return
        for row in rows:
            self._placing.leave(row, f"{row.line.grid.name}竖着写的这一行，上下各行凑不齐规定的各列")


def _said_once(labels: HeadRow) -> HeadRow:
    """The labels, a merged one only at the last of the cells that say it."""
    return [label for at, label in enumerate(labels) if at + 1 == len(labels) or labels[at + 1][1] != label[1]]
