"""How an office wants its report on paper: page numbers, tint, signature, archive cover, fonts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

_YES, _NO = "yes", "no"
_BLANK = ""


@dataclass(frozen=True, slots=True)
class PageSettings:
    """The choices of an office; the defaults are those of GB/T 9704.

    double_sided: page numbers at the outer edge, else in the middle; tint: captions within a table on light grey;
    signed: the unit's name and `signed_on` under the last line (a blank date is left to be written by hand);
    cover: whether the archive copy begins with a cover; office_fonts: the desk's own official fonts where installed.
    """

    double_sided: bool = True
    tint: bool = True
    signed: bool = False
    signed_on: date | None = None
    cover: bool = True
    office_fonts: bool = True

    def stored(self) -> dict[str, str]:
        """The choices as plain texts by name, for `from_stored`."""
        return {
            "page.double_sided": _yes_or_no(self.double_sided),
            "page.tint": _yes_or_no(self.tint),
            "page.signed": _yes_or_no(self.signed),
            "page.signed_on": self.signed_on.isoformat() if self.signed_on else _BLANK,
            "page.cover": _yes_or_no(self.cover),
            "page.office_fonts": _yes_or_no(self.office_fonts),
        }

    @classmethod
    def from_stored(cls, values: Mapping[str, str]) -> Self:
        """The choices among stored texts; one that is missing or cannot be read has its default, other names none."""
        return cls(
            double_sided=_choice(values, "page.double_sided", default=True),
            tint=_choice(values, "page.tint", default=True),
            signed=_choice(values, "page.signed", default=False),
            signed_on=_day(values.get("page.signed_on", _BLANK)),
            cover=_choice(values, "page.cover", default=True),
            office_fonts=_choice(values, "page.office_fonts", default=True),
        )


def _yes_or_no(choice: bool) -> str:  # noqa: FBT001 - the value itself
    return _YES if choice else _NO


def _choice(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    return {_YES: True, _NO: False}.get(values.get(name, ""), default)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
