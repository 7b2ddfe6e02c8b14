"""Where in an editor the marks of findings stand, in the positions of Qt, and how they are drawn."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QTextCharFormat

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.text_diff import utf16_length


class Underline(NamedTuple):
    """A stretch of an editor, in UTF-16 units, with what stands there and why it is questioned."""

    start: int
    end: int
    words: str
    mark: TextMark
    finding: Finding


def underlines(text_id: str, text: str, findings: Iterable[Finding]) -> tuple[Underline, ...]:
    """What of a text is to be underlined: the marks of findings that are still open."""
    return tuple(
        _underline(text, mark, finding)
        for finding in findings
        if finding.is_open
        for mark in finding.marks
        if mark.text == text_id and text
    )


def _underline(text: str, mark: TextMark, finding: Finding) -> Underline:
    """Where nothing stands but something should, what is before it is underlined."""
    start = mark.start if mark.start < mark.end else max(mark.start - 1, 0)
    shown = mark._replace(start=start, end=max(mark.end, start + 1))
    return Underline(*stretch(text, shown), text[shown.start : shown.end], mark, finding)


def stretch(text: str, mark: TextMark) -> tuple[int, int]:
    """Where a mark of a text starts and ends in an editor, in UTF-16 units."""
    start = utf16_length(text[: mark.start])
    return start, start + utf16_length(text[mark.start : mark.end])


def underline_format(finding: Finding) -> QTextCharFormat:
    """How a finding's words are marked: dashes below in the tone of its severity, its soft ground behind."""
    form, tints = QTextCharFormat(), colours()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    form.setUnderlineColor(tints.tone(finding.severity))
    form.setBackground(tints.soft(finding.severity))
    return form
