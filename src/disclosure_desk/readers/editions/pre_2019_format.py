"""What is known of reports of the years before the forms of today, read from resources/forms/before-2019.toml."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table

_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．，,]\s*")
_HEADING = re.compile(r"[^。；;]{2,40}")


class Fashion(NamedTuple):
    """How such reports are told and headed; `places`: texts of the form in force with words of their headings."""

    before: int
    enough: int
    signs: tuple[str, ...]
    later: tuple[str, ...]
    annex: re.Pattern[str]
    says: str
    places: tuple[tuple[str, tuple[str, ...]], ...]

    def heading(self, line: str) -> str:
        """The words of a numbered heading; "" if the line is none."""
        number = _NUMBERED.match(line)
        words = line[number.end() :].strip() if number else ""
        return words if _HEADING.fullmatch(words) else ""

    def place(self, heading: str) -> str:
        """The text that follows a heading; "" if the form has no place for it."""
        return next((text for text, words in self.places if _has(heading, words)), "")

    def is_annex(self, line: str) -> bool:
        """Whether what follows the line is no text any more."""
        number = _NUMBERED.match(line)
        words = line[number.end() if number else 0 :].strip()
        return bool(_HEADING.fullmatch(words) and self.annex.match(words))

    def knows(self, headings: Sequence[str]) -> bool:
        """Whether enough of the headings are known, and none is one of a later form."""
        known = {self.place(heading) for heading in headings} - {""}
        return len(known) >= self.enough and not any(_has(heading, self.later) for heading in headings)

    def fits(self, headings: Sequence[str], year: int) -> bool:
        """Whether a report on a year with these headings is one of these: by its year, or by enough signs."""
        return year < self.before or sum(_has(heading, self.signs) for heading in headings) >= self.enough


def load_fashion(form: Form) -> Fashion:
    """The fashion as it is shipped, with places of that form; raises FormError that names file and key."""
    entry = load_table(resource("forms", "before-2019.toml"))
    fashion = Fashion(
        entry.take("before", int),
        entry.take("enough", int),
        entry.words("signs"),
        entry.words("later"),
        re.compile(entry.take("annex", str)),
        entry.take("says", str),
        tuple(_read_place(table, form) for table in entry.tables("headings")),
    )
    entry.done()
    return fashion


def _read_place(entry: StrictTable, form: Form) -> tuple[str, tuple[str, ...]]:
    text, words = str(entry.take("text", str)), entry.words("words")
    if text and text not in form.texts:
        entry.refuse("text", f"没有这段文字：{text}")
    entry.done()
    return text, words


def _has(heading: str, words: Collection[str]) -> bool:
    return any(word in heading for word in words)
