from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report

FORM = load_form("2021")
words = st.text("公开函账户 a", min_size=1).filter(lambda text: text == text.strip())
chosen = st.builds(
    CheckSettings,
    kind=st.sampled_from(["", *(kind.id for kind in FORM.unit_kinds)]),
    deadline=st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day)),
    length_limit=st.integers(1, 999_999),
    words=st.lists(st.tuples(words, words | st.just(""))).map(tuple),
    has_secrecy=st.booleans(),
    similar_warn=st.integers(0, 100),
    similar_refuse=st.integers(0, 100),
)


@given(chosen)
def test_what_was_chosen_is_read_back(settings: CheckSettings):
    assert CheckSettings.from_stored(settings.stored()) == settings


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"checks.deadline": "13-01", "checks.length_limit": "0"},
        {"checks.similar_warn": "101", "checks.similar_refuse": "-1"},
        {"checks.similar_warn": "", "checks.similar_refuse": "一半"},
        {"checks.length_limit": "一千", "checks.deadline": "明天"},
        {"checks.length_limit": "9999999", "checks.words": "\n→甲\n", "page.tint": "no"},
    ],
)
def test_what_cannot_be_read_has_its_default(stored):
    assert CheckSettings.from_stored(stored) == CheckSettings()


@pytest.mark.parametrize(
    ("year", "deadline", "due"),
    [
        (2025, (1, 20), date(2026, 1, 20)),
        (2025, (2, 29), date(2026, 2, 28)),
        (2027, (2, 29), date(2028, 2, 29)),
        (2025, None, None),
        (9999, (1, 20), None),
    ],
)
def test_the_rules_are_told_what_the_office_chose(year, deadline, due):
    settings = CheckSettings("town", deadline, 800, (("转结", "结转"),), similar_warn=40, similar_refuse=80)
    previous = new_report(FORM, "", year - 1)
    context = settings.context(new_report(FORM, "", year), date(2026, 1, 5), previous)

    assert (context.previous, context.kind, context.today, context.deadline) == (
        previous,
        "town",
        date(2026, 1, 5),
        due,
    )
    assert (context.length_limit, context.words) == (800, (("转结", "结转"),))
    assert (context.similar_warn, context.similar_refuse) == (40, 80)


@pytest.mark.parametrize(("has_secrecy", "waived"), [(True, ()), (False, ("secrecy_review",))])
def test_an_office_without_a_secrecy_review_is_not_asked_for_one(has_secrecy, waived):
    settings = CheckSettings(has_secrecy=has_secrecy)
    assert settings.context(new_report(FORM, "", 2025), date(2026, 1, 1)).waived == waived


@pytest.mark.parametrize(("year", "due"), [(9998, date(9999, 1, 20)), (9999, None)])
def test_the_calendar_ends_with_the_year_9999(year, due):
    settings = CheckSettings(deadline=(1, 20))
    assert settings.context(new_report(FORM, "", year), date(2026, 1, 1)).deadline == due


@pytest.mark.parametrize(
    ("settings", "unit", "year", "days"),
    [
        (CheckSettings(), "某区某街道办事处", 2025, ["2026-01-31"]),
        (CheckSettings(deadline=(1, 20)), "某区某街道办事处", 2025, ["2026-01-20", "2026-01-31"]),
        (CheckSettings(kind="government"), "某区某街道办事处", 2025, ["2026-03-31"]),
        (CheckSettings(), "某区某街道办事处", 9999, []),
    ],
)
def test_the_days_on_which_a_report_is_due(form, settings, unit, year, days):
    assert [day.isoformat() for day, _ in settings.due_days(form, unit, year)] == days
