"""What stands where on the pages of a document, asked from both sides: by point and by place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import UNIT

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.page import PrintedPlace


def spot_at(spots: "Sequence[PrintedPlace]", page: int, height: float) -> "PrintedPlace | None":
    """The spot at a height of a page, else the last one above it, else the first one of the page."""
    here = [spot for spot in spots if spot.page == page]
    above = [spot for spot in here if spot.top <= height]
    return above[-1] if above else next(iter(here), None)


def section_at(form: Form, place: str) -> str:
    """The id of the section that a spot's place belongs to; "" for the title."""
    if place in form.texts:
        return form.texts[place].section
    return place if any(place == section.id for section in form.sections) else ""


def spots_of(form: Form, spots: "Sequence[PrintedPlace]", section_id: str) -> "list[PrintedPlace]":
    """Where a section stands."""
    return [spot for spot in spots if section_at(form, spot.place) == section_id]


def page_names(form: Form, spots: "Sequence[PrintedPlace]", count: int) -> list[str]:
    """Each page's number, and the headed section that begins there first."""
    names = [f"第 {number + 1} 页" for number in range(count)]
    begun: set[int] = set()
    headed = {section.id: section.name for section in form.sections if section.heading}
    for spot in spots:
        name = headed.pop(section_at(form, spot.place), "")
        if name and spot.page not in begun:
            begun.add(spot.page)
            names[spot.page] += f"　{name}"
    return names


def name_of(form: Form, place: str) -> str:
    """A spot's place in the clerk's words."""
    if place == UNIT:
        return "机关名称和年度"
    if place in form.texts:
        return form.texts[place].name
    return form.section(place).name
