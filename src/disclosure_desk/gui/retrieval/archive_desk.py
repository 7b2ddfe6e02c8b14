"""What the window does with the archive of the open data; for whom and why goes into the record each time."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.archive.retrieval import (
    ArchiveItem,
    SearchQuery,
    SearchResult,
    archive_items,
    export_item,
    look_at,
    record_search,
    search,
)
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.gui.session.session import Session
from disclosure_desk.store.deleted_drafts import bring_back, deletion_of
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.writers.archive_record import grouped


class ArchiveEntry(NamedTuple):
    """One line of the archive: a sealed version, a draft, or (`item` None) a draft that was deleted.

    what: which of these. when: sealed, changed or deleted. more: what else there is to know, a line each.
    """

    report: int
    year: str
    unit: str
    what: str
    when: str
    more: tuple[str, ...]
    item: ArchiveItem | None = None


class ArchiveDesk:
    """Of the session that is open; what cannot be done raises StoreError or WriteError."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def entries(self) -> tuple[ArchiveEntry, ...]:
        """All there is, the newest year first; drafts that were deleted last."""
        store = self._session.store
        deleted = [
            ArchiveEntry(one.id, f"{one.year} 年", one.unit, "已删除的草稿", at[:10], (f"删除的原因：{why}",))
            for one in store.deleted_reports()
            for at, why in (deletion_of(store, one),)
        ]
        return (*(self._entry(item) for item in archive_items(store)), *deleted)

    def _entry(self, item: ArchiveItem) -> ArchiveEntry:
        """A version or draft in words; a draft is called what the list of reports calls its state."""
        if item.sealing is None:
            what = self._session.handling(item.report).state.partition("　")[0]
            return ArchiveEntry(item.report, f"{item.year} 年", item.unit, what, f"改于 {item.at[:10]}", (), item)
        return _sealed_entry(item, item.sealing)

    def find(self, query: SearchQuery, why: str, progress: WorkProgress = no_progress) -> Sequence[SearchResult]:
        """What matches, once it is recorded that somebody looked for it; nothing is where `progress` stops it."""
        store = self._session.store
        found = search(store, self._session.edition, query, progress)
        record_search(store, query, found, why)
        return found

    def look_at(self, item: ArchiveItem, why: str) -> bytes:
        """The pages of a version or draft."""
        return look_at(self._session.store, self._session.edition, item, why)

    def export(self, item: ArchiveItem, target: Path, why: str) -> Path:
        """Write a version or draft into a file, which the clerk has chosen and may replace."""
        return export_item(self._session.store, self._session.edition, item, target, why)

    def bring_back(self, entry: ArchiveEntry, why: str) -> None:
        """Put a deleted draft on the list again."""
        bring_back(self._session.store, entry.report, why)
        self._session.context_changed.emit()


def _sealed_entry(item: ArchiveItem, sealing: SealedVersion) -> ArchiveEntry:
    day, address = item.published
    more = [f"档案包 {sealing.file}", f"SHA-256 {grouped(sealing.sha256)}"]
    more += [f"更正的原因：{sealing.why}"] if sealing.why else []
    more += [f"{day} 公布：{address}"] if day else ["还没有登记公布"]
    what = f"第 {sealing.version} 版"
    return ArchiveEntry(item.report, f"{item.year} 年", item.unit, what, f"定稿于 {item.at[:10]}", tuple(more), item)
