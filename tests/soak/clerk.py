"""A clerk who types, pastes, signs, seals, corrects, hands out and makes copies at random, and what must be there.

What is done follows from the seed and from what was done before, so that another process knows it from the seed alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from disclosure_desk.archive import sealing
from disclosure_desk.archive.approving import ApprovalCandidate, Opinion, approve, correct, hand_back, publish
from disclosure_desk.archive.bag import zip_folder
from disclosure_desk.archive.office import Office
from disclosure_desk.archive.retrieval import export_item, find_item
from disclosure_desk.archive.sealing import SealCandidate
from disclosure_desk.archive.version import Version
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Value, new_report
from disclosure_desk.store.backup.targets import SECOND_FOLDER
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.settings import recorded_value
from disclosure_desk.store.store import Store
from disclosure_desk.writers.json import render as render_json
from disclosure_desk.writers.page_settings import PageSettings

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")
CELLS = tuple(f"requests.received.{column}" for column in COLUMNS)
TEXTS = ("problems", "other_matters")
UNIT = "涿河区金牛山办事处"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time
FORM = load_form("2021")
PIN = {"pin.李某": "scrypt:4:8:1:00:00"}
WHY = "办公室只有一个人"
COUNTED = ("print", "seal", "correct", "pin", "approve", "return", "publish", "retrieve", "export")

Act = Callable[[Store], object]


def forms(_edition: str) -> Form:
    return FORM


def small_package(version: Version) -> bytes:
    """In place of a package of which each takes a second: what is read back of one, and some weight."""
    inside = {"data/report.json": render_json(version.report), "data/trail.jsonl": version.trail, "more": b"x" * 40_000}
    return zip_folder(version.folder, inside)


@dataclass(frozen=True)
class Known:
    """What a store must hold: the report's values, the settings, how often each act was done, the steps signed now."""

    values: Mapping[str, Value]
    settings: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    undoable: tuple[tuple[Change, ...], ...] = ()
    signed: int = 0

    @property
    def is_sealed(self) -> bool:
        return self.counts.get("seal", 0) > self.counts.get("correct", 0)

    @property
    def recorded_settings(self) -> Mapping[str, str | None]:
        """The settings as the trail has them: a PIN may be lost with the data file, and that is told."""
        return {name: recorded_value(name, value) for name, value in self.settings.items()}

    def same(self, other: "Known") -> bool:
        mine, others = (
            (dict(one.values), one.recorded_settings, {name: count for name, count in one.counts.items() if count})
            for one in (self, other)
        )
        return mine == others


NOTHING = Known({})


def seen(store: Store, events: Sequence[Event]) -> Known:
    """What a store does hold, with these events; the live report must be what they replay to."""
    if not store.reports():
        return NOTHING
    report = store.load(1, forms)
    assert report == store.replay(1, forms), "live and replay differ"
    values: dict[str, Value] = {
        **{cell: report.cells[cell] for cell in CELLS},
        **{text: report.texts[text] for text in TEXTS},
    }
    actions = [event.action for event in events]
    settings = {name: value for name, value in store.settings().items() if name != SECOND_FOLDER}
    return Known(values, settings, {name: actions.count(name) for name in COUNTED})


def beside(folder: Path) -> tuple[Path, Path]:
    """The folder of the second copies, on another disk as it were, and the file that is handed out."""
    return folder.with_name(f"{folder.name}-second"), folder.with_name(f"{folder.name}-out.json")


def days_work(random: Random, known: Known) -> Iterator[tuple[Act, Known]]:
    """One thing to do after another, each with what must be there when it is done."""
    while True:
        act, known = _next(random, known)
        yield act, known


def _next(random: Random, known: Known) -> tuple[Act, Known]:
    if not known.values:
        return _begin()
    of_any_report = random.choices((_copy, _print, _choose, _guess, _hand_out, None), (15, 8, 8, 3, 5, 61))[0]
    if of_any_report:
        return of_any_report(random, known)
    if known.is_sealed:
        return _publish_or_correct(random, known)
    if random.random() < 0.08:
        return _seal, _counted(known, "seal")
    if random.random() < 0.15:
        return _sign(random, known)
    return _change(random, known)


def _publish_or_correct(random: Random, known: Known) -> tuple[Act, Known]:
    if random.random() < 0.3:
        return lambda store: publish(store, 1, "2026-01-22", "门户网站"), _counted(known, "publish")
    return lambda store: correct(store, 1, "第三张表写错了"), replace(_counted(known, "correct"), signed=0)


