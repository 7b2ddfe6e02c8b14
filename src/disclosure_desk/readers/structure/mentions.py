"""Unit and year where no title says them: the words around the report that name them, the likeliest first.

Input: the lines before the first heading, the first lines of the sections, the last lines of the report, the file's
name. Output: `Mention`s, each with the words it was found in.
Invariant: a unit ends like the name of a public body; it is never put together from several places.

The order is that of the patterns in the dictionary of reading, from what a report says of itself (现将…公布,
由…编制) to what a page says of it (发布机构：…). Then come titles within a line (首页 > 年报 > …报告), who signed at
the end, and who did something in the report's sentences.
"""

import re
from collections import Counter
from collections.abc import Iterator

from disclosure_desk.readers.structure.title import (
    Mention,
    find_year,
    is_public_body,
    names_report,
    read_year,
    title_words,
    unit_in,
)
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_PARTS = lazy_pattern(r"[>＞»›|｜\s:：/／\\《》]+")
_SIGNED = lazy_pattern(
    r"(?P<unit>[^\s，。；：、]{3,40}?)(?:[（(](?:盖章|公章|印章|章)[）)])?\s*\n\s*"
    r"(?:[0-9０-９]{4}\s?年|[〇零○ＯO0一二三四五六七八九]{4}年|[0-9]{4}[-/.])[^\n]{0,12}\s*$",
    re.MULTILINE,
)
_ENDING = lazy_pattern(r"(?:[（(][0-9]{1,2}[）)])?\s*\.[a-zA-Z]{2,4}\s*$")
_YEAR_IN_TEXT = lazy_pattern(r"(?<![0-9])(20[0-9]{2})\s?年(?!\s?[0-9]{1,2}\s?月)")
_QUOTED_LETTERS = 40
_YEAR_OF_FILE = lazy_pattern(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def find_units(before: str, after: str, end: str) -> Iterator[Mention]:
    """The units that are named around a report, the likeliest first, each once."""
    seen: set[str] = set()
    for mention in _all_units(before, after, end):
        if is_public_body(mention.value) and mention.value not in seen:
            seen.add(mention.value)
            yield mention


def _all_units(text: str, after: str, end: str) -> Iterator[Mention]:
    for pattern in load_office_variants().title.sources:
        for found in pattern.finditer(text):
            yield Mention(unit_in(found["unit"]), _quoted(found[0]))
    for part in _PARTS.split(text):
        title = title_words(_ENDING.sub("", part))
        if title:
            yield Mention(title.unit, _quoted(part))
    for line in filter(names_report, text.split("\n")):
        for part in _PARTS.split(line):
            yield Mention(unit_in(part), _quoted(line))
    for found in _SIGNED.finditer(f"{text}\n\n{end}"):
        yield Mention(unit_in(found["unit"]), _quoted(found[0]))
    for pattern in load_office_variants().title.doers:
        for found in pattern.finditer(f"{text}\n{after}"):
            yield Mention(unit_in(found["unit"]), _quoted(found[0]))


def find_likeliest_year(text: str) -> Mention | None:
    """The year that a text names as the report's, else the one it speaks of most; None if it speaks of none."""
    found = find_year(text)
    if found and read_year(found.value):
        return found
    years = Counter(_YEAR_IN_TEXT.findall(text))
    return Mention(year := years.most_common(1)[0][0], f"{year}年") if years else None


def read_file_name(stem: str) -> tuple[str, int]:
    """The unit and the year in a file's name, "" and 0 for what it does not say: 2024年某街道年报(定稿)."""
    for part in [stem, *re.split(r"[_＿\s]+", stem)]:
        title = title_words(re.sub(r"[-—_＿\s]*[（(]?(?:定稿|终稿|最终版|公开版|发布版|上报)[0-9]*[）)]?$", "", part))
        if title and is_public_body(title.unit):
            return title.unit, title.year or _year_of_file(stem)
    bodies = (unit_in(part) for part in re.split(r"[_＿\s（）()\-—]+|20[0-9]{2}年?度?", stem))
    return next((unit for unit in bodies if is_public_body(unit)), ""), _year_of_file(stem)


def _year_of_file(stem: str) -> int:
    found = _YEAR_OF_FILE.search(stem)
    return int(found[1]) if found else 0


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return f"{plain[:_QUOTED_LETTERS]}…" if len(plain) > _QUOTED_LETTERS else plain
