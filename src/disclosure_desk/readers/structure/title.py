"""Unit and year of a report from its title, however it is worded.

Input: the lines before the first heading. Output: a `Title` with unit, year and the lines it takes.
Invariant: a unit is what can be a unit's name (core/unit_name), with neither a pronoun nor a path in it; a title is a
line, or up to four together, that ends with the report's name and has nothing before it but a unit and a year;
关于…的通知 or a link 首页 > … are none. A name from another line counts only if it ends like that of a public body.

1. Whole lines, alone or with up to three lines before them: 河东街道办事处 / 2024年政府信息公开工作年度报告. Of several
   ways to read a line the one that says most counts, and of equals that with fewest lines.
2. A title at the start of a longer line, as in a page without line breaks; `rest` is what follows it.
Of several titles the one that says most counts, the last of equals, because pages have it in their head, too; where
they differ in the year, one of the year that the text names.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.unit_name import once, unit_name_problem
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.chinese_numerals import read_spelt_digits
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.strange_letters import is_han
from disclosure_desk.text.widths import narrow

_YEAR = r"(?P<year>[0-9０-９][0-9０-９OＯ〇○]{3}|[〇零○ＯO0０一二三四五六七八九]{4})年度?"
_DATED = lazy_pattern(rf"(?P<pre>.*?)[（(]?{_YEAR}[）)]?(?P<post>.*)")
_LONGEST_LINE, _MOST_TITLE_LINES = 120, 4
"""How long a line of a title may be, and over how many lines it may go: region, unit, year, and the name.

Most Word files have the unit on a line of its own: with 1 line, 211 files of tests/field have no unit.
"""

_LONGEST_BEFORE_NAME = 80
"""A unit with a year has fewer characters; it also keeps the pattern for titles in long lines from running away."""

_MOST_LINES = 5000
"""So many lines before the report are searched, the nearest to it; a page's menus have some hundred."""

_FIRST_YEAR = 1000
"""A smaller number is a misspelling, and the files we write cannot hold such a year as a date."""


_REGIONS, _LONGEST_REGION = tuple("省市县区州盟旗"), 9
_AUTONOMOUS, _LONGEST_AUTONOMOUS = ("自治州", "自治县", "自治旗"), 15
"""双江拉祜族佤族布朗族傣族自治县 is the longest; other lines so long are names of sites (…自治区政府信息公开专区)."""
_PATH = str.maketrans("\\_＿", "///")
"""What parts the folders of a path, and the name of a report from that of its site."""
_ROUND = str.maketrans("OＯ○", "〇〇〇")
"""Letters and circles that are written for a zero: 二O二三, 2O23."""

_ENDING = r"\.(?:docx?|wps|pdf|txt|xlsx?|et|ofd|html?)"
_DATE = r"(?:发布|公布|更新|发文|信息)?(?:时间|日期)[:：].{0,60}"
"""What else is behind a title on its line: the ending of its file, and when its page was published."""

_NUMBERED = ("bracket", "arabic", "top", "part")
_CLOSING = tuple("）)】〕]")
_IN_BRACKETS = lazy_pattern(rf"[（(【〔\[]([^（）()【】〔〕\[\]]+)[{re.escape(''.join(_CLOSING))}]")
_BARE_YEAR = lazy_pattern(r"(?<![0-9])((?:19|20)[0-9]{2})(?=$)")
"""A year without 年 right before the report's name: 某局2024政府信息公开工作年度报告."""

_SEAL = lazy_pattern(r"[（(](?:盖章|公章|印章|章)[）)]$")
_SHORTEST_UNIT = 3
"""司法局 has three letters; two are what a break of line has left of a name."""

_DIGITS = lazy_pattern(r"^[0-9０-９.\-—]+")


class Title(NamedTuple):
    """Unit and year of a title, "" and 0 for what it does not say, and its lines, from `start` to before `end`.

    `rest` is what follows the title in its last line.
    """

    unit: str
    year: int
    start: int
    end: int
    rest: str = ""

    @property
    def known_count(self) -> int:
        """How many of unit and year it says."""
        return bool(self.unit) + bool(self.year)

    @property
    def is_cut_off(self) -> bool:
        """Whether its unit is what a break of line has left of a name."""
        return 0 < len(self.unit) < _SHORTEST_UNIT


