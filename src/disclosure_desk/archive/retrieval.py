"""调取: finding a sealed version or a draft again by year, unit, words and figures, and exporting it, recorded."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from disclosure_desk.archive.sealed_packages import sealed_content, sealed_report
from disclosure_desk.archive.version import SEALED_ENDINGS
from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.store.database.rows import ReportEntry
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.store import Store
from disclosure_desk.store.text_index import TextIndex
from disclosure_desk.writers import ENDINGS, WriteError, render_file, write_file

_NAME = re.compile(r"([0-9]{1,9})(?:-v([0-9]{1,4}))?")
_ZIP, _PAGES = ".zip", ".pdf"
_AROUND = 12
"""How many characters are shown before and after words that were found."""

Forms = Callable[[str], Form]


class ArchiveItem(NamedTuple):
    """Something that can be exported: a sealed version of a report, or (`sealing` None) its draft."""

    report: int
    unit: str
    year: int
    at: str
    sealing: SealedVersion | None = None
    form: str = ""
    published: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """What a command calls it: 3-v2, or 3 for a draft."""
        return f"{self.report}" if self.sealing is None else f"{self.report}-v{self.sealing.version}"


class SearchQuery(NamedTuple):
    """What is looked for; what is empty matches everything."""

    year: int | None = None
    unit: str = ""
    words: str = ""
    figure: Figure | None = None


class SearchResult(NamedTuple):
    """An item that matches, with the places (name and excerpt) where it does, or with why it could not be read."""

    item: ArchiveItem
    title: str
    hits: tuple[tuple[str, str], ...] = ()
    fault: str = ""


def archive_items(store: Store) -> tuple[ArchiveItem, ...]:
    """All items, the newest year first; of a report its draft, if it has one, then its versions, the newest first."""
    by_report: dict[int | None, list[Event]] = {}
    for event in store.events():
        by_report.setdefault(event.report, []).append(event)
    return tuple(item for entry in store.reports() for item in _items_of(entry, by_report[entry.id]))


def _items_of(entry: ReportEntry, events: Sequence[Event]) -> Iterator[ArchiveItem]:
    state = approval_state(events)
    if not state.is_sealed:
        yield ArchiveItem(entry.id, entry.unit, entry.year, entry.changed)
    forms = [str(event.about["form"]) for event in events if event.action == "seal"]
    publications = _publications(events)
    for sealing in reversed(state.versions):
        form, published = forms[sealing.version - 1], publications.get(sealing.version, ("", ""))
        yield ArchiveItem(entry.id, entry.unit, entry.year, sealing.at, sealing, form, published)


def _publications(events: Sequence[Event]) -> dict[int, tuple[str, str]]:
    """Day and address of each version's publication, which is recorded after its seal and before the next one."""
    publications, version = {}, 0
    for event in events:
        version += event.action == "seal"
        if event.action == "publish":
            publications[version] = (str(event.about["date"]), str(event.about["address"]))
    return publications


def find_item(store: Store, name: str) -> ArchiveItem:
    """The item a command names: a version (3-v2, or its file), or of a report (3) the newest version, else its draft.

    Raises StoreError where there is none.
    """
    items = archive_items(store)
    for item in items:
        if item.sealing is not None and name == item.sealing.file:
            return item
    if found := _NAME.fullmatch(name):
        report, version = int(found[1]), found[2]
        own = [item for item in items if item.report == report]
        sealed = [item for item in own if item.sealing and (version is None or item.sealing.version == int(version))]
        if sealed or (own and version is None):
            return (sealed or own)[0]
    raise StoreError(f"没有“{name}”这一份。用 disclosure-desk archive list 看有哪些。")


def read_item(store: Store, forms: Forms, item: ArchiveItem) -> Report:
    """The report of a version or draft; raises StoreError."""
    if item.sealing is None:
        return store.load(item.report, forms)
    return sealed_report(store.path.parent, item.sealing, forms(item.form))


def search(
    store: Store, forms: Forms, query: SearchQuery, progress: WorkProgress = no_progress
) -> tuple[SearchResult, ...]:
    """The items that match; one whose package is not as it was sealed is there with its fault, never left out."""
    items = archive_items(store)
    contents: list[Report | str] = []
    for item in items:
        progress(len(contents), len(items))
        contents.append(_read_or_fault(store, forms, item))
    places = _places_with(query.words, contents)
    results = (
        SearchResult(item, f"“{item.unit}”{item.year} 年的报告", fault=content)
        if isinstance(content, str)
        else _result(item, content, query, within)
        for item, content, within in zip(items, contents, places, strict=True)
    )
    return tuple(result for result in results if result is not None)


