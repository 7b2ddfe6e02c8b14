"""How far a report has come, as its events tell: who filled it, who approved it, what is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from disclosure_desk.store.events.actions import CHANGES
from disclosure_desk.store.events.draft import Plain


class Happened(NamedTuple):
    """What an event says that moves a report on its way."""

    seq: int
    action: str
    at: str
    by: str
    why: str
    about: Mapping[str, Plain]


class Approval(NamedTuple):
    """One step done: by whom, with what opinion, bound to the digest of what was approved.

    `why`: the reason for approving what one has filled oneself, "" where that was not so.
    """

    step: str
    name: str
    opinion: str
    at: str
    digest: str
    seq: int
    why: str = ""


class Return(NamedTuple):
    """A report handed back for mending."""

    step: str
    name: str
    why: str
    at: str


class Sealing(NamedTuple):
    """A sealed version: its number from 1, the file of its package and that file's SHA-256, the report's digest."""

    version: int
    file: str
    sha256: str
    digest: str
    at: str
    why: str = ""


@dataclass
class ApprovalState:
    """How far a report is.

    approvals: those that hold, in the order they were given; lapsed: those that a later change took back; returned:
    why it was handed back last, None once it was approved again; versions: what was sealed, the oldest first;
    is_sealed: nothing may be changed before a correction is begun, for the reason `correcting` then.
    """

    fillers: set[str] = field(default_factory=set)
    approvals: list[Approval] = field(default_factory=list)
    lapsed: list[Approval] = field(default_factory=list)
    returned: Return | None = None
    versions: list[Sealing] = field(default_factory=list)
    is_sealed: bool = False
    correcting: str = ""
    published: tuple[str, str] = ("", "")

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that hold, as the rules are told them."""
        return tuple(approval.step for approval in self.approvals)

    def copy(self) -> "ApprovalState":
        """The same, which stays when the report goes on."""
        return replace(
            self,
            fillers={*self.fillers},
            approvals=[*self.approvals],
            lapsed=[*self.lapsed],
            versions=[*self.versions],
        )


def follow(state: ApprovalState, event: Happened) -> None:
    """Let the report go on."""
    if event.action in CHANGES:
        take_back(state, event.by)
    else:
        _ACTS.get(event.action, _nothing)(state, event)


def take_back(state: ApprovalState, by: str) -> None:
    """Whatever somebody changes takes every approval back: they were given to something else."""
    if by:
        state.fillers.add(by)
    if state.approvals:
        state.lapsed += state.approvals
        state.approvals.clear()


def _approve(state: ApprovalState, event: Happened) -> None:
    said = {name: str(event.about.get(name, "")) for name in ("step", "name", "opinion", "digest")}
    state.approvals = [one for one in state.approvals if one.step != said["step"]]
    state.approvals.append(Approval(**said, at=event.at, seq=event.seq, why=event.why))
    state.lapsed = [one for one in state.lapsed if one.step != said["step"]]
    state.returned = None


def _hand_back(state: ApprovalState, event: Happened) -> None:
    state.returned = Return(str(event.about.get("step", "")), str(event.about.get("name", "")), event.why, event.at)
    state.lapsed += state.approvals
    state.approvals.clear()


def _seal(state: ApprovalState, event: Happened) -> None:
    file, sha256, digest = (str(event.about.get(name, "")) for name in ("file", "sha256", "digest"))
    state.versions.append(Sealing(len(state.versions) + 1, file, sha256, digest, event.at, state.correcting))
    state.is_sealed, state.correcting = True, ""


def _correct(state: ApprovalState, event: Happened) -> None:
    state.is_sealed, state.correcting = False, event.why
    state.lapsed, state.published = [], ("", "")
    state.approvals.clear()


def _publish(state: ApprovalState, event: Happened) -> None:
    state.published = (str(event.about.get("date", "")), str(event.about.get("address", "")))


def _nothing(_state: ApprovalState, _event: Happened) -> None:
    """Printing, exporting and the like leave the state as it is."""


_ACTS = {"approve": _approve, "return": _hand_back, "seal": _seal, "correct": _correct, "publish": _publish}


def next_step(state: ApprovalState, steps: Sequence[str]) -> str | None:
    """The step whose turn it is among the office's; None when all are done."""
    return next((step for step in steps if step not in state.steps), None)


def needs_reason(state: ApprovalState, name: str) -> bool:
    """Whether somebody who wants to approve has filled the report: possible in a small office, with a reason."""
    return name in state.fillers


def needs_why(state: ApprovalState) -> bool:
    """Whether a change has to be accounted for: somebody has looked the report through already."""
    return bool(state.approvals or state.lapsed)


class Step(NamedTuple):
    """A step of the office: the approval that holds, or the one that a later change took back; whose turn it is."""

    id: str
    name: str
    approval: Approval | None
    lapsed: Approval | None
    is_next: bool


def progress(state: ApprovalState, steps: Mapping[str, str]) -> tuple[Step, ...]:
    """The office's steps, by id with their names, as a report has gone through them."""
    given = {approval.step: approval for approval in state.approvals}
    lapsed = {approval.step: approval for approval in state.lapsed}
    turn = None if state.is_sealed else next_step(state, tuple(steps))
    return tuple(Step(step, name, given.get(step), lapsed.get(step), step == turn) for step, name in steps.items())
