"""Puts back on a page what was being typed when the program stopped, and says so; what no longer fits is only shown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from disclosure_desk.core.form import EXPLANATION
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.report.autosave.input_autosave import stored_text
from disclosure_desk.gui.session.dialog_drafts import draft_label, is_dialog_draft
from disclosure_desk.store.recovery.unsaved_input import UnsavedInput

if TYPE_CHECKING:
    from disclosure_desk.gui.report.report_page import ReportPage

_BROKEN_OFF = "上次没有正常退出"
_EXCERPT = 40
"""So many characters show which text is meant."""


Ways = Mapping[str, Callable[[], object]]
"""What can be done, by the words on its button."""


class CrashRecoveryBar(QWidget):
    """Says something until one of its buttons was pressed; each does what its words promise."""

    def __init__(self, words: str, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(words, self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(self.words, 1)
        self.buttons = {name: self._button(name, way) for name, way in ways.items()}
        for button in self.buttons.values():
            line.addWidget(button)

    def _button(self, name: str, way: Callable[[], object]) -> QPushButton:
        button = QPushButton(name, self)
        button.setObjectName("plain")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where something is typed
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _=False: way())
        return button


def restore_input(page: "ReportPage", typed: UnsavedInput, write: Callable[[str], object]) -> bool:
    """Stand where the clerk stood and put back what was typed; False if some of it does not fit any more.

    `write`: opens the dialog in which something was half written, by its name.
    """
    report, lock = page.document.report, page.document.lock
    _stand(page, typed)
    half = {name: one.text for name, one in typed.texts.items() if _is_half(page, name, one.text)}
    left = {place: one for place, one in typed.texts.items() if place not in half}
    new = [place for place, one in left.items() if not _is_there(report, place, one.text)]
    back = [place for place in new if not lock and _is_there(report, place, typed.texts[place].stored)]
    rest = [place for place in new if place not in back]
    for place in back:
        page.take_up(place, typed.texts[place].text)
    if back:
        _offer(page, back, typed.at)
    if rest:
        _show(page, rest, typed)
    if half:
        _offer_half(page, half, typed.at, write)
    if not new and not half:
        words = f"{_BROKEN_OFF}，已回到 {_moment(typed.at)} 填到的地方。填好的内容都在。"
        page.show_above(CrashRecoveryBar(words, {"知道了": _nothing}, page))
    return not rest


def _stand(page: "ReportPage", typed: UnsavedInput) -> None:
    report = page.document.report
    if typed.place in report.cells or typed.place in report.texts:
        page.go_to(typed.place)
    elif typed.section in page.sections.section_ids:
        page.show_section(typed.section)


def _is_there(report: Report, place: str, text: str) -> bool:
    if place.startswith(EXPLANATION):
        return report.explanations.get(place) == text
    return (place in report.cells or place in report.texts) and stored_text(report, place) == text


def _is_half(page: "ReportPage", name: str, text: str) -> bool:
    """Whether something was half written in a dialog that can be opened again."""
    if name.startswith(EXPLANATION):
        return page.finding_of(name) is not None and not _is_there(page.document.report, name, text)
    return is_dialog_draft(name)


def _offer_half(page: "ReportPage", texts: Mapping[str, str], at: datetime, write: Callable[[str], object]) -> None:
    """Say what was half written in a dialog, and open that again."""
    page.document.drafts.offer(texts)
    names = "；".join(f"{draft_label(name)}“{_excerpt(text)}”" for name, text in texts.items())
    words = f"{_BROKEN_OFF}，有没写完的{names}（{_moment(at)} 的内容）。"
    ways: Ways = {
        "接着写": partial(write, next(iter(texts))),
        "不要了": partial(page.document.drafts.forget, *texts),
    }
    page.show_above(CrashRecoveryBar(words, ways, page))


def _offer(page: "ReportPage", places: list[str], at: datetime) -> None:
    """Say what was put back; it is stored as anything typed is, or given up."""
    names = "、".join(_name(page.document.report, place) for place in places)
    words = f"{_BROKEN_OFF}，恢复了正在填的{names}（{_moment(at)} 的内容），还没有保存。"
    ways: Ways = {"保存": page.flush, "不要恢复的内容": partial(_give_up, page, places)}
    bar = CrashRecoveryBar(words, ways, page)
    page.document.changed.connect(partial(_hide_when_decided, bar, frozenset(places)))
    page.show_above(bar)


def _show(page: "ReportPage", places: list[str], typed: UnsavedInput) -> None:
    """Say what was typed where something else stands now, or nothing may be changed."""
    report = page.document.report
    why = "这份报告现在不能改" if page.document.lock else "那里存的内容已经不一样"
    texts = [typed.texts[place].text for place in places]
    shown = "；".join(f"{_name(report, place)}“{_excerpt(text)}”" for place, text in zip(places, texts, strict=True))
    words = f"{_BROKEN_OFF}。{_moment(typed.at)} 正在填的内容没有放回去，{why}：{shown}。"
    ways: Ways = {"复制": partial(QGuiApplication.clipboard().setText, "\n\n".join(texts)), "知道了": _nothing}
    page.show_above(CrashRecoveryBar(words, ways, page))


def _give_up(page: "ReportPage", places: Iterable[str]) -> None:
    for place in places:
        page.give_up(place)


def _hide_when_decided(bar: CrashRecoveryBar, places: frozenset[str], changes: tuple[Change, ...]) -> None:
    if any(change.place in places for change in changes):
        bar.hide()


def _nothing() -> None:
    """The clerk has read it."""


def _name(report: Report, place: str) -> str:
    if place in report.cells or place in report.texts:
        return report.form.place_name(place)
    return draft_label(place) if is_dialog_draft(place) else f"“{place}”"


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


def _moment(at: datetime) -> str:
    """A time of today by its hour, an earlier one with its day."""
    if at.date() == date.today():  # noqa: DTZ011 - the computer's own calendar
        return f"{at:%H:%M}"
    return f"{at.month} 月 {at.day} 日 {at:%H:%M}"
