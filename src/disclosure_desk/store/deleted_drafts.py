"""Deleting a draft that was a mistake, and bringing it back: the trail keeps all of it, a setting says what is gone."""

from disclosure_desk.store.database.rows import ReportEntry
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.settings import DELETED
from disclosure_desk.store.store import Store


def deletion_refusal(store: Store, report_id: int) -> str:
    """Why a report cannot be deleted, "" if it can: only a draft that nobody has approved and that never was sealed."""
    state = store.approval_state(report_id)
    if state.versions:
        return "这份报告定过稿，不能删除。写错了，请用“更正…”。"
    if state.steps:
        return "这份报告正在审核，不能删除。请先让审核人退回。"
    return ""


def delete_draft(store: Store, report_id: int, why: str) -> None:
    """Take a draft off the list, with the reason in the trail; raises StoreError where it cannot be done."""
    refusal = deletion_refusal(store, report_id)
    if refusal:
        raise StoreError(refusal)
    _put(store, store.deleted_ids | {report_id}, why)


def bring_back(store: Store, report_id: int, why: str) -> None:
    """Put a deleted draft on the list again; raises StoreError, too where its name was given to another meanwhile."""
    (entry,) = (one for one in store.deleted_reports() if one.id == report_id)
    if any((one.unit, one.year) == (entry.unit, entry.year) for one in store.reports()):
        raise StoreError(f"“{entry.unit}”{entry.year} 年已经另有一份报告，请先把那一份改名或者删除，再找回这一份。")
    _put(store, store.deleted_ids - {report_id}, why)


def deletion_of(store: Store, entry: ReportEntry) -> tuple[str, str]:
    """When a draft was deleted last (ISO local time) and why; ("", "") where it never was."""
    for event in reversed(store.events()):
        if event.change is not None and event.change.place == DELETED:
            before, after = (str(value or "").split("\n") for value in (event.change.before, event.change.after))
            if str(entry.id) in after and str(entry.id) not in before:
                return event.at, event.why
    return "", ""


def _put(store: Store, ids: frozenset[int], why: str) -> None:
    store.put_settings({DELETED: "\n".join(str(one) for one in sorted(ids))}, why)
