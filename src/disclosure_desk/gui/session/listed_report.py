"""A report as the list of reports shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from disclosure_desk.checks.stages import Handling, Stage, Stages

SEALED = "已定稿"
PACKAGE_FAULTY = f"{SEALED}，但档案包不符"
DRAFT_BLANK = "草稿，还没有填写"
UNREADABLE = "打不开"
CHECKING = "正在核对"


@dataclass(frozen=True, slots=True)
class ListedReport:
    """One line of the list, in words.

    state: the verdict in a sentence. marks: of each stage whether it is done, has an error or a warning, is the one
    where the report is (here), or ahead. label: state and verdict in few words, with its tone. next_words: what is to
    be done next, "" for nothing. progress: how far the report is, in
    sentences. is_draft: nobody has approved it and it never was sealed, so that it can be deleted.
    """

    id: int
    year: str
    unit: str
    state: str
    changed: str
    marks: tuple[str, ...] = ()
    label: str = ""
    tone: str = "quiet"
    next_words: str = ""
    progress: str = ""
    is_draft: bool = False


def marks_of(stages: Stages) -> tuple[str, ...]:
    """The marks of the stages of a report that was checked."""
    here = stages.next_step.stage if stages.next_step else None
    return tuple(
        "done" if one.is_done else one.severity or ("here" if one.stage == here else "ahead") for one in stages.states
    )


def sealed_marks(handling: Handling) -> tuple[str, ...]:
    """The same of a sealed one, which needs no check."""
    is_delivered = all(is_done for _, is_done in handling.deliveries)
    seal = "error" if handling.is_package_faulty else "done"
    return ("done", "done", "done", seal, "done" if is_delivered else "here")


def label_of(stages: Stages, handling: Handling) -> tuple[str, str]:
    """State and verdict of a report that is not sealed, in few words, and their tone."""
    fill, check = stages[Stage.FILL], stages[Stage.CHECK]
    if check.severity:
        words = {"error": "处必须改", "warning": "处要说明"}[check.severity]
        return f"{handling.state}　{check.counts[0][1]} {words}", check.severity
    if not fill.is_done:
        return f"{handling.state}　{fill.counts[0][1]}", "hint"
    if handling.given:
        return f"{handling.state}　{stages[Stage.APPROVE].counts[0][1]}", "hint"
    return f"{handling.state}　核对无误", "done"


def progress_of(stages: Stages, state: str) -> str:
    """How far a report is, and what is left, in sentences."""
    fill = stages[Stage.FILL]
    if fill.is_done:
        return f"{fill.counts[0][1].rpartition('/')[2].strip()}已填齐，规定的文字都有了。{state}。"
    return f"已填 {fill.counts[0][1]}。"


def moment_words(moment: datetime, now: datetime) -> str:
    """A moment as one says it: 今天 08:31, 昨天 17:02, else the day."""
    days = (now.date() - moment.date()) // timedelta(days=1)
    name = {0: "今天", 1: "昨天"}.get(days)
    return f"{name} {moment:%H:%M}" if name else f"{moment:%Y-%m-%d}"