class Mention(NamedTuple):
    """A unit or a year that is named elsewhere than in the title, and the words that name it."""

    value: str
    words: str


def find_title(lines: Sequence[str]) -> Title | None:
    """The title that has both unit and year; None if there is none."""
    title = best_title(lines)
    return title if title and title.unit and title.year else None


def best_title(lines: Sequence[str]) -> Title | None:
    """The title that says most, the last of equals, because pages have it in their head, too; None if there is none."""
    titles = sorted([*_titles(lines), *_titles_in_long_lines(lines)], key=lambda title: title.end)
    most = max((title.known_count for title in titles), default=0)
    best = [title for title in titles if title.known_count == most]
    mention = find_year("\n".join(lines)) if len({title.year for title in best}) > 1 else None
    fitting = [title for title in best if mention and title.year == read_year(mention.value)]
    return (fitting or best)[-1] if best else None


def other_titles(lines: Sequence[str], title: Title) -> list[Title]:
    """Titles that say as much as this one, but of another unit or year."""
    equal = (other for other in _titles(lines) if other.known_count == title.known_count)
    return [other for other in equal if (other.unit, other.year) != (title.unit, title.year)]


def find_year(text: str) -> Mention | None:
    """The year that a text names as that of the report."""
    for pattern in load_office_variants().title.years:
        found = pattern.search(text)
        if found:
            return Mention(found["year"], " ".join(found[0].split()))
    return None


def title_words(words: str) -> Title | None:
    """What words say as a title, such as the last part of a path on a page; None if they are none."""
    plain = "".join(words.split())
    found = _title_pattern().fullmatch(plain) if len(plain) <= _LONGEST_LINE else None
    return _title_of_match(found, 0, 1) if found else None


def names_report(line: str) -> bool:
    """Whether a line that is no longer than a title has the report's name in it."""
    return len(line) <= _LONGEST_LINE and bool(_name_pattern().search("".join(line.split())))


def unit_in(written: str) -> str:
    """The unit's name in words that may have more: a path before it, words that join it, or it twice; "" if none."""
    words = load_office_variants().title
    name = _SEAL.sub("", _without_joining_words(once(written.strip("_＿/"))))
    number = leading_number(name)
    name = name[number.end :] if number and number.kind in _NUMBERED else name
    name = whole if (whole := _inner_words(name)) else name
    if name != (last := _last_of_path(name)):
        name = _DIGITS.sub("", last)
        name = name if is_public_body(name) else ""
    is_none = unit_name_problem(name) or words.not_units.search(name) or words.generic.fullmatch(name)
    return "" if is_none else name


def read_year(written: str) -> int:
    """The year in Arabic, wide or Chinese digits; 0 if it is none."""
    plain = read_spelt_digits(narrow(written).translate(_ROUND).replace("0", "〇"))
    year = int(plain.replace("〇", "0"))
    return year if year >= _FIRST_YEAR else 0


def _titles(lines: Sequence[str]) -> Iterator[Title]:
    """For each line where a title ends, the one that says most, on as few lines as possible."""
    whole = -1
    for end in range(max(1, len(lines) - _MOST_LINES), len(lines) + 1):
        starts = range(end - 1, max(end - 1 - _MOST_TITLE_LINES, whole - 1, -1), -1)
        found = [title for start in starts if (title := _read_title(lines, start, end))]
        if found:
            best = _with_region(lines, max(found, key=lambda title: (title.known_count, not title.is_cut_off)))
            whole = best.end if best.unit and best.year else whole
            yield best


def _with_region(lines: Sequence[str], title: Title) -> Title:
    """The title with the place on a line of its own above it: 永宁市 / 解放路街道办事处 / 2024年 / ….

    Only where the unit has a line of its own, too: above a title on one line such a line is the name of the site.
    """
    above = "".join(lines[title.start - 1].split()) if title.start and title.end - title.start > 1 else ""
    if not title.unit or not _is_region(above) or title.unit.startswith(above):
        return title
    return title._replace(unit=above + title.unit, start=title.start - 1)


def _is_region(line: str) -> bool:
    """Whether a line is the name of a place; a pattern with all Chinese characters takes 1 ms to compile."""
    longest = _LONGEST_AUTONOMOUS if line.endswith(_AUTONOMOUS) else _LONGEST_REGION
    return 1 < len(line) <= longest and line.endswith(_REGIONS) and all(map(is_han, line))


