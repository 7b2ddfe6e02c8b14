"""The page settings of an office: page numbers, tint, signature, cover of the archive copy, fonts."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Self

_YES, _NO = "yes", "no"
_BLANK = ""


class PageSettings(NamedTuple):
    """How an office prints its reports; the defaults are those of GB/T 9704.

    double_sided: page numbers are at the outer edge, else in the middle; tint: captions within a table are light grey.
    signed: the unit's name and the date `signed_on` are printed under the last line; None leaves the date to be
    written by hand. cover: the archive copy begins with a cover.
    office_fonts: the official fonts are taken where this computer has them.
    """

    double_sided: bool = True
    tint: bool = True
    signed: bool = False
    signed_on: date | None = None
    cover: bool = True
    office_fonts: bool = True

    def stored(self) -> dict[str, str]:
        """The settings as texts by their names, from which `from_stored` reads them."""
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
        """The settings among stored texts; one that is missing or cannot be read has its default."""
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
