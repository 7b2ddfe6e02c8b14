"""Who works here and who may do what comes back as it was stored; a PIN is kept only as its salted digest."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.archive import verification
from disclosure_desk.store import event_meta, operators
from disclosure_desk.store import store as store_module
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.pin_tries import wait_after
from disclosure_desk.store.operators import COST, Operators, PinCost, PinTrial, pin_setting
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time
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


def test_a_pin_that_is_tried_is_in_no_log() -> None:
    shown = repr(PinTrial(PEOPLE, "李某", "271828", "定稿"))
    assert ("李某" in shown, "271828" in shown) == (True, False)


def test_a_step_is_done_by_those_set_for_it_or_by_anybody() -> None:
    assert PEOPLE.may("first_review", "王某")
    assert not PEOPLE.may("first_review", "李某")
    assert PEOPLE.may("secrecy_review", "李某")
    assert PEOPLE.may("unknown", "")


def test_operators_are_changed_by_anybody_until_somebody_has_a_pin() -> None:
    operators = Operators(("甲", "乙"))
    assert operators.may_change("乙")
    with_pin = Operators.from_stored(operators.stored() | pin_setting("甲", "4711"), STEPS)
    assert (with_pin.may_change("甲"), with_pin.may_change("乙")) == (True, False)


def test_a_pin_opens_for_its_owner_only_and_is_nowhere_to_be_read() -> None:
    stored = pin_setting("李某", "246810")
    people = Operators.from_stored({**PEOPLE.stored(), **stored}, STEPS)
    assert people.pin_matches("李某", "246810")
    assert not people.pin_matches("李某", "246811")
    assert people.pin_matches("王某", "whatever")
    assert "246810" not in stored["pin.李某"]
    assert pin_setting("李某", "246810") != stored  # another salt


@pytest.mark.parametrize(
    "stored",
    [
        "246810",
        "scrypt:4:8:1:zz:00",
        "scrypt:4:8:1:00:00",
        "scrypt:30:8:1:00:00",
        "scrypt:4:8:999:00:00",
        "scrypt:20:16:1:00:00",
        "scrypt:x:8:1:00:00",
        "scrypt:-4:8:1:00:00",
        "bcrypt:4:8:1:00:00",
    ],
)
def test_a_pin_that_cannot_be_read_opens_for_nobody(stored: str) -> None:
    assert not Operators(pins={"李某": stored}).pin_matches("李某", "246810")


@pytest.mark.parametrize("cost", ["30:8:1", "999999999:8:1", "4:8:999", "20:16:1", "4:999:1", "-4:8:1", "4:0:1"])
def test_a_pin_that_asks_for_more_than_any_of_ours_is_not_worked_out(
    cost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work_out(*_: object, **__: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(operators.hashlib, "scrypt", work_out)
    assert not Operators(pins={"李某": f"scrypt:{cost}:00:00"}).pin_matches("李某", "246810")


def test_a_pin_goes_with_its_owner_or_by_being_emptied() -> None:
    with_pin = Operators(PEOPLE.names, PEOPLE.steps, {"李某": "scrypt", "王某": "scrypt"}, 10)
    left = Operators(("王某",), PEOPLE.steps).stored(with_pin)
    assert left["pin.李某"] == ""
    assert "pin.王某" not in left
    assert pin_setting("王某", "") == {"pin.王某": ""}
    assert Operators.from_stored({"pin.王某": ""}, ()).pins == {}


def test_wrong_pins_wait_longer_and_longer_but_no_longer_than_a_minute() -> None:
    assert [wait_after(wrong) for wrong in (0, 1, 2, 3, 20)] == [0, 0, 4, 8, 60]


def test_the_record_has_nothing_of_a_pin_that_could_be_guessed(folder: Path) -> None:
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "246810"))
        stored = store.settings()["pin.李某"]
        (event,) = store.events()
        assert stored.startswith("scrypt:")
        assert event.change is not None
        assert str(event.change.after).startswith("sha256:")
        assert stored.encode() not in store.audit_trail()
        store.put_settings(pin_setting("李某", "135790"))
        assert store.events()[1].change.before == event.change.after
    with Store.open(folder) as again:
        assert Operators.from_stored(again.settings(), ()).pin_matches("李某", "135790")


def with_pin(folder: Path, *, copied: bool) -> None:
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "246810"))
        if copied:
            store.back_up(NOW)


def holds(folder: Path, pin: str) -> bool:
    with Store.open(folder) as store:
        return Operators.from_stored(store.settings(), ()).pin_matches("李某", pin)


@pytest.mark.parametrize("replay", [True, False])
def test_pins_outlive_going_back_to_a_copy(folder: Path, replay: bool) -> None:  # noqa: FBT001 - one of two ways
    with_pin(folder, copied=True)
    roll_back(folder, list_backups(folder / BACKUPS)[0].path, replay=replay)
    assert holds(folder, "246810")
    assert not holds(folder, "135790")


@pytest.mark.parametrize("lost", [(DATA_FILE,), (DATA_FILE, JOURNAL)])
def test_pins_come_back_with_a_lost_store_from_its_copy(folder: Path, lost: tuple[str, ...]) -> None:
    with_pin(folder, copied=True)
    for name in lost:
        (folder / name).unlink()
    assert not holds(folder, "135790")
    assert holds(folder, "246810")


def test_a_pin_that_could_not_come_back_is_told_until_there_is_another(folder: Path) -> None:
    with_pin(folder, copied=False)
    (folder / DATA_FILE).unlink()
    for _ in range(2):
        with Store.open(folder) as store:
            assert ["李某的口令没能恢复，现在不用口令也能进" in said for said in store.startup_messages][-1]
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "135790"))
    with Store.open(folder) as store:
        assert store.startup_messages == ()


def test_a_pin_changed_behind_the_record_is_missed(folder: Path, tamper: Callable[..., None]) -> None:
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "246810"))
    tamper("UPDATE settings SET value = ''")
    with pytest.raises(StoreError, match="设置“pin"):
        Store.open(folder)


def test_a_desk_made_anew_from_the_record_asks_for_no_lost_pin(folder: Path) -> None:
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "246810"))
    (folder / DATA_FILE).unlink()
    with Store.open(folder) as again:
        assert Operators.from_stored(again.settings(), ()).pin_matches("李某", "whatever")
        again.put_settings(pin_setting("李某", "135790"))
    with Store.open(folder) as again:
        assert not Operators.from_stored(again.settings(), ()).pin_matches("李某", "whatever")


def test_a_lost_state_that_no_recovery_left_is_named_and_opens_nothing(
    folder: Path, tamper: Callable[..., None]
) -> None:
    """The digest out of the journal in the settings row: what a file rebuilt from the journal has, and needs no PIN."""
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "246810"))
        (event,) = store.events()
        assert event.change is not None
    tamper("UPDATE settings SET value = ? WHERE name = 'pin.李某'", values=[(event.change.after,)])
    assert any("不用口令也能进" in fault for fault in verification.verify(folder).faults)
    with pytest.raises(StoreError, match=r"设置“pin\.李某”被改过：只剩下它的摘要"):
        Store.open(folder)


def test_a_recovery_that_lost_one_pin_or_none_allows_no_other_to_be_lost(
    folder: Path, tamper: Callable[..., None]
) -> None:
    with_pin(folder, copied=True)
    (folder / DATA_FILE).unlink()
    with Store.open(folder) as store:  # the PIN came back with the copy
        assert store.events()[-1].about["lost"] == ""
        digest = next(event.change.after for event in store.events() if event.change)
    tamper("UPDATE settings SET value = ? WHERE name = 'pin.李某'", values=[(digest,)])
    with pytest.raises(StoreError, match="不用口令也能进"):
        Store.open(folder)


def test_a_pin_set_after_it_was_lost_cannot_be_lost_again_without_a_word(
    folder: Path, tamper: Callable[..., None]
) -> None:
    with_pin(folder, copied=False)
    (folder / DATA_FILE).unlink()
    with Store.open(folder) as store:
        store.put_settings(pin_setting("李某", "135790"))
        digest = [event.change.after for event in store.events() if event.change][-1]
    tamper("UPDATE settings SET value = ? WHERE name = 'pin.李某'", values=[(digest,)])
    with pytest.raises(StoreError, match="不用口令也能进"):
        Store.open(folder)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the clock that nobody else can set, in seconds since the computer started."""
    now = [1_000_000]

    def at(seconds: int) -> None:
        now[0] = seconds * 1000

    for module in (event_meta, store_module):
        monkeypatch.setattr(module, "monotonic_clock", lambda: now[0])
    return at