def _read_title(lines: Sequence[str], start: int, end: int) -> Title | None:
    if any(len(line) > _LONGEST_LINE for line in lines[start:end]):
        return None
    written = once("".join("".join(lines[start:end]).split()))
    found = _title_pattern().fullmatch(written)
    title = _title_of_match(found, start, end) if found else None
    # 政府信息公开年报 over 2024年 is a page's menu, and over （2024年度） a title.
    is_menu = end - start > 1 and not written[:4].isdecimal() and not written.endswith(("）", ")"))
    return None if title and is_menu and not title.unit else title


def _title_of_match(found: re.Match[str], start: int, end: int) -> Title | None:
    """The title in a match; None if the words before the report's name are no unit."""
    before = _BARE_YEAR.sub(r"\1年", found["before"])
    dated = _DATED.fullmatch(before)
    parts = (dated["pre"], dated["post"]) if dated else (before,)
    written = (dated and dated["year"]) or found["inner"] or found["year"]
    named = [name for name in map(_without_joining_words, map(_without_brackets, parts)) if name]
    units = [unit for unit in map(unit_in, named) if unit]
    # Lines are joined only to whole names, or any two lines of a page's menu above the title would be its unit.
    is_wrongly_joined = end - start > 1 and not all(map(is_public_body, units))
    is_sentence = any(load_office_variants().title.not_units.search(_last_of_path(name)) for name in named)
    if is_wrongly_joined or is_sentence or not (units or written):
        return None
    return Title("".join(units), read_year(written) if written else 0, start, end)


def _titles_in_long_lines(lines: Sequence[str]) -> Iterator[Title]:
    """A title at the start of a longer line."""
    for number, line in enumerate(lines[-_MOST_LINES:], max(0, len(lines) - _MOST_LINES)):
        if len(line) <= _LONGEST_BEFORE_NAME:
            continue  # it was read as a whole line
        places = [place for place, letter in enumerate(line[: 2 * _LONGEST_LINE]) if not letter.isspace()]
        plain = "".join(line[place] for place in places)
        found = _long_line_pattern().match(plain)
        title = _title_of_match(found, number, number + 1) if found else None
        if found and title and is_public_body(title.unit):
            yield title._replace(rest=line[places[found.end("end") - 1] + 1 :].strip())


def _without_joining_words(written: str) -> str:
    """A name without the words that join it to the rest of a title."""
    around = load_office_variants().title.around
    while (shorter := around.sub("", written)) != written:
        written = shorter
    return written


def _without_brackets(written: str) -> str:
    """A unit's name that stands wholly in brackets without them; other words as they are."""
    inner = _inner_words(written)
    return inner if inner and is_public_body(inner) else written


def _inner_words(written: str) -> str:
    """The words in brackets that are all there is; else ""."""
    whole = _IN_BRACKETS.fullmatch(written) if written.endswith(_CLOSING) else None
    return whole[1] if whole else ""


def _last_of_path(name: str) -> str:
    """What stands behind the last sign that parts a path; without one, all."""
    return name.translate(_PATH).rpartition("/")[2]


def is_public_body(unit: str) -> bool:
    """Whether a name ends like that of a public body."""
    return bool(load_office_variants().title.units.search(unit))


@lru_cache(maxsize=1)
def _title_pattern() -> re.Pattern[str]:
    tail = rf"》?(?:[（(]?{_YEAR}[）)]?)?(?:[（(][^（）()]{{0,30}}[）)])?(?:[_|｜\-—–].{{0,60}}|{_ENDING}|{_DATE})?"
    return re.compile(rf"(?P<before>.*?){_name()}{tail}")


@lru_cache(maxsize=1)
def _long_line_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>.{{2,{_LONGEST_BEFORE_NAME}}}?){_name()}(?P<end>(?:[（(]{_YEAR}[）)])?)(?=[^》”的_.。，、])"
    )


@lru_cache(maxsize=1)
def _name_pattern() -> re.Pattern[str]:
    return re.compile(_name())


def _name() -> str:
    """The pattern of the report's name, maybe with its year within."""
    inner = _YEAR.replace("<year>", "<inner>")
    return f"(?:{load_office_variants().title.name.replace('{year}', inner)})"