def _sign(random: Random, known: Known) -> tuple[Act, Known]:
    """The step whose turn it is is signed, or now and then handed back; sealing comes after the last."""
    if known.signed == len(approval_steps(FORM)):
        return _seal, _counted(known, "seal")
    if random.random() < 0.2:
        return send_back, replace(_counted(known, "return"), signed=0)
    return sign, replace(_counted(known, "approve"), signed=known.signed + 1)


def sign(store: Store) -> None:
    """The step whose turn it is."""
    approve(store, Office.of(store), ApprovalCandidate(1, store.load(1, forms), ()), Opinion("李某", "同意", WHY))


def send_back(store: Store) -> None:
    """To be changed, instead of being signed."""
    hand_back(store, Office.of(store), 1, "李某", "第三张表再核一遍")


def _hand_out(_random: Random, known: Known) -> tuple[Act, Known]:
    """A file of the newest version, or of the draft where nothing was ever sealed."""
    return hand_out, _counted(known, "retrieve" if known.counts.get("seal") else "export")


def hand_out(store: Store) -> None:
    """To somebody, as a file."""
    export_item(store, forms, find_item(store, "1"), beside(store.path.parent)[1], "上级要看")


def _copy(random: Random, known: Known) -> tuple[Act, Known]:
    at, is_asked, is_second = (
        NOW + timedelta(hours=random.randrange(2000)),
        random.random() < 0.2,
        random.random() < 0.5,
    )

    def back_up(store: Store) -> None:
        second = beside(store.path.parent)[0] if is_second else None
        if second is not None and SECOND_FOLDER not in store.settings():
            store.put_settings({SECOND_FOLDER: str(second)})
        store.back_up(at, second, is_asked=is_asked)

    return back_up, known


def _guess(_random: Random, known: Known) -> tuple[Act, Known]:
    """A wrong PIN, of somebody who has got one first; it waits for nobody here."""
    counted = _counted(known, "pin")
    if "pin.李某" in known.settings:
        return _try_wrong_pin, counted
    return lambda store: store.put_settings(PIN), replace(known, settings={**known.settings, **PIN})


def _try_wrong_pin(store: Store) -> None:
    store.record_act(None, "pin", {"who": "李某", "right": 0, "for": "登录"})


def _print(random: Random, known: Known) -> tuple[Act, Known]:
    about = {"pages": random.randrange(9)}
    return lambda store: store.record_act(1, "print", about), _counted(known, "print")


def _choose(random: Random, known: Known) -> tuple[Act, Known]:
    values = {random.choice(("a", "b", "c")): str(random.randrange(10**6))}
    return lambda store: store.put_settings(values), replace(known, settings={**known.settings, **values})


def _begin() -> tuple[Act, Known]:
    blank = new_report(FORM, UNIT, 2025)
    return lambda store: store.create(blank), Known({**dict.fromkeys(CELLS), **dict.fromkeys(TEXTS, "")})


def _seal(store: Store) -> None:
    sealing.seal(store, 1, SealCandidate(store.load(1, forms), (), PageSettings()), {}, NOW)


def _counted(known: Known, name: str) -> Known:
    return replace(known, counts={**known.counts, name: known.counts.get(name, 0) + 1})


def _change(random: Random, known: Known) -> tuple[Act, Known]:
    if known.undoable and random.random() < 0.25:
        *earlier, newest = known.undoable
        back = tuple(Change(one.place, one.after, one.before) for one in reversed(newest))
        return lambda store: store.apply(1, back, "undo"), _changed(replace(known, undoable=tuple(earlier)), back)
    places = random.sample((*CELLS, *TEXTS), random.choice((1, 1, 1, 5)))
    changes = tuple(_typed(random, known, place) for place in places)
    action = "edit" if len(changes) == 1 else "paste"
    done = replace(known, undoable=(*known.undoable, changes)[-20:])
    return lambda store: store.apply(1, changes, action), _changed(done, changes)


def _typed(random: Random, known: Known, place: str) -> Change:
    after: Value = (
        "字" * random.choice((0, 3, 20, 3000)) if place in TEXTS else random.choice((None, 0, random.randrange(10**6)))
    )
    return Change(place, known.values[place], after)


def _changed(known: Known, changes: tuple[Change, ...]) -> Known:
    return replace(known, values={**known.values, **{one.place: one.after for one in changes}}, signed=0)
