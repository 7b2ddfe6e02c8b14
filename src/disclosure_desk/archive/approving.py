"""审核: who may approve or hand back a report now, and what that takes; the window and the command obey the same."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from disclosure_desk.archive.office import Office
from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.core.report import Report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import ApprovalState, approval_needs_reason, next_step
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest

LEAST_REASON = 4
"""A shorter sentence gives no reason."""
_WEB_BEGUN = re.compile(r"(?:https?|www)(?![a-z0-9-])", re.IGNORECASE)
_WEB_HOST = re.compile(r"(?:https?://)?(?:[^\s/.:：]+(?:\.[^\s/.:：]+)+|\[[0-9a-f:.]+\])", re.IGNORECASE)
"""What begins as a web address leads nowhere without a host; `http` alone was once registered so."""


class Opinion(NamedTuple):
    """What somebody says of a report: the name, the words, and why one approves what one has filled in oneself."""

    name: str
    words: str
    why: str = ""


class ApprovalCandidate(NamedTuple):
    """What is to be approved: a report under its number in the store, and what the rules find in it."""

    number: int
    report: Report
    findings: tuple[Finding, ...]


def approval_refusal(office: Office, state: ApprovalState, opinion: Opinion, findings: Iterable[Finding]) -> str:
    """Why somebody cannot approve a report now, in which the rules find this; "" if that can be."""
    refusal = _turn_refusal(office, state, opinion.name)
    if refusal:
        return refusal
    verdict = Verdict.over(findings)
    if verdict.errors or verdict.warnings:
        return f"还不能同意：{verdict.sentence}。"
    if not opinion.words:
        return "没有写意见。"
    if approval_needs_reason(state, opinion.name) and len(opinion.why) < LEAST_REASON:
        return (
            f"{opinion.name}填过这份报告，一般应由别人审核。确实没有别人的，要写明原因，至少 {LEAST_REASON} 个字，"
            "会印在审核流转单上。"
        )
    return ""


def return_refusal(office: Office, state: ApprovalState, name: str, why: str) -> str:
    """Why somebody cannot hand a report back now, "" if that can be."""
    refusal = _turn_refusal(office, state, name)
    is_short = not refusal and len(why) < LEAST_REASON
    return f"没有写明为什么退回，至少 {LEAST_REASON} 个字。" if is_short else refusal


def _turn_refusal(office: Office, state: ApprovalState, name: str) -> str:
    if state.is_sealed:
        return "这份报告已经定稿；要改，请先更正。"
    turn = next_step(state, tuple(office.steps))
    if turn is None:
        return "审核都已完成。"
    if not name:
        return "没有写审核人的姓名。"
    if not office.operators.may(turn, name):
        return f"{office.steps[turn]}由{'、'.join(office.operators.steps[turn])}审核，{name}不能。"
    return ""


def approve(store: Store, office: Office, candidate: ApprovalCandidate, opinion: Opinion) -> str:
    """Store that somebody approves a report as it stands; the id of the step.

    Nobody agrees to what is still to be changed or explained. Raises StoreError.
    """
    state = store.approval_state(candidate.number)
    _raise(approval_refusal(office, state, opinion, candidate.findings))
    step = next_step(state, tuple(office.steps)) or ""
    why = opinion.why if approval_needs_reason(state, opinion.name) else ""
    about = {"step": step, "name": opinion.name, "opinion": opinion.words, "digest": digest(candidate.report)}
    store.record_act(candidate.number, "approve", about, why)
    return step


def hand_back(store: Store, office: Office, report_id: int, name: str, why: str) -> str:
    """Store that somebody hands a report back to be changed; the id of the step. Raises StoreError."""
    state = store.approval_state(report_id)
    _raise(return_refusal(office, state, name, why))
    step = next_step(state, tuple(office.steps)) or ""
    store.record_act(report_id, "return", {"step": step, "name": name}, why)
    return step


def correct(store: Store, report_id: int, why: str) -> None:
    """Begin the next version of a sealed report; raises StoreError."""
    if not store.is_sealed(report_id):
        raise StoreError("这份报告还没有定稿，可以直接修改，不用更正。")
    if len(why) < LEAST_REASON:
        raise StoreError(f"没有写明为什么更正，至少 {LEAST_REASON} 个字。")
    store.record_act(report_id, "correct", {}, why)


def publish(store: Store, report_id: int, day: str, address: str) -> None:
    """Store when and where a sealed report was published; raises StoreError."""
    if not store.is_sealed(report_id):
        raise StoreError("定稿以后才登记公布。")
    if not address:
        raise StoreError("没有写公布在哪里。")
    if _WEB_BEGUN.match(address) and not _WEB_HOST.match(address):
        raise StoreError(f"“{address}”不是完整的网址，要写成 https://www.example.gov.cn/nb.html 这样。")
    store.record_act(report_id, "publish", {"date": day, "address": address})


def submit(store: Store, report_id: int, day: str, to: str, receipt: str = "") -> None:
    """Store when and to whom a sealed report was handed in, with the number of the receipt; raises StoreError."""
    _deliver(store, report_id, {"kind": "submit", "day": day, "to": to, "receipt": receipt}, to, "没有写报送到哪里。")


def file_paper(store: Store, report_id: int, day: str, place: str) -> None:
    """Store when the signed copy on paper was filed, and where it lies; raises StoreError."""
    _deliver(store, report_id, {"kind": "paper", "day": day, "place": place}, place, "没有写纸质件存放在哪里。")


def early_day_words(state: ApprovalState, day: str) -> str:
    """That a day of a publication or delivery is before the sealing, "" if it is not.

    It is no refusal: an office seals here what it has published on an earlier day. But it may be a slip of the year.
    """
    sealed = state.versions[-1].at[:10]
    return f"{day} 在定稿（{sealed}）以前，请看日期有没有写错。" if day < sealed else ""


def _deliver(store: Store, report_id: int, about: dict[str, str], where: str, missing: str) -> None:
    if not store.is_sealed(report_id):
        raise StoreError("定稿以后才登记交付。")
    if not where:
        raise StoreError(missing)
    store.record_act(report_id, "deliver", {name: value for name, value in about.items() if value})


def _raise(refusal: str) -> None:
    if refusal:
        raise StoreError(refusal)
