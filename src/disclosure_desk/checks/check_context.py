"""What bears on a check beside the report itself: last year's report, the office's kind and wishes, the day."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from disclosure_desk.core.report import Report


class CheckContext(NamedTuple):
    """What else bears on a report; what is not known leaves the rules about it undecided.

    previous: last year's report. kind: the unit's kind by id, "" to know it by the unit's name. today, deadline: the
    day of the check and the day on which the district wants the report. length_limit: the district's limit for the
    overview, in characters. similar_warn, similar_refuse: from so many percent of its words that are last year's the
    report has to be explained, or cannot be sealed; 0 for never. words: the office's own word list, each word with what
    to write instead ("" to only ask; the word itself to allow it).
    most_read: so many characters of each text are read; that there are more is an error itself.
    unprintable: which of a text's characters no font can print. imported: the report came from a file or the clipboard.
    approvals: the steps that have approved the report as it stands, in order; None before the first was ever asked.
    waived: the steps of approval that the office does without. is_draft: approvals are still under way, so those that
    are missing are only a hint; sealing asks for them anyway.
    """

    previous: Report | None = None
    kind: str = ""
    today: date | None = None
    deadline: date | None = None
    length_limit: int = 1000
    similar_warn: int = 50
    similar_refuse: int = 0
    words: tuple[tuple[str, str], ...] = ()
    most_read: int = 50_000
    unprintable: Callable[[str], str] | None = None
    imported: bool = False
    approvals: tuple[str, ...] | None = None
    waived: tuple[str, ...] = ()
    is_draft: bool = False
