"""How an office wants its report on paper: page numbers, tint, signature, archive cover, faces."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PageSettings:
    """The choices of an office; the defaults are those of GB/T 9704.

    double_sided: page numbers at the outer edge, else in the middle; tint: captions within a table on light grey;
    signed: the unit's name and `signed_on` under the last line (a blank date is left to be written by hand);
    cover: whether the archive copy begins with a cover; office_fonts: the desk's own official faces where installed.
    """

    double_sided: bool = True
    tint: bool = True
    signed: bool = False
    signed_on: date | None = None
    cover: bool = True
    office_fonts: bool = True
