"""时间滑块: a report as it was at any moment: what differs from now, or the whole of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from disclosure_desk.archive.audit_text import ACTIONS
from disclosure_desk.archive.difference import differences
from disclosure_desk.archive.report_history import moments, report_after
from disclosure_desk.core.report import Report
from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.difference_table import DifferenceTable
from disclosure_desk.store.events.event import Event


class TimeSlider(QWidget):
    """Goes through the moments of one report and compares each with now; `show_whole` is given the one chosen."""

    def __init__(
        self,
        events: Sequence[Event],
        now: Report,
        show_whole: Callable[[Report, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._events, self._now, self._moments, self._show_whole = events, now, moments(events), show_whole
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName("时间")
        self.slider.setRange(0, len(self._moments) - 1)
        self.slider.setValue(self.slider.maximum())
        self.when, self.summary = QLabel(self), QLabel(self)
        self.when.setObjectName("topic")
        self.summary.setObjectName("quiet")
        self.whole_button = plain_button("看那时的整份报告…")
        self.whole_button.setAutoDefault(False)
        self.table = DifferenceTable("那时", "现在")
        self.table.setAccessibleName("那时和现在不同的地方")
        self._lay_out()
        self.slider.valueChanged.connect(self.show_moment)
        self.whole_button.clicked.connect(lambda: self._show_whole(self._then, self._when))
        self.show_moment()

    def _lay_out(self) -> None:
        ends = QHBoxLayout()
        for number, share in ((0, 1), (-1, 0)):
            label = QLabel(_moment(self._moments[number]), self)
            label.setObjectName("quiet")
            ends.addWidget(label, share)
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.whole_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.when)
        layout.addWidget(self.slider)
        layout.addLayout(ends)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)

    def show_moment(self) -> None:
        """Show what was different at the moment that is chosen."""
        event = self._moments[self.slider.value()]
        self._then, self._when = report_after(self._events, event.seq, self._now.form), _moment(event)
        who = f"　{event.by or event.user}" if event.by or event.user else ""
        self.when.setText(f"{self._when}{who}　{ACTIONS[event.action]}以后")
        found = differences(self._then, self._now)
        self.summary.setText(f"和现在有 {len(found)} 处不同。" if found else "和现在一样。")
        self.table.show_differences(found)


def _moment(event: Event) -> str:
    """To the second: several things are done in a minute."""
    return datetime.fromisoformat(event.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
