"""Who works here and who may do what comes back as it was stored; a PIN is kept only as its salted digest."""

import pytest

from disclosure_desk.store.operators import Operators, pin_setting, wait_after

STEPS = ("first_review", "secrecy_review")
PEOPLE = Operators(("李某", "王某"), {"first_review": ("王某",), "secrecy_review": ()}, {}, 10)


def test_what_is_stored_comes_back() -> None:
    assert Operators.from_stored(PEOPLE.stored(), STEPS) == PEOPLE


@pytest.mark.parametrize("idle", ["", "x", "-1", "²"])
def test_what_cannot_be_read_never_locks_and_asks_nobody(idle: str) -> None:
    read = Operators.from_stored({"operators": " \n李某\n 李某 \n", "lock.minutes": idle}, ())
    assert read.names == ("李某",)
    assert read.idle == 0
    assert Operators.from_stored({}, ()).names == ()


def test_a_step_is_done_by_those_set_for_it_or_by_anybody() -> None:
    assert PEOPLE.may("first_review", "王某")
    assert not PEOPLE.may("first_review", "李某")
    assert PEOPLE.may("secrecy_review", "李某")
    assert PEOPLE.may("unknown", "")


def test_a_pin_opens_for_its_owner_only_and_is_nowhere_to_be_read() -> None:
    stored = pin_setting("李某", "246810")
    people = Operators.from_stored({**PEOPLE.stored(), **stored}, STEPS)
    assert people.pin_holds("李某", "246810")
    assert not people.pin_holds("李某", "246811")
    assert people.pin_holds("王某", "whatever")
    assert "246810" not in stored["pin.李某"]
    assert pin_setting("李某", "246810") != stored  # another salt


@pytest.mark.parametrize("stored", ["246810", "scrypt:14:8:1:zz:00", "scrypt:14:8:1:00:00"])
def test_a_pin_that_cannot_be_read_opens_for_nobody(stored: str) -> None:
    assert not Operators(pins={"李某": stored}).pin_holds("李某", "246810")


def test_a_pin_goes_with_its_owner_or_by_being_emptied() -> None:
    with_pin = Operators(PEOPLE.names, PEOPLE.steps, {"李某": "scrypt", "王某": "scrypt"}, 10)
    left = Operators(("王某",), PEOPLE.steps).stored(with_pin)
    assert left["pin.李某"] == ""
    assert "pin.王某" not in left
    assert pin_setting("王某", "") == {"pin.王某": ""}
    assert Operators.from_stored({"pin.王某": ""}, ()).pins == {}


def test_wrong_pins_wait_longer_and_longer_but_no_longer_than_a_minute() -> None:
    assert [wait_after(wrong) for wrong in (0, 1, 2, 3, 20)] == [0, 0, 4, 8, 60]
