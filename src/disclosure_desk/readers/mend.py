"""The neutral stream -> pieces: rows that came as loose lines, or torn over several, are whole rows again."""

from collections.abc import Iterator, Sequence

from disclosure_desk.readers.labelled import Labels
from disclosure_desk.readers.piece import Piece
from disclosure_desk.readers.stream import Item


def mended(labels: Labels, stream: Sequence[Item]) -> Iterator[Piece]:
    """The pieces of a stream in its order; what belongs to no table is passed on as it stands."""
    del labels
    for number, item in enumerate(stream):
        yield Piece(number, item)