def test_every_wrong_pin_is_an_event_and_waits_through_every_restart(
    folder: Path, clock: Callable[[int], None]
) -> None:
    with_pin(folder, copied=False)
    for wrong, wait in enumerate((0, 4, 8, 16, 32, 60, 60), 1):
        with Store.open(folder) as store:
            assert not store.try_pin("李某", "1", "登录")
        with Store.open(folder) as store:
            assert store.pin_wait == wait
            assert sum(event.action == "pin" for event in store.events()) == wrong
            if wait:
                with pytest.raises(StoreError, match=f"口令错过，请等 {wait} 秒再试"):
                    store.try_pin("李某", "246810", "登录")
                clock(1000 + wrong * 100)
                assert store.pin_wait == 0
    with Store.open(folder) as store:
        assert store.try_pin("李某", "246810", "登录")
        assert store.events()[-1].about == {"who": "李某", "right": 1, "for": "登录"}
        assert not store.try_pin("李某", "1", "登录")
        assert store.pin_wait == 0


def test_the_own_pin_does_not_shorten_the_wait_after_anothers(folder: Path, clock: Callable[[int], None]) -> None:
    with Store.open(folder) as store:
        store.put_settings({**pin_setting("李某", "246810"), **pin_setting("王某", "135790")})
        for second in (1000, 1010, 1020):
            clock(second)
            assert not store.try_pin("李某", "1", "登录")
            if second < 1020:
                clock(second + 9)
                assert store.try_pin("王某", "135790", "登录")
        assert store.pin_wait == 8
        with pytest.raises(StoreError, match="请等 8 秒"):
            store.try_pin("王某", "135790", "登录")


