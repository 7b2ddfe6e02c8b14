"""What is stored comes back, by the rows and by the trail alone."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Note, Report, Value, new_report
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.store.database.schema import MIGRATIONS
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, LOCK, default_folder
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL, FEE, TEXT = "requests.received.business", "proactive.fee.amount", "problems"
MEGABYTES = "字🏛" * (5 * 2**20 // 7)


def test_closing_and_opening_gives_everything_back(folder: Path, full_report: Report, forms: Forms) -> None:
    full_report.notes = (Note("original", CELL, "—"), Note("unplaced", "", "第 9 行\x00"), Note("original", CELL, "—"))
    with Store.open(folder) as store:
        report_id = store.create(full_report, "import")
    with Store.open(folder) as store:
        assert store.load(report_id, forms) == full_report
        assert store.replay(report_id, forms) == full_report


def test_blank_report_comes_back_blank(store: Store, blank_report: Report, forms: Forms) -> None:
    loaded = store.load(store.create(blank_report), forms)
    assert loaded == blank_report
    assert set(loaded.cells.values()) == {None}


@pytest.mark.parametrize("value", [0, 1, 10**12 - 1, Decimal("0.000001"), Decimal("1.5"), Decimal("-2.25"), -3])
def test_a_figure_comes_back_exact_and_of_its_type(
    store: Store, blank_report: Report, value: Value, forms: Forms
) -> None:
    report_id = store.create(blank_report)
    store.apply(report_id, [Change(FEE, None, value)], "edit")
    for report in (store.load(report_id, forms), store.replay(report_id, forms)):
        assert report.cells[FEE] == value
        assert type(report.cells[FEE]) is type(value)
        assert print_alike(report.cells[FEE], value)


def print_alike(one: Value, other: Value) -> bool:
    return repr(one) == repr(other)


@pytest.mark.parametrize(
    "text", ["1.5", "0", "", "一\n\n二\r\n", "\x00\x1f\u2028\ufeff", "👩‍👩‍👧 é é", "' ; DROP TABLE", MEGABYTES]
)
def test_a_text_comes_back_to_the_letter(folder: Path, blank_report: Report, text: str, forms: Forms) -> None:
    with Store.open(folder) as store:
        report_id = store.create(blank_report)
        store.apply(report_id, [Change(TEXT, "", text)], "edit")
    with Store.open(folder) as store:
        assert store.load(report_id, forms).texts[TEXT] == text
        change = store.events(report_id)[-1].change
        assert change == Change(TEXT, "", text)


def test_unit_and_year_change_like_any_place(store: Store, blank_report: Report, forms: Forms) -> None:
    report_id = store.create(blank_report)
    changes = [Change("unit", blank_report.unit, "新办事处"), Change("year", 2025, 2024)]
    store.apply(report_id, changes, "rename")
    blank_report.apply(changes)
    assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report
    assert [(one.unit, one.year) for one in store.reports()] == [("新办事处", 2024)]


def test_reports_are_listed_newest_year_first(store: Store, form: Form) -> None:
    ids = {(unit, year): store.create(new_report(form, unit, year)) for unit, year in [("乙", 2023), ("甲", 2025)]}
    ids["甲", 2023] = store.create(new_report(form, "甲", 2023))
    assert [(one.year, one.id) for one in store.reports()] == [
        (2025, ids["甲", 2025]),
        (2023, ids["乙", 2023]),
        (2023, ids["甲", 2023]),
    ]


def test_the_list_says_when_the_newest_event_was_in_local_time(store: Store, blank_report: Report) -> None:
    before = datetime.now().astimezone().replace(microsecond=0)
    report_id = store.create(blank_report)
    store.apply(report_id, [Change(CELL, None, 1)], "edit")
    (listed,) = store.reports()
    assert listed.changed == store.events(report_id)[-1].at
    assert before <= datetime.fromisoformat(listed.changed) <= datetime.now().astimezone()


def test_changes_of_one_report_leave_the_others_alone(
    store: Store, form: Form, full_report: Report, forms: Forms
) -> None:
    one, other = store.create(new_report(form, "甲", 2024)), store.create(full_report)
    store.apply(one, [Change(CELL, None, 7), Change(TEXT, "", "甲的")], "paste")
    assert store.load(other, forms) == store.replay(other, forms) == full_report
    assert [event.report for event in store.events(one)] == [one, one, one]


def test_a_batch_shares_its_number_time_and_action(store: Store, blank_report: Report) -> None:
    report_id = store.create(blank_report)
    store.apply(report_id, [Change(CELL, None, 1), Change(FEE, None, Decimal("1.5")), Change(CELL, 1, 2)], "paste")
    store.apply(report_id, [Change(CELL, 2, None)], "clear")
    created, *pasted, cleared = store.events(report_id)
    assert [event.seq for event in (created, *pasted, cleared)] == [1, 2, 3, 4, 5]
    assert {(event.batch, event.at, event.action) for event in pasted} == {(2, pasted[0].at, "paste")}
    assert (cleared.batch, cleared.action, cleared.change) == (5, "clear", Change(CELL, 2, None))


def test_every_event_names_the_digest_before_it(store: Store, blank_report: Report) -> None:
    report_id = store.create(blank_report)
    store.apply(report_id, [Change(CELL, None, 1), Change(CELL, 1, 2)], "edit")
    events = store.events(report_id)
    assert all(one.digest == other.previous for one, other in pairwise(events))


def test_the_first_event_holds_the_whole_report(store: Store, full_report: Report) -> None:
    full_report.notes = (Note("doubtful", FEE, "12.345678 万元"),)
    report_id = store.create(full_report, "import")
    store.apply(report_id, [Change(CELL, full_report.cells[CELL], 5)], "edit")
    start = store.events(report_id)[0].start
    assert start is not None
    values = {**full_report.cells, **full_report.texts, "unit": full_report.unit, "year": full_report.year}
    assert (start.form, dict(start.values), start.notes) == ("2021", values, full_report.notes)


def test_no_two_files_share_a_chain(tmp_path: Path, blank_report: Report) -> None:
    first = set()
    for name in ("a", "b"):
        with Store.open(tmp_path / name) as store:
            first.add(store.events(store.create(blank_report))[0].previous)
    assert len(first) == 2


def test_an_empty_batch_leaves_no_trace(store: Store, blank_report: Report) -> None:
    report_id = store.create(blank_report)
    store.apply(report_id, [], "paste")
    assert len(store.events(report_id)) == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (Change(CELL, 1, 2), "“商业企业”"),
        (Change(CELL, Decimal("1.5"), 2), "“商业企业”"),
        (Change(CELL, None, "2"), "“商业企业”"),
        (Change(CELL, None, True), "“商业企业”"),  # noqa: FBT003 - a truth value is no figure
        (Change(CELL, "", "2"), "“商业企业”"),
        (Change(TEXT, "别的", "新的"), "“"),
        (Change(TEXT, "", None), "“"),
        (Change(TEXT, "", 5), "“"),
        (Change("unit", "别的", "新的"), "机关全称"),
        (Change("year", 2024, 2023), "统计年度"),
        (Change("year", 2025, None), "统计年度"),
        (Change("year", "2025", "2024"), "统计年度"),
        (Change("没有的格", None, 1), "“没有的格”"),
    ],
)
def test_a_change_from_what_is_not_stored_is_refused_whole(
    store: Store, blank_report: Report, change: Change, named: str, forms: Forms
) -> None:
    report_id = store.create(blank_report)
    with pytest.raises(StoreError, match=f"{named}.*没有保存.*请"):
        store.apply(report_id, [Change(FEE, None, 5), change], "edit")
    assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report
    assert len(store.events(report_id)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(TEXT, "", "半个字\ud83d"), "残缺的乱码字"),
        (Change("unit", "涿河区金牛山办事处", "\udc00"), "残缺的乱码字"),
        (Change(CELL, None, 10**16), "太长"),
        (Change(CELL, None, Decimal("Infinity")), "太长"),
        (Change(CELL, None, Decimal("NaN")), "太长"),
        (Change("year", 2025, 10**30), "太长"),
    ],
)
def test_what_cannot_be_written_down_exactly_is_refused(
    store: Store, blank_report: Report, change: Change, said: str, forms: Forms
) -> None:
    report_id = store.create(blank_report)
    with pytest.raises(StoreError, match=f"{said}.*没有保存"):
        store.apply(report_id, [Change(FEE, None, 5), change], "edit")
    assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report


def test_a_note_with_half_a_character_is_refused_with_its_report(store: Store, blank_report: Report) -> None:
    blank_report.notes = (Note("unplaced", "", "\ud800"),)
    with pytest.raises(StoreError, match="残缺的乱码字"):
        store.create(blank_report, "import")
    assert store.reports() == ()


@pytest.mark.parametrize("ask", [Store.load, Store.replay])
def test_a_report_that_is_not_there_is_named(store: Store, ask: object, forms: Forms) -> None:
    with pytest.raises(StoreError, match="没有第 5 份报告"):
        ask(store, 5, forms)  # type: ignore[operator]
    with pytest.raises(StoreError, match="第 5 份报告"):
        store.apply(5, [Change(CELL, None, 1)], "edit")
    assert store.events(5) == ()


def test_a_report_on_a_form_the_program_has_not_is_named(store: Store, blank_report: Report) -> None:
    def no_form(form_id: str) -> Form:
        raise FormError(form_id)

    report_id = store.create(blank_report)
    with pytest.raises(StoreError, match="“涿河区金牛山办事处”2025 年的报告用的是“2021”版表样"):
        store.load(report_id, no_form)


@pytest.mark.parametrize("action", ["edit", "seal"])
def test_only_create_and_import_begin_a_report(store: Store, blank_report: Report, action: str) -> None:
    with pytest.raises(ValueError, match=action):
        store.create(blank_report, action)


@pytest.mark.parametrize("action", ["create", "seal"])
def test_only_known_steps_change_a_report(store: Store, blank_report: Report, action: str) -> None:
    with pytest.raises(ValueError, match=action):
        store.apply(store.create(blank_report), [], action)


def test_the_default_folder_is_the_users_own() -> None:
    folder = default_folder()
    assert folder.name == "disclosure-desk"
    assert folder.is_absolute()


def test_sqlite_utils_is_loaded_only_for_what_writes(folder: Path, blank_report: Report) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    script = (
        "import sys; from pathlib import Path; from disclosure_desk.store.store import Store;"
        f"store = Store.open(Path({str(folder)!r})); print(len(store.reports()), 'sqlite_utils' in sys.modules);"
        "store.put_settings({'desk': 'a'}); print(store.settings()['desk'], 'sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "False", "a", "True"]


def test_the_file_is_a_sound_sqlite_file_of_ours(folder: Path, blank_report: Report) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    content = (folder / DATA_FILE).read_bytes()
    assert content[68:72] == b"DDsk"
    assert content[60:64] == len(MIGRATIONS).to_bytes(4, "big")
    assert content[18:20] == bytes([1, 1])
    assert {path.name for path in folder.iterdir()} == {DATA_FILE, JOURNAL, LOCK}


def test_an_open_desk_is_verified_whole(store: Store, blank_report: Report) -> None:
    store.create(blank_report)
    store.verify()
    with store.connection_for_tests as db:
        db.execute("UPDATE figures SET figure = '9' WHERE place = 'requests.received.business'")
    with pytest.raises(StoreError, match="和修改记录里的不一样"):
        store.verify()


def test_verified_events_are_those_of_the_trail_and_none_where_a_row_differs(store: Store, full_report: Report) -> None:
    for _ in range(2):
        report_id = store.create(full_report)
        store.apply(report_id, [Change("problems", full_report.texts["problems"], "改过")], "edit")
    for one in (None, 2):
        assert store.events(one, is_verified=True) == store.events(one)
    store._db.execute("UPDATE texts SET text = '别的' WHERE report = 1 AND place = 'problems'")
    with pytest.raises(StoreError, match="修改记录"):
        store.events(2, is_verified=True)
