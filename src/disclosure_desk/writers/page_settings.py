"""The page settings of an office: page numbers, tint, signature, cover of the archive copy, fonts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, Self

_YES, _NO = "yes", "no"
_PREFIX = "page."


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
        return {_PREFIX + name: _stored(value) for name, value in self._asdict().items()}

    @classmethod
    def from_stored(cls, values: Mapping[str, str]) -> Self:
        """The settings among stored texts; one that is missing or cannot be read has its default."""
        read = {name: _read(values.get(_PREFIX + name, ""), usual) for name, usual in cls._field_defaults.items()}
        return cls(**read)


def _stored(value: bool | date | None) -> str:  # noqa: FBT001 - the value itself
    if isinstance(value, bool):
        return _YES if value else _NO
    return value.isoformat() if value else ""


def _read(text: str, usual: bool | None) -> Any:  # noqa: ANN401, FBT001 - a choice where that is usual, else a day
    if usual is not None:
        return {_YES: True, _NO: False}.get(text, usual)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
