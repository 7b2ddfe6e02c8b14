"""How an office wants its page comes back from what is stored, and damage to it costs one choice, never the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.writers.page_settings import PageSettings

settings = st.builds(
    PageSettings,
    double_sided=st.booleans(),
    tint=st.booleans(),
    signed=st.booleans(),
    signed_on=st.none() | st.dates(),
    cover=st.booleans(),
    office_fonts=st.booleans(),
)
NAMES = sorted(PageSettings().stored())
OTHER = PageSettings(
    double_sided=False, tint=False, signed=True, signed_on=date(2026, 1, 20), cover=False, office_fonts=False
)


@given(settings)
def test_what_is_stored_comes_back(one: PageSettings) -> None:
    assert PageSettings.from_stored(one.stored()) == one


@given(settings, st.dictionaries(st.text(), st.text()))
def test_other_names_change_nothing(one: PageSettings, others: dict[str, str]) -> None:
    assert PageSettings.from_stored(others | one.stored()) == one


def test_nothing_stored_is_the_standard() -> None:
    assert PageSettings.from_stored({}) == PageSettings()


def test_the_date_is_stored_as_iso() -> None:
    assert OTHER.stored()["page.signed_on"] == "2026-01-20"


@pytest.mark.parametrize("name", NAMES)
@given(text=st.text(st.characters()))
def test_an_unreadable_choice_has_its_default_and_the_others_stay(name: str, text: str) -> None:
    read = PageSettings.from_stored(OTHER.stored() | {name: f"?{text}"})
    field = name.removeprefix("page.")
    assert getattr(read, field) == getattr(PageSettings(), field)
    assert all(getattr(read, one) == getattr(OTHER, one) for one in OTHER._fields if one != field)


@pytest.mark.parametrize("text", ["2026-02-30", "0000-01-01", "2026-1-2", "20 January", "\ud800", "", "yes"])
def test_no_date_is_a_date_left_blank(text: str) -> None:
    assert PageSettings.from_stored({"page.signed_on": text}).signed_on is None
