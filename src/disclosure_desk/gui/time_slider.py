"""时间滑块: a report as it was at any moment, told by what stands otherwise now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QSlider, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from disclosure_desk.archive.chronicle import ACTIONS
from disclosure_desk.archive.difference import differences
from disclosure_desk.archive.replay import moments, report_after
from disclosure_desk.gui.signing_words import moment
from disclosure_desk.report import Report
from disclosure_desk.store import Event

_COLUMNS = ("位置", "那时", "现在")


class TimeSlider(QWidget):
    """Goes through the moments of one report, held against how it stands now."""

    def __init__(self, events: Sequence[Event], now: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events, self._now, self._moments = events, now, moments(events)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName("时间")
        self.slider.setRange(0, len(self._moments) - 1)
        self.slider.setValue(self.slider.maximum())
        self.when = QLabel(self)
        self.when.setObjectName("topic")
        self.told = QLabel(self)
        self.told.setObjectName("quiet")
        self.table = QTableWidget(0, len(_COLUMNS), self)
        self.table.setAccessibleName("那时和现在不同的地方")
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        for widget in (self.when, self.slider, self.told, self.table):
            layout.addWidget(widget)
        self.slider.valueChanged.connect(self.show_moment)
        self.show_moment()

    def show_moment(self) -> None:
        """Show what stood otherwise at the moment that is chosen."""
        event = self._moments[self.slider.value()]
        who = f"，{event.by or event.user}" if event.by or event.user else ""
        self.when.setText(f"{moment(event.at)}{who}（{ACTIONS[event.action]}以后）")
        found = differences(report_after(self._events, event.seq, self._now.form), self._now)
        self.told.setText(f"和现在有 {len(found)} 处不同。" if found else "和现在一样。")
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, words in enumerate((one.name, one.before or "（空）", one.after or "（空）")):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
