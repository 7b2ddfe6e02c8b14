"""Works out the numbers that Word prints before paragraphs but does not keep in their text."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.text import is_on, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.text.chinese_numerals import write_numeral

_CIRCLED = range(1, 21)
_LEVELS = range(9)
_LONGEST = 4
"""More digits no level or start has."""

_LONGEST_PATTERN, _DEEPEST = 40, 20
"""How many characters a pattern may have, and how many styles may be based on each other."""

_NONE = "0"
"""The number of the list that is none: it takes a paragraph out of the list of its style."""


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number in _CIRCLED else ""


def _wide(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "chineseCounting": write_numeral,
    "chineseCountingThousand": write_numeral,
    "japaneseCounting": write_numeral,
    "taiwaneseCounting": write_numeral,
    "taiwaneseCountingThousand": write_numeral,
    "ideographDigital": write_numeral,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}
"""The formats that reports use; of any other the number is left out rather than guessed."""


class Level(NamedTuple):
    """How one level of a list is numbered: from `start` on, by `format`, in `pattern`, for paragraphs of `style`."""

    start: int
    format: str
    pattern: str
    style: str


class _List(NamedTuple):
    """A list: the key under which it counts, which other lists may share, its levels, and where it starts anew."""

    counts_with: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbers:
    """Counts through a document; paragraphs must come in their order."""

    def __init__(self, numbering: XmlElement | None, styles: XmlElement | None) -> None:
        self._lists = {} if numbering is None else dict(_lists(numbering))
        self._styles = {} if styles is None else dict(_styles(styles))
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def before(self, paragraph: XmlElement) -> str:
        """The number printed before a paragraph; "" if there is none, or it is not known for sure."""
        if not self._lists:
            return ""
        number, depth = self._place(paragraph)
        found = self._lists.get(number)
        level = found.levels.get(depth) if found else None
        if not found or not level:
            return ""
        counts = self._counts.setdefault(found.counts_with, {})
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if depth in found.starts and (number, depth) not in self._started:
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((number, depth))
        return _printed(level, found.levels, counts)

    def _place(self, paragraph: XmlElement) -> tuple[str, int]:
        """The list a paragraph is in and its level there, by itself or by its style."""
        own = paragraph.find(f"{word('pPr')}/{word('numPr')}")
        style = value(paragraph, "pPr", "pStyle") or ""
        number, depth = value(own, "numId"), _depth(value(own, "ilvl"))
        if number is not None:
            return ("" if number == _NONE else number), depth
        number, depth = self._place_of_style(style)
        found = self._lists.get(number)
        linked = [at for at, level in found.levels.items() if level.style == style] if found else []
        return number, linked[0] if linked else depth

    def _place_of_style(self, style: str) -> tuple[str, int]:
        """The list of a style, or of the nearest one that it is based on."""
        for _ in range(_DEEPEST):
            if style not in self._styles:
                break
            number, depth, style_below = self._styles[style]
            if number is not None:
                return ("" if number == _NONE else number), depth
            style = style_below
        return "", 0


def _depth(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) <= _LONGEST else 0


def _printed(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    """The pattern with the numbers of the levels in it; "" if one of them cannot be told."""
    if level.format not in _FORMATS:
        return ""
    text = level.pattern
    for depth in _LEVELS:
        if f"%{depth + 1}" not in text:
            continue
        outer = levels.get(depth)
        shown = _FORMATS[outer.format](counts.get(depth, outer.start)) if outer and outer.format in _FORMATS else ""
        if not shown:
            return ""
        text = text.replace(f"%{depth + 1}", shown)
    return text.strip()


def _lists(numbering: XmlElement) -> Iterator[tuple[str, _List]]:
    every = numbering.iter(word("abstractNum"))
    outlines = {outline.get(word("abstractNumId"), ""): dict(_levels(outline)) for outline in every}
    for entry in numbering.iter(word("num")):
        outline = value(entry, "abstractNumId") or ""
        overrides = list(entry.iter(word("lvlOverride")))
        levels = dict(outlines.get(outline, {}))
        for override in overrides:
            levels |= dict(_levels(override))
        starts = {
            _depth(override.get(word("ilvl"))): _depth(start)
            for override in overrides
            if (start := value(override, "startOverride")) is not None
        }
        yield entry.get(word("numId"), ""), _List(outline, levels, starts)


def _levels(outline: XmlElement) -> Iterator[tuple[int, Level]]:
    for level in outline.iterfind(word("lvl")):
        start, pattern = value(level, "start"), value(level, "lvlText") or ""
        if is_on(level, "isLgl") or len(pattern) > _LONGEST_PATTERN:
            pattern = ""
        made = Level(_depth(start), value(level, "numFmt") or "decimal", pattern, value(level, "pStyle") or "")
        depth = _depth(level.get(word("ilvl")))
        if depth in _LEVELS:
            yield depth, made


def _styles(styles: XmlElement) -> Iterator[tuple[str, tuple[str | None, int, str]]]:
    """The list, the level and the style below of each style."""
    for style in styles.iter(word("style")):
        number = style.find(f"{word('pPr')}/{word('numPr')}")
        placed = value(number, "numId"), _depth(value(number, "ilvl")), value(style, "basedOn") or ""
        yield style.get(word("styleId"), ""), placed
