"""How reports of the years before 2019 are recognised and headed, read from resources/forms/before-2019.toml."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table
from disclosure_desk.text.lazy_pattern import lazy_pattern

_NUMBERED = lazy_pattern(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．，,]\s*")
_HEADING = lazy_pattern(r"[^。；;]{2,40}")


class Pre2019Format(NamedTuple):
    """Signs and headings of such reports; `places` are texts of the form in force with words of their headings.

    A report is one of these if its year is before `before_year`, or by so many of the `signs` as `least_known` says,
    which is also how many texts its headings must lead to. `later_words` are those of later forms; with a line that
    matches `annex` the texts end. What fits no heading goes into the text `lead`. `note` is kept with the report.
    """

    before_year: int
    least_known: int
    signs: tuple[str, ...]
    later_words: tuple[str, ...]
    annex: re.Pattern[str]
    note: str
    lead: str
    places: tuple[tuple[str, tuple[str, ...]], ...]

    def heading(self, line: str) -> str:
        """The words of a numbered heading; "" if the line is none."""
        number = _NUMBERED.match(line)
        words = line[number.end() :].strip() if number else ""
        return words if _HEADING.fullmatch(words) else ""

    def place(self, heading: str) -> str:
        """The text that follows a heading; "" if the form has no place for it."""
        return next((text for text, words in self.places if _has_any(heading, words)), "")

    def is_annex(self, line: str) -> bool:
        """Whether an annex begins with the line, so that no text of the report follows."""
        number = _NUMBERED.match(line)
        words = line[number.end() if number else 0 :].strip()
        return bool(_HEADING.fullmatch(words) and self.annex.match(words))

    def knows(self, headings: Sequence[str]) -> bool:
        """Whether enough of the headings are known, and none is one of a later form."""
        known = {self.place(heading) for heading in headings} - {""}
        return len(known) >= self.least_known and not any(_has_any(heading, self.later_words) for heading in headings)

    def is_of_year(self, headings: Sequence[str], year: int) -> bool:
        """Whether a report on a year with these headings is one of these: by its year, or by enough signs."""
        return year < self.before_year or sum(_has_any(one, self.signs) for one in headings) >= self.least_known


def load_pre_2019_format(form: Form) -> Pre2019Format:
    """The format as shipped, with places of that form; raises FormError that names file and key."""
    entry = load_table(resource("forms", "before-2019.toml"))
    found = Pre2019Format(
        entry.take("before", int),
        entry.take("enough", int),
        entry.words("signs"),
        entry.words("later"),
        re.compile(entry.take("annex", str)),
        entry.take("says", str),
        _known_text(entry, "lead", form),
        tuple(_read_place(table, form) for table in entry.tables("headings")),
    )
    entry.done()
    return found


def _read_place(entry: StrictTable, form: Form) -> tuple[str, tuple[str, ...]]:
    place = _known_text(entry, "text", form), entry.words("words")
    entry.done()
    return place


def _known_text(entry: StrictTable, key: str, form: Form) -> str:
    """The id of a text of the form, or ""."""
    text = str(entry.take(key, str))
    if text and text not in form.texts:
        entry.refuse(key, f"没有这段文字：{text}")
    return text


def _has_any(heading: str, words: Collection[str]) -> bool:
    return any(word in heading for word in words)