def _read_or_fault(store: Store, forms: Forms, item: ArchiveItem) -> Report | str:
    try:
        return read_item(store, forms, item)
    except StoreError as error:
        return str(error)


def _places_with(words: str, contents: Sequence[Report | str]) -> list[frozenset[str]]:
    """For each report the places of the texts and explanations that contain the words."""
    if not words:
        return [frozenset()] * len(contents)
    texts = (
        (number, place, text)
        for number, content in enumerate(contents)
        if isinstance(content, Report)
        for place, text in {**content.texts, **content.explanations}.items()
    )
    with closing(TextIndex(texts)) as index:
        found = index.containing(words)
    return [frozenset(place for version, place in found if version == number) for number in range(len(contents))]


def _result(item: ArchiveItem, report: Report, query: SearchQuery, places: frozenset[str]) -> SearchResult | None:
    hits = tuple(_hits(report, query, places))
    is_of_report = query.year in {None, report.year} and query.unit in report.unit
    is_there = bool(hits) or (not query.words and query.figure is None)
    return SearchResult(item, report.title, hits) if is_of_report and is_there else None


def _hits(report: Report, query: SearchQuery, places: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The name of each place that matches, with an excerpt of its text or its figure."""
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


def record_search(store: Store, query: SearchQuery, results: Sequence[SearchResult], why: str) -> None:
    """Record in the audit trail that somebody searched the archive: for whom, what for, and what was found."""
    figure = None if query.figure is None else print_figure(query.figure)
    names = "、".join(result.item.name for result in results)
    searched = {"year": query.year, "unit": query.unit, "words": query.words, "figure": figure, "found": names}
    about: dict[str, JsonValue] = {"kind": "find"}
    about.update((name, value) for name, value in searched.items() if value)
    store.record_act(None, "retrieve", about, why)


def look_at(store: Store, forms: Forms, item: ArchiveItem, why: str) -> bytes:
    """The pages of a version as they were sealed, or of a draft as it would be printed, recorded in the trail.

    Raises StoreError and WriteError.
    """
    about: dict[str, JsonValue] = {"kind": "look"}
    if item.sealing is None:
        content = render_file(store.load(item.report, forms), _PAGES)
    else:
        content = _content_for(_PAGES, sealed_content(store.path.parent, item.sealing))
        about |= {"version": item.sealing.version, "file": item.sealing.file, "sha256": item.sealing.sha256}
    store.record_act(item.report, "retrieve", about, why)
    return content


def export_path(item: ArchiveItem, target: Path) -> Path:
    """The file that an item becomes at a target, which may be a folder."""
    return target / _file_name(item) if target.is_dir() else target


def export_item(  # noqa: PLR0913 - what, where to, why, and whether over what is there
    store: Store, forms: Forms, item: ArchiveItem, target: Path, why: str, *, replace: bool = True
) -> Path:
    """Write a version or a draft to a target, after recording it in the audit trail; the file.

    The ending says what is written: .zip the whole package, any other the report in that format as it was sealed.
    With `replace` false, a file that is there is kept. Raises StoreError and WriteError.
    """
    path = export_path(item, target)
    ending = path.suffix.lower()
    possible = ENDINGS if item.sealing is None else (_ZIP, *SEALED_ENDINGS)
    if ending not in possible:
        raise WriteError(f"不会写这种文件：{path}。可以写 {' '.join(possible)}。")
    if item.sealing is None:
        store.verify()
        report = store.load(item.report, forms)
        store.record_act(item.report, "export", {"kind": "draft", "file": path.name}, why)
        write_file(render_file(report, ending), path, replace=replace)
        return path
    content = _content_for(ending, sealed_content(store.path.parent, item.sealing))
    about: dict[str, JsonValue] = {
        "kind": "version",
        "version": item.sealing.version,
        "file": path.name,
        "sha256": item.sealing.sha256,
    }
    store.record_act(item.report, "retrieve", about, why)
    write_file(content, path, replace=replace)
    return path


def _file_name(item: ArchiveItem) -> str:
    return f"{item.report}-{item.year}.json" if item.sealing is None else item.sealing.file


def _content_for(ending: str, package: bytes) -> bytes:
    """The package itself, or the report in it that has the ending; one sealed by a version before 0.3 has no OFD."""
    if ending == _ZIP:
        return package
    with ZipFile(BytesIO(package)) as archive:
        for name in archive.namelist():
            if name.endswith(f"/data/report{ending}"):
                return archive.read(name)
    raise WriteError(f"定稿的时候还没有 {ending} 文件，档案包里没有。请导出别的格式。")
