"""调取: finding a sealed version or a draft again by year, unit, words and figures, and handing it out, recorded."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from disclosure_desk.archive.sealed import sealed_content, sealed_report
from disclosure_desk.core.atomic_file import replace_file
from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.store import ReportEntry, Store
from disclosure_desk.store.text_index import TextIndex
from disclosure_desk.writers import ENDINGS, WriteError, write

_NAME = re.compile(r"([0-9]{1,9})(?:-v([0-9]{1,4}))?")
_ZIP = ".zip"
_AROUND = 12
"""How many characters are shown on either side of a word that was found."""

Forms = Callable[[str], Form]


class Kept(NamedTuple):
    """Something that can be handed out: a sealed version of a report, or (`sealing` None) its draft."""

    report: int
    unit: str
    year: int
    at: str
    sealing: SealedVersion | None = None
    form: str = ""
    published: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """How a command calls it: 3-v2, or 3 for a draft."""
        return f"{self.report}" if self.sealing is None else f"{self.report}-v{self.sealing.version}"


class Query(NamedTuple):
    """What is looked for; what is empty is not asked."""

    year: int | None = None
    unit: str = ""
    words: str = ""
    figure: Figure | None = None


class Found(NamedTuple):
    """A version or draft that answers a query, where in it (place and excerpt), or why it could not be read."""

    kept: Kept
    title: str
    hits: tuple[tuple[str, str], ...] = ()
    fault: str = ""


def kept(store: Store) -> tuple[Kept, ...]:
    """All there is, the newest year first; of a report its draft if it has one, then its versions, the newest first."""
    by_report: dict[int | None, list[Event]] = {}
    for event in store.events():
        by_report.setdefault(event.report, []).append(event)
    return tuple(one for listed in store.reports() for one in _kept_of(listed, by_report[listed.id]))


def _kept_of(listed: ReportEntry, events: Sequence[Event]) -> Iterator[Kept]:
    state = approval_state(events)
    if not state.is_sealed:
        yield Kept(listed.id, listed.unit, listed.year, listed.changed)
    forms = [str(event.about["form"]) for event in events if event.action == "seal"]
    published = _published(events)
    for sealing in reversed(state.versions):
        form, told = forms[sealing.version - 1], published.get(sealing.version, ("", ""))
        yield Kept(listed.id, listed.unit, listed.year, sealing.at, sealing, form, told)


def _published(events: Sequence[Event]) -> dict[int, tuple[str, str]]:
    """When and where each version was published: what is said after its seal and before the next."""
    told, version = {}, 0
    for event in events:
        version += event.action == "seal"
        if event.action == "publish":
            told[version] = (str(event.about["date"]), str(event.about["address"]))
    return told


def named(store: Store, name: str) -> Kept:
    """What a command calls so: a version (3-v2, or its file), or of a report (3) the newest version, else its draft."""
    there = kept(store)
    for one in there:
        if one.sealing is not None and name == one.sealing.file:
            return one
    if found := _NAME.fullmatch(name):
        report, version = int(found[1]), found[2]
        own = [one for one in there if one.report == report]
        sealed = [one for one in own if one.sealing and (version is None or one.sealing.version == int(version))]
        if sealed or (own and version is None):
            return (sealed or own)[0]
    raise StoreError(f"没有“{name}”这一份。用 disclosure-desk archive list 看有哪些。")


def find(store: Store, forms: Forms, query: Query) -> tuple[Found, ...]:
    """What answers the query; a version whose package is not as it was is told with its fault, never left out."""
    there = kept(store)
    reports = [_read_or_fault(store, forms, one) for one in there]
    places = _places_with(query.words, reports)
    answers = (_answer(one, report, query, within) for one, report, within in zip(there, reports, places, strict=True))
    return tuple(found for found in answers if found)


def _read_or_fault(store: Store, forms: Forms, one: Kept) -> Report | str:
    try:
        return read(store, forms, one)
    except StoreError as error:
        return str(error)


def _places_with(words: str, reports: Sequence[Report | str]) -> list[frozenset[str]]:
    """For each report the places of the texts and explanations in which the words stand."""
    if not words:
        return [frozenset()] * len(reports)
    with closing(
        TextIndex(
            (number, place, text)
            for number, report in enumerate(reports)
            if not isinstance(report, str)
            for place, text in {**report.texts, **report.explanations}.items()
        )
    ) as index:
        found = index.containing(words)
    return [frozenset(place for version, place in found if version == number) for number in range(len(reports))]


def _answer(one: Kept, report: Report | str, query: Query, places: frozenset[str]) -> Found | None:
    if isinstance(report, str):
        return Found(one, f"“{one.unit}”{one.year} 年的报告", fault=report)
    hits = tuple(_hits(report, query, places))
    is_wanted = query.year in {None, report.year} and query.unit in report.unit
    is_there = bool(hits) or (not query.words and query.figure is None)
    return Found(one, report.title, hits) if is_wanted and is_there else None


def read(store: Store, forms: Forms, one: Kept) -> Report:
    """The report of a version or draft; raises StoreError."""
    if one.sealing is None:
        return store.load(one.report, forms)
    return sealed_report(store.path.parent, one.sealing, forms(one.form))


def _hits(report: Report, query: Query, places: frozenset[str]) -> Iterator[tuple[str, str]]:
    form = report.form
    for place, text in {**report.texts, **report.explanations}.items():
        if place in places:
            at = text.index(query.words)
            yield form.place_name(place), _excerpt(text, at, at + len(query.words))
    for place, figure in report.figures().items():
        if query.figure is not None and figure == query.figure:
            yield form.place_name(place), print_figure(query.figure)


def _excerpt(text: str, start: int, end: int) -> str:
    low, high = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    shown = " ".join(text[low:high].split())
    return f"{'…' if low else ''}{shown}{'…' if high < len(text) else ''}"


def record(store: Store, query: Query, found: tuple[Found, ...], why: str) -> None:
    """Enter in the trail that somebody looked through the archive, for whom and what for."""
    figure = None if query.figure is None else print_figure(query.figure)
    names = "、".join(one.kept.name for one in found)
    asked = {"year": query.year, "unit": query.unit, "words": query.words, "figure": figure, "found": names}
    about: dict[str, JsonValue] = {"kind": "find"}
    about.update((name, value) for name, value in asked.items() if value)
    store.record_act(None, "retrieve", about, why)


def hand_out(store: Store, forms: Forms, one: Kept, target: Path, why: str) -> Path:
    """Put a version or a draft at a target, entered in the trail before; answers the file.

    The ending says what: .zip the whole package, any other the report in that format as it was sealed. Raises
    StoreError and WriteError.
    """
    path = target / _file_name(one) if target.is_dir() else target
    ending = path.suffix.lower()
    if ending not in ([*ENDINGS] if one.sealing is None else [_ZIP, *ENDINGS]):
        raise WriteError(f"不会写这种文件：{path}。可以写 {'' if one.sealing is None else _ZIP} {' '.join(ENDINGS)}。")
    if one.sealing is None:
        store.verify()
        report = store.load(one.report, forms)
        store.record_act(one.report, "export", {"kind": "draft", "file": path.name}, why)
        write(report, path)
        return path
    content = _wanted(sealed_content(store.path.parent, one.sealing), ending)
    about: dict[str, JsonValue] = {
        "kind": "version",
        "version": one.sealing.version,
        "file": path.name,
        "sha256": one.sealing.sha256,
    }
    store.record_act(one.report, "retrieve", about, why)
    _put(path, content)
    return path


def _file_name(one: Kept) -> str:
    return f"{one.report}-{one.year}.json" if one.sealing is None else one.sealing.file


def _wanted(content: bytes, ending: str) -> bytes:
    if ending == _ZIP:
        return content
    with ZipFile(BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(f"/data/report{ending}"))
        return archive.read(name)


def _put(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise WriteError(f"没有写成 {path}：不能写入，或者磁盘满了。") from error