def test_a_computer_started_anew_has_waited_as_long_as_it_runs(folder: Path, clock: Callable[[int], None]) -> None:
    with_pin(folder, copied=False)
    with Store.open(folder) as store:
        for _ in range(2):
            assert not store.try_pin("李某", "1", "登录")
    clock(1)
    with Store.open(folder) as store:
        assert store.pin_wait == 3
        clock(4)
        assert store.pin_wait == 0


def test_a_wrong_pin_that_cannot_be_recorded_is_told_and_counts(
    folder: Path, clock: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("磁盘满了")

    with_pin(folder, copied=False)
    clock(1000)
    with Store.open(folder) as store:
        monkeypatch.setattr(store, "record_act", full)
        for _ in range(2):
            with pytest.raises(StoreError, match="磁盘满了"):
                store.try_pin("李某", "1", "登录")
        assert store.pin_wait == 4
        clock(1005)
        assert store.try_pin("李某", "246810", "登录")


def test_who_has_no_pin_is_asked_for_none(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.try_pin("李某", "", "登录")
        assert store.events() == ()


def test_a_pin_kept_by_an_earlier_version_is_right_and_kept_better_from_then_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pin(folder, copied=False)
    monkeypatch.setattr(operators, "COST", PinCost(5, 8, 1))
    with Store.open(folder) as store:
        assert not store.try_pin("李某", "1", "登录")
        assert store.settings()["pin.李某"].startswith("scrypt:4:")
        assert store.try_pin("李某", "246810", "登录")
        assert store.settings()["pin.李某"].startswith("scrypt:5:")
        assert "口令没有变" in store.events()[-1].why
        assert store.try_pin("李某", "246810", "登录")
        assert not store.try_pin("李某", "1", "登录")


def test_a_guess_takes_a_quarter_of_a_second() -> None:
    """By what it costs: no computer of an office does 2^16 blocks twice, as much as 2^17 once, four times a second."""
    assert (COST.block << COST.rounds) * COST.lanes >= 8 << 17
