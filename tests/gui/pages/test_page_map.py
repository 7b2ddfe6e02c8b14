import pytest

from disclosure_desk.gui.pages.page_map import name_of, page_names, spot_at, spots_of
from disclosure_desk.writers.pdf.page import PrintedPlace

SPOTS = (
    PrintedPlace(0, 130, 200, "unit"),
    PrintedPlace(0, 220, 270, "preface"),
    PrintedPlace(0, 280, 300, "overview"),
    PrintedPlace(0, 300, 360, "overview.lead"),
    PrintedPlace(2, 100, 160, "overview.supervision"),
    PrintedPlace(2, 170, 550, "proactive"),
)


@pytest.mark.parametrize(
    ("page", "height", "place"),
    [
        (0, 150, "unit"),
        (0, 10, "unit"),
        (0, 210, "unit"),
        (0, 310, "overview.lead"),
        (0, 800, "overview.lead"),
        (2, 0, "overview.supervision"),
        (2, 400, "proactive"),
    ],
)
def test_a_point_belongs_to_the_place_at_or_above_it(page, height, place):
    assert spot_at(SPOTS, page, height).place == place


def test_a_page_without_places_has_none():
    assert spot_at(SPOTS, 1, 100) is None


def test_a_section_stands_where_its_head_and_texts_stand(form):
    assert [spot.place for spot in spots_of(form, SPOTS, "overview")] == [
        "overview",
        "overview.lead",
        "overview.supervision",
    ]
    assert spots_of(form, SPOTS, "problems") == []


def test_a_page_is_named_by_the_section_that_begins_there(form):
    assert page_names(form, SPOTS, 3) == [
        "第 1 页　一、总体情况",
        "第 2 页",
        "第 3 页　二、主动公开政府信息情况",
    ]


@pytest.mark.parametrize(
    ("place", "name"),
    [("unit", "机关名称和年度"), ("overview.lead", "总述"), ("proactive", "二、主动公开政府信息情况")],
)
def test_places_have_names_a_clerk_knows(form, place, name):
    assert name_of(form, place) == name
