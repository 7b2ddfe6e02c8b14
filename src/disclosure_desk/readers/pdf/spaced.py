"""Tables without upright rulings: lines whose pieces stand wide apart become rows, aligned where the figures are."""

from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.readers.pdf.lines import Line, Part
from disclosure_desk.readers.values import is_value

_LONG = 6
"""A line of one piece with so many characters is no piece of a label: there the table ends, or another part begins."""

Cells = tuple[str, ...]
Band = tuple[float, float]


def spaced_rows(lines: Sequence[Line]) -> dict[Line, tuple[Cells, bool]]:
    """The lines that are rows of a table: their cells, and whether these stand at true columns."""
    return {line: row for run in _runs(lines) for line, row in _aligned(run)}


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines of several pieces under each other, with figures among them."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line and len(line.parts) > 1:
            run.append(line)
        elif run and (line is None or len(line.text) >= _LONG):
            if any(is_value(part.text) for one in run for part in one.parts[1:]):
                yield run
            run = []


def _aligned(run: Sequence[Line]) -> Iterator[tuple[Line, tuple[Cells, bool]]]:
    bands = _bands(part for line in run for part in _figures(line))
    labels = max(len(_labels(line, bands)) for line in run)
    for line in run:
        names, rest = _labels(line, bands), line.parts[len(_labels(line, bands)) :]
        places = [_band(part, bands) for part in rest]
        if len(set(places)) == len(rest):
            figures = dict(zip(places, (part.text for part in rest), strict=True))
            padding = ("",) * (labels - len(names))
            cells = (*padding, *(part.text for part in names), *(figures.get(n, "") for n in range(len(bands))))
            yield line, (cells, True)
        else:
            yield line, (tuple(part.text for part in line.parts), False)


def _figures(line: Line) -> tuple[Part, ...]:
    """The pieces that are figures; a first one may be a label's number."""
    return tuple(part for part in line.parts[1:] if is_value(part.text))


def _bands(parts: Iterable[Part]) -> list[Band]:
    """The columns that figures stand in: those over each other make one."""
    bands: list[Band] = []
    for part in sorted(parts, key=lambda part: part.left):
        if bands and part.left <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], part.right)
        else:
            bands.append((part.left, part.right))
    return bands


def _labels(line: Line, bands: Sequence[Band]) -> tuple[Part, ...]:
    """The pieces before the first column of figures."""
    return tuple(part for part in line.parts if (part.left + part.right) / 2 < bands[0][0])


def _band(part: Part, bands: Sequence[Band]) -> int:
    """The first column over or under a piece, or the nearest."""
    middle = (part.left + part.right) / 2
    over = [number for number, (left, right) in enumerate(bands) if part.left <= right and left <= part.right]
    return over[0] if over else min(range(len(bands)), key=lambda n: abs(sum(bands[n]) / 2 - middle))
