"""The neutral stream -> pieces: rows that came as loose lines, or torn over several, are whole rows again."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.readers.tables.header_rows import between, heads_in
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table_line import Entry, entry_of
from disclosure_desk.readers.tables.table_row import Piece

_ENOUGH = 3
"""So many lines with an official label and figures, or so many heads, are a table."""

_FEW, _MOST_WORDS = 5, 700
"""So many words and figures in one line may be a table, and none of ours has more."""

_MOST_BEFORE, _MOST_BEHIND = 40, 3
"""Over so many lines a label may be torn before its figures and behind them: a narrow column has a letter in each."""


def mended(labels: Labels, stream: Sequence[SourceItem]) -> Iterator[Piece]:
    """The pieces of a stream in its order; what belongs to no table is passed on as it stands."""
    run: list[Entry] = []
    for number, item in enumerate(stream):
        entry = entry_of(labels, number, item)
        if entry:
            run.append(entry)
            continue
        yield from _of_run(labels, run)
        run = []
        yield Piece(number, item)
    yield from _of_run(labels, run)


def in_one_line(labels: Labels, number: int, line: str) -> tuple[Piece, ...]:
    """The pieces of a line that has a whole table in it, only blanks between the cells; () if it has none."""
    words = line.split()
    if not _FEW < len(words) <= _MOST_WORDS:
        return ()
    pieces = tuple(mended(labels, [SourceParagraph(word) for word in words]))
    if not any(isinstance(piece.item, SourceRow) for piece in pieces):
        return ()
    return tuple(Piece(number, piece.item, (number,) * len(piece.cells), piece.sure) for piece in pieces)


def _of_run(labels: Labels, run: Sequence[Entry]) -> Iterator[Piece]:
    mender = _Mender(labels, [entry for entry in run if not entry.drawn])
    pieces = list(mender.pieces())
    official = max(mender.labelled, sum(heads_in(labels, piece) for piece in pieces))
    if official >= _ENOUGH or any(_is_row(labels, entry) for entry in run):
        yield from pieces
    else:
        yield from (Piece(entry.number, entry.source) for entry in run)


def _is_row(labels: Labels, entry: Entry) -> bool:
    """Whether an entry was a row from the first, or has an official word between strokes."""
    if entry.loose or entry.drawn:
        return False
    return isinstance(entry.source, SourceRow) or any(key in labels.words for key in entry.keys)


class _Label(NamedTuple):
    """A label torn over lines: how many of them before the figures and behind, and how many figures it has."""

    before: int
    behind: int
    figures: int


class _Mender:
    """Walks through entries that follow each other, and joins what was torn."""

    def __init__(self, labels: Labels, entries: Sequence[Entry]) -> None:
        self._labels, self._entries = labels, entries
        self._pending: list[Entry] = []
        self._sure = True
        self.labelled = 0

    def pieces(self) -> Iterator[Piece]:
        """The rows that the entries make."""
        place = 0
        while place < len(self._entries):
            entry = self._entries[place]
            if entry.figures:
                end = self._end_of_figures(place)
                label = self._label(place, end)
                taken = self._taken(place, end, label)
                behind = self._entries[taken : taken + label.behind]
                yield from self._joined(self._entries[place:taken], label, behind)
                place = taken + label.behind
            else:
                if self._is_whole(entry) and not self._is_answered(place):
                    yield from self._between(0)
                    yield Piece(entry.number, entry.item)
                else:
                    self._pending.append(entry)
                place += 1
        yield from self._between(0)

    def _between(self, kept: int) -> Iterator[Piece]:
        """The words before a row that are not its label."""
        end = len(self._pending) - kept
        yield from between(self._labels, self._pending[:end])
        self._pending = []

    def _is_whole(self, entry: Entry) -> bool:
        """Whether a row names a row of the form, with blank cells where its figures would be."""
        if entry.loose or not isinstance(entry.item, SourceRow) or not self._labels.count(entry.keys[-1]):
            return False
        return len(entry.item.cells) > 1 and not entry.item.cells[-1].strip()

    def _is_answered(self, place: int) -> bool:
        """Whether a row of nothing but figures follows a row of nothing but labels: they may well be one."""
        behind = self._entries[place + 1] if place + 1 < len(self._entries) else None
        return behind is not None and not behind.loose and not behind.words and bool(behind.figures)

    def _end_of_figures(self, place: int) -> int:
        """Behind the lines of figures without words that follow a line with figures."""
        end = place + 1
        while self._entries[place].loose and end < len(self._entries):
            entry = self._entries[end]
            if entry.words or not entry.loose:
                break
            end += 1
        return end

    def _label(self, place: int, end: int) -> _Label:
        """The label of the figures; what is the head of a column, too, is one only before as many as it has."""
        entry = self._entries[place]
        own = "".join(entry.keys[-1:])
        befores = [own]
        for one in self._pending[: -_MOST_BEFORE - 1 : -1]:
            befores.append(one.keys[-1] + befores[-1])
        behinds = [""]
        for one in self._entries[end : end + _MOST_BEHIND]:
            if one.figures or self._is_whole(one):
                break
            behinds.append(behinds[-1] + one.keys[-1])
        available = sum(len(line.figures) for line in self._entries[place:end])
        for bare in (False, True):
            for behind, tail in enumerate(behinds):
                for before, start in enumerate(befores):
                    figures = self._labels.count(start + tail, bare=bare) if start else 0
                    if figures and (figures == available or start + tail not in self._labels.heads):
                        return _Label(before, behind, figures)
        return _Label(0, 0, 0)

    def _taken(self, place: int, end: int, label: _Label) -> int:
        """Behind which line the figures of a row end: that make up its number, or that stand one on a line."""
        lines = self._entries[place:end]
        if label.behind or (not lines[0].words and all(len(line.figures) == 1 for line in lines)):
            return end
        total = 0
        for taken, line in enumerate(lines, place + 1):
            total += len(line.figures)
            if total == label.figures:
                return taken
        return place + 1

    def _joined(self, lines: Sequence[Entry], label: _Label, behind: Sequence[Entry]) -> Iterator[Piece]:
        first = lines[0]
        before = self._pending[len(self._pending) - label.before :]
        yield from self._between(label.before)
        if label.figures:
            self.labelled += 1
        elif first.loose and not first.words:
            yield from self._orphan(lines)
            return
        if not first.loose:
            row = self._row(first, before, behind) if label.before or label.behind else Piece(first.number, first.item)
            yield row._replace(sure=row.sure and not any(map(self._is_whole, before)))
            return
        words = [*before, *([first] if first.words else []), *behind]
        text = "".join(entry.words[-1] for entry in words)
        cells = [(text, words[0].number)] if label.figures else [(word, first.number) for word in self._words(first)]
        cells[:0] = [(outer, entry.number) for entry in words[:1] for outer in entry.words[:-1]]
        cells += [(figure, line.number) for line in lines for figure in line.figures]
        sure = self._sure and (len(lines) == 1 or all(len(line.figures) == 1 for line in lines))
        yield _piece(cells, first.number, sure=sure)

    def _orphan(self, lines: Sequence[Entry]) -> Iterator[Piece]:
        """Figures without a label; where each row should have one, the labels that follow may stand one row off."""
        cells = [(figure, line.number) for line in lines for figure in line.figures]
        if len(cells) == 1:
            yield Piece(lines[0].number, lines[0].source)
            return
        if any(line.row.label and len(line.block.columns) == len(cells) for line in self._labels.lines):
            self._sure = False
        yield _piece(cells, lines[0].number, sure=self._sure)

    def _words(self, entry: Entry) -> Sequence[str]:
        """The words of a line that names no row: heads beside each other, if they are."""
        words = self._labels.words.split(entry.keys[-1])
        return words if words and all(word in self._labels.heads for word in words) else entry.words

    def _row(self, entry: Entry, before: Sequence[Entry], behind: Sequence[Entry]) -> Piece:
        """A row with cells whose label stands in rows before and behind it, too."""
        cells = list(entry.item.cells) if isinstance(entry.item, SourceRow) else []
        figure = next(place for place, cell in enumerate(cells) if self._labels.is_figure(cell))
        own = max((place for place in range(figure) if cells[place].strip()), default=-1)
        own = own if own >= 0 else figure - 1
        label = "".join([*(one.words[-1] for one in before), *entry.words[-1:], *(one.words[-1] for one in behind)])
        if own < 0:
            # The places of its figures are no longer those of the heads, which `cells` tells.
            joined = SourceRow((label, *cells), entry.item.location)
            return Piece(entry.number, joined, (entry.number,) * len(joined.cells), self._sure)
        cells[own] = label
        aligned = isinstance(entry.item, SourceRow) and entry.item.aligned
        return Piece(entry.number, SourceRow(tuple(cells), entry.item.location, aligned), sure=self._sure)


def _piece(cells: Sequence[tuple[str, int]], number: int, *, sure: bool) -> Piece:
    return Piece(number, SourceRow(tuple(text for text, _ in cells)), tuple(number for _, number in cells), sure)
