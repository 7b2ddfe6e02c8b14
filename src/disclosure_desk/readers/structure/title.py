"""Finds unit and year of a report: in its title, however it words them, else in what stands around it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.chinese_numerals import read_spelt_digits
from disclosure_desk.text.widths import narrow

_YEAR = r"(?P<year>[0-9０-９]{4}|[〇零○一二三四五六七八九]{4})年度?"
_LONGEST, _LINES = 120, 3
_LONGEST_REST = 80
_MOST_LINES = 5000
"""So many lines before the report are looked through, the nearest."""

_FIRST_YEAR = 1000
"""A smaller number is a slip: no calendar of a file we write begins before."""


class Title(NamedTuple):
    """What a title says, "" and 0 for what it does not, and which lines it takes, up to, not including, `end`.

    `rest` is what stands behind the title in its last line.
    """

    unit: str
    year: int
    start: int
    end: int
    rest: str = ""

    @property
    def said(self) -> int:
        """How much of the two it says."""
        return bool(self.unit) + bool(self.year)


class Said(NamedTuple):
    """A unit or a year that is said elsewhere than in the title, and the words that say it."""

    value: str
    words: str


def find_title(lines: Sequence[str]) -> Title | None:
    """The title that says unit and year; None if there is none."""
    title = best_title(lines)
    return title if title and title.unit and title.year else None


def best_title(lines: Sequence[str]) -> Title | None:
    """The title that says most, the last of equals: pages tell it before the report, too. None if there is none."""
    titles = sorted([*_titles(lines), *_glued(lines)], key=lambda title: title.end)
    most = max((title.said for title in titles), default=0)
    best = [title for title in titles if title.said == most]
    said = said_year("\n".join(lines)) if len({title.year for title in best}) > 1 else None
    fitting = [title for title in best if said and title.year == read_year(said.value)]
    return (fitting or best)[-1] if best else None


def other_titles(lines: Sequence[str], title: Title) -> list[Title]:
    """Titles that say as much as this one, but something else."""
    known = (title.unit, title.year)
    return [other for other in _titles(lines) if other.said == title.said and (other.unit, other.year) != known]


def said_year(text: str) -> Said | None:
    """The year that a text says the report is of."""
    for pattern in load_office_variants().title.years:
        found = pattern.search(text)
        if found:
            return Said(found["year"], " ".join(found[0].split()))
    return None


def said_unit(text: str) -> Said | None:
    """The unit that a text says made the report."""
    for pattern in load_office_variants().title.sources:
        for found in pattern.finditer(text):
            unit = _unit(found["unit"])
            if unit and _is_body(unit):
                return Said(unit, " ".join(found[0].split()))
    return None


def read_year(written: str) -> int:
    """A year in whatever digits, 0 if it is none."""
    year = int(read_spelt_digits(narrow(written)))
    return year if year >= _FIRST_YEAR else 0


def _titles(lines: Sequence[str]) -> Iterator[Title]:
    """For each line where a title ends the one that says most, on as few lines as possible."""
    whole = -1
    for end in range(max(1, len(lines) - _MOST_LINES), len(lines) + 1):
        starts = range(end - 1, max(end - 1 - _LINES, whole - 1, -1), -1)
        found = [title for start in starts if (title := _read_title(lines, start, end))]
        if found:
            best = max(found, key=lambda title: title.said)
            whole = best.end if best.unit and best.year else whole
            yield best


def _read_title(lines: Sequence[str], start: int, end: int) -> Title | None:
    if any(len(line) > _LONGEST for line in lines[start:end]):
        return None
    found = _title_pattern().fullmatch("".join("".join(lines[start:end]).split()))
    return _understood(found, start, end) if found else None


def _understood(found: re.Match[str], start: int, end: int) -> Title | None:
    """The title that a match says; None if what stands before is no unit."""
    dated = _dated_pattern().fullmatch(found["before"])
    parts = (dated["pre"], dated["post"]) if dated else (found["before"],)
    written = (dated and dated["year"]) or found["inner"] or found["year"]
    units = [unit for unit in map(_stripped, parts) if unit]
    unit = "".join(units)
    is_joined = end - start > 1 and not all(map(_is_body, units))
    if is_joined or load_office_variants().title.not_units.search(unit) or not (unit or written):
        return None
    return Title(unit, read_year(written) if written else 0, start, end)


def _glued(lines: Sequence[str]) -> Iterator[Title]:
    """A title at the start of a longer line."""
    for number, line in enumerate(lines[-_MOST_LINES:], max(0, len(lines) - _MOST_LINES)):
        if len(line) <= _LONGEST_REST:
            continue
        places = [place for place, letter in enumerate(line[: 2 * _LONGEST]) if not letter.isspace()]
        plain = "".join(line[place] for place in places)
        found = _glued_pattern().match(plain)
        title = _understood(found, number, number + 1) if found else None
        if found and title and _is_body(title.unit):
            yield title._replace(rest=line[places[found.end("end") - 1] + 1 :].strip())


def _unit(written: str) -> str:
    unit = _stripped(written)
    return "" if load_office_variants().title.not_units.search(unit) else unit


def _stripped(written: str) -> str:
    """A name without the words that join it to the rest of a title."""
    around = load_office_variants().title.around
    while (shorter := around.sub("", written)) != written:
        written = shorter
    return written


def _is_body(unit: str) -> bool:
    return bool(load_office_variants().title.units.search(unit))


@lru_cache(maxsize=1)
def _title_pattern() -> re.Pattern[str]:
    tail = rf"》?(?:[（(]?{_YEAR}[）)]?)?(?:[（(][^（）()]{{0,20}}[）)])?(?:[_|｜\-—–].{{0,60}})?"
    return re.compile(rf"(?P<before>.*?){_name()}{tail}")


@lru_cache(maxsize=1)
def _dated_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<pre>.*?)[（(]?{_YEAR}[）)]?(?P<post>.*)")


@lru_cache(maxsize=1)
def _glued_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>.{{2,{_LONGEST_REST}}}?){_name()}(?P<end>(?:[（(]{_YEAR}[）)])?)(?=[^》”的_.。，、])"
    )


def _name() -> str:
    """How the report is called, maybe with its year within."""
    inner = _YEAR.replace("<year>", "<inner>")
    return f"(?:{load_office_variants().title.name.replace('{year}', inner)})"
