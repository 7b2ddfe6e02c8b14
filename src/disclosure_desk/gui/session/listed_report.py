"""A report as the list of reports shows it."""

from datetime import datetime, timedelta
from typing import NamedTuple

CHECKING = "正在核对"


class ListedReport(NamedTuple):
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


def moment_words(moment: datetime, now: datetime) -> str:
    """A moment as one says it: 今天 08:31, 昨天 17:02, else the day."""
    days = (now.date() - moment.date()) // timedelta(days=1)
    name = {0: "今天", 1: "昨天"}.get(days)
    return f"{name} {moment:%H:%M}" if name else f"{moment:%Y-%m-%d}"


def when_words(changed: str) -> str:
    """A stored moment on the computer's clock, as one says it."""
    return moment_words(datetime.fromisoformat(changed).astimezone(), datetime.now().astimezone())
