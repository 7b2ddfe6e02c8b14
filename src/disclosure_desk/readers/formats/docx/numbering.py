"""Works out the numbers that Word prints before paragraphs but does not keep in their text.

Input: the parts `numbering.xml` and `styles.xml`, then the paragraphs in their order. Output: for each paragraph the
number before it, such as `一、` or `（三）`. A number that is not known for sure is left out, never guessed: an unknown
format, or a pattern that names a level of an unknown format.

A paragraph is in a list by itself (`numPr`), or by its style or one that the style is based on. Several lists may share
one count (`abstractNumId`), and a list may start a level anew the first time it is used (`startOverride`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.word_xml import is_on, small_number, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement

_DIGITS = "零一二三四五六七八九"
_CIRCLED = range(1, 21)
_LEVELS = range(9)
_LONGEST_PATTERN, _DEEPEST_STYLE = 40, 20
"""Characters of a pattern, and styles based on each other; a file may say more to do harm."""

_NO_LIST = "0"
"""The id of the list that is none: it takes a paragraph out of the list of its style."""


def _chinese(number: int) -> str:
    """Return a number up to 99 in words; "" for a larger one, of which there are none in a report."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:  # noqa: PLR2004 - said above
        return ""
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number in _CIRCLED else ""


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
}
"""The formats that reports use."""


class ListLevel(NamedTuple):
    """How one level of a list is numbered: from `start` on, by `format`, in `pattern`, for paragraphs of `style`."""

    start: int
    format: str
    pattern: str
    style: str


class _List(NamedTuple):
    """A list: the key under which it counts, which other lists may share, its levels, and where it starts anew."""

    count_key: str
    levels: Mapping[int, ListLevel]
    restarts: Mapping[int, int]


class DocxNumbering:
    """Counts through a document; paragraphs must come in their order."""

    def __init__(self, numbering: XmlElement | None, styles: XmlElement | None) -> None:
        self._lists = {} if numbering is None else dict(_lists(numbering))
        self._styles = {} if styles is None else dict(_styles(styles))
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def number_before(self, paragraph: XmlElement) -> str:
        """Count a paragraph, and return the number printed before it; "" if there is none, or it is not sure."""
        if not self._lists:
            return ""
        list_id, depth = self._list_of(paragraph)
        found = self._lists.get(list_id)
        level = found.levels.get(depth) if found else None
        if not found or not level:
            return ""
        counts = self._counts.setdefault(found.count_key, {})
        # A number of an outer level starts the inner ones anew.
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if depth in found.restarts and (list_id, depth) not in self._started:
            counts[depth] = found.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((list_id, depth))
        return _printed(level, found.levels, counts)

    def _list_of(self, paragraph: XmlElement) -> tuple[str, int]:
        """Return the list a paragraph is in and its level there, by itself or by its style."""
        own = paragraph.find(f"{word('pPr')}/{word('numPr')}")
        style = value(paragraph, "pPr", "pStyle") or ""
        own_id, depth = value(own, "numId"), small_number(value(own, "ilvl"))
        if own_id is not None:
            return ("" if own_id == _NO_LIST else own_id), depth
        list_id, depth = self._list_of_style(style)
        found = self._lists.get(list_id)
        linked = [at for at, level in found.levels.items() if level.style == style] if found else []
        return list_id, linked[0] if linked else depth

    def _list_of_style(self, style: str) -> tuple[str, int]:
        """Return the list of a style, or of the nearest one that it is based on."""
        for _ in range(_DEEPEST_STYLE):
            if style not in self._styles:
                break
            list_id, depth, style_below = self._styles[style]
            if list_id is not None:
                return ("" if list_id == _NO_LIST else list_id), depth
            style = style_below
        return "", 0


def _printed(level: ListLevel, levels: Mapping[int, ListLevel], counts: Mapping[int, int]) -> str:
    """Return the pattern with the numbers of the levels in it; "" if one of them is not known."""
    if level.format not in _FORMATS:
        return ""
    text = level.pattern
    for depth in _LEVELS:
        if f"%{depth + 1}" not in text:
            continue
        outer = levels.get(depth)
        number = _FORMATS[outer.format](counts.get(depth, outer.start)) if outer and outer.format in _FORMATS else ""
        if not number:
            return ""
        text = text.replace(f"%{depth + 1}", number)
    return text.strip()


def _lists(numbering: XmlElement) -> Iterator[tuple[str, _List]]:
    abstract = numbering.iter(word("abstractNum"))
    abstract_levels = {entry.get(word("abstractNumId"), ""): dict(_levels(entry)) for entry in abstract}
    for entry in numbering.iter(word("num")):
        abstract_id = value(entry, "abstractNumId") or ""
        overrides = list(entry.iter(word("lvlOverride")))
        levels = dict(abstract_levels.get(abstract_id, {}))
        for override in overrides:
            levels |= dict(_levels(override))
        restarts = {
            small_number(override.get(word("ilvl"))): small_number(start)
            for override in overrides
            if (start := value(override, "startOverride")) is not None
        }
        yield entry.get(word("numId"), ""), _List(abstract_id, levels, restarts)


def _levels(holder: XmlElement) -> Iterator[tuple[int, ListLevel]]:
    for level in holder.iterfind(word("lvl")):
        start, pattern = small_number(value(level, "start")), value(level, "lvlText") or ""
        # isLgl prints outer levels in digits whatever their format; a number may also be hidden by itself.
        if is_on(level, "isLgl") or is_on(level, "rPr", "vanish") or len(pattern) > _LONGEST_PATTERN:
            pattern = ""
        depth = small_number(level.get(word("ilvl")))
        if depth in _LEVELS:
            number_format, style = value(level, "numFmt") or "decimal", value(level, "pStyle") or ""
            yield depth, ListLevel(start, number_format, pattern, style)


def _styles(styles: XmlElement) -> Iterator[tuple[str, tuple[str | None, int, str]]]:
    """Yield for each style its list, its level there, and the style it is based on."""
    for style in styles.iter(word("style")):
        own = style.find(f"{word('pPr')}/{word('numPr')}")
        entry = value(own, "numId"), small_number(value(own, "ilvl")), value(style, "basedOn") or ""
        yield style.get(word("styleId"), ""), entry
