"""How rail, page and panel of a report share the width: what is least wanted folds first, before a figure is cut."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from disclosure_desk.gui.grid.grid_page import GridPage
from disclosure_desk.gui.report.last_year_column import LastYearColumn
from disclosure_desk.gui.report.panel_widths import ROOMY_FROM, WIDE_FROM, PanelWidths, SideColumn
from disclosure_desk.gui.report.previous_entry import PreviousEntry
from disclosure_desk.gui.report.seams import SeamedColumns
from disclosure_desk.gui.report.section_list import NARROW, ROOMY, WIDE, SectionList
from disclosure_desk.gui.report.side_panel import FINDINGS, LAST_YEAR, PREVIEW, STRIP_WIDTH, FoldedPanel, SidePanel

_LEAST_PROSE = 640
"""In less width this year's text is no longer read well: before that, last year's goes back into the panel."""
_INDENT, _LEAST_BELOW, _BELOW = 20, 220, QSize(620, 360)
"""A folded panel lies below a table that leaves it the least height, as far in as the table, and not larger."""


class Workspace(QWidget):
    """Sections at the left, the pages of the form in the middle, the panel at the right or folded."""

    preview_wanted = Signal(bool)
    """The clerk opens the tab of the pages, or leaves it."""

    def __init__(
        self, sections: SectionList, pages: QStackedWidget, panel: SidePanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sections, self._pages, self.panel = sections, pages, panel
        self.previous = PreviousEntry(self)
        self.strip = FoldedPanel(self)
        self._preview: QWidget | None = None
        self._is_preview_shown = False
        self._needed = self._shared = 0
        self._is_beside = self._is_beside_closed = False
        """Whether last year's text stands in a column of its own; whether the clerk has closed it."""
        self.is_folded = False
        rail = QWidget(self)
        rail.setObjectName("rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 8, 1, 0)
        column.setSpacing(0)
        column.addWidget(sections, 1)
        column.addWidget(self.previous)
        self._widths = PanelWidths()
        self._columns = SeamedColumns(self)
        self._columns.addWidget(pages)
        self._columns.addWidget(panel)
        self._columns.setStretchFactor(0, 1)
        self.last_year = LastYearColumn(self)
        self.last_year.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(rail)
        line.addWidget(self._columns, 1)
        line.addWidget(self.strip)
        self.strip.hide()
        self._columns.splitterMoved.connect(self._take_widths)
        self._columns.standard_wanted.connect(self._give_standard)
        self.strip.opened.connect(self._open_or_close)
        self.last_year.close_wanted.connect(self._close_last_year)
        self.last_year.left.connect(self.close_panel)
        pages.currentChanged.connect(self._follow_page)
        panel.close_wanted.connect(self.close_panel)
        panel.tab_wanted.connect(self._show_tab)

    def remember_in(self, folder: Path) -> None:
        """Have the columns as wide as they were last, and keep there what the clerk chooses."""
        self._widths = PanelWidths(folder)
        self._fold()

    def need(self, width: int) -> None:
        """Keep so much width for the page that is shown, at the cost of rail and panel; 0 where it makes do."""
        if (width, self._panel_width, self._may_stand_beside) != (self._needed, self._shared, self._is_beside):
            self._needed = width
            self._fold()

    def show_preview(self, preview: QWidget, *, is_shown: bool) -> None:
        """Show the pages on paper where there is room for them, or no longer."""
        self._preview, self._is_preview_shown = preview, is_shown
        self._fold()
        if is_shown and self.is_folded:
            self.open_panel()

    def open_panel(self) -> None:
        """Let a folded panel lie over the page."""
        if not self.is_folded:
            return
        self.panel.setParent(self)
        self.panel.float_over(is_over=True)
        self._place_over()
        self.panel.show()
        self.panel.raise_()

    def show_last_year(self) -> None:
        """Show last year's report in the panel."""
        self.panel.turn_to(LAST_YEAR)
        self.open_panel()

    def show_findings(self) -> None:
        """Show the findings in the panel, whatever it shows now."""
        if self.panel.tab != FINDINGS:
            self.panel.turn_to(FINDINGS)
        self.open_panel()

    def close_panel(self) -> None:
        """Give the keyboard back to the page, and fold a panel that lies over it."""
        page = self._pages.currentWidget() or self._pages
        page.setFocus()
        if self.is_folded:
            self.panel.hide()
            if self._is_preview_shown:
                self.preview_wanted.emit(False)  # noqa: FBT003 - a signal's own signature

    def _open_or_close(self, words: str) -> None:
        if self.panel.isVisible() and self.panel.tab == words:
            self.close_panel()
            return
        self.panel.turn_to(words)
        self.open_panel()

    def _close_last_year(self) -> None:
        self._is_beside_closed = True
        self.panel.own_tab = FINDINGS
        self._fold()
        self.close_panel()

    def _show_tab(self, words: str) -> None:
        self._is_beside_closed = self._is_beside_closed and words != LAST_YEAR
        if words == PREVIEW or self._is_preview_shown:
            self.preview_wanted.emit(words == PREVIEW)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fold()

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= ROOMY_FROM

    @property
    def _rail_width(self) -> int:
        """The width of the rail while it is open."""
        return ROOMY if self._is_roomy else WIDE

    @property
    def _column(self) -> SideColumn:
        """What the panel shows, which has a width of its own."""
        if self._is_preview_shown and not self._is_roomy:
            return SideColumn.PREVIEW
        is_text = self.panel.own_tab == LAST_YEAR and self.panel.last_year.is_text and not self._may_stand_beside
        return SideColumn.LAST_YEAR if is_text else SideColumn.FINDINGS

    @property
    def _panel_width(self) -> int:
        """As wide as the clerk wants it; what is more than the standard goes first where the page needs the room."""
        chosen, standard = (one(self._column, self.width()) for one in (self._widths.of, self._widths.standard))
        return min(chosen, max(standard, self.width() - self._rail_width - self._needed))

    @property
    def _may_stand_beside(self) -> bool:
        """Whether last year's text has a column of its own: where it leaves this year's its room."""
        if self._is_beside_closed or not self._is_roomy or not self.panel.last_year.has_text:
            return False
        sides = [SideColumn.FINDINGS, SideColumn.LAST_YEAR, *([SideColumn.PAGES] if self._is_preview_shown else [])]
        return (
            self.width() - self._rail_width - sum(self._widths.of(one, self.width()) for one in sides) >= _LEAST_PROSE
        )

    def _sides(self) -> list[SideColumn]:
        """What stands beside the page and is seen, from the left."""
        kinds = {self._preview: SideColumn.PAGES, self.last_year: SideColumn.LAST_YEAR, self.panel: self._column}
        beside = [self._columns.widget(number) for number in range(1, self._columns.count())]
        return [kinds[one] for one in beside if not one.isHidden()]

    def _take_widths(self) -> None:
        """Keep the widths to which the seams were dragged, as far as no figure of the page is cut for them."""
        sizes, width = [size for size in self._columns.sizes() if size], self.width()
        missing = max(self._needed - sizes[0], 0)
        for column, size in zip(self._sides(), sizes[1:], strict=False):
            self._widths.choose(column, width, max(size - missing, 1))
        if missing:
            self._share_width(sum(sizes))

    def _give_standard(self, number: int) -> None:
        kinds = {self._preview: SideColumn.PAGES, self.last_year: SideColumn.LAST_YEAR}
        self._widths.choose(kinds.get(self._columns.widget(number), self._column), self.width(), 0)
        self._fold()

    def _fold(self) -> None:
        """Open what there is room for: first the rail folds below its width, and before a figure is cut the panel."""
        width, is_wide = self.width(), self.width() >= WIDE_FROM
        self._shared = self._panel_width
        is_folded = not is_wide or width - self._rail_width - self._panel_width < self._needed
        room = width - self._rail_width - (STRIP_WIDTH if is_folded else self._panel_width)
        is_narrow = not is_wide or room < self._needed
        rail = NARROW if is_narrow else self._rail_width
        self.sections.fold(rail)
        self.previous.fold(rail)
        self._place_last_year()
        self._place_preview()
        if is_folded != self.is_folded:
            self._fold_panel(is_folded=is_folded)
        elif is_folded:
            self._place_over()
        if not is_folded:
            self._share_width(width - rail)

    def _follow_page(self) -> None:
        if self.is_folded:
            self._place_over()

    def _fold_panel(self, *, is_folded: bool) -> None:
        self.is_folded = is_folded
        self.strip.setVisible(is_folded)
        self.panel.float_over(is_over=is_folded)
        if is_folded:
            self.panel.setParent(self)
            self.panel.setVisible(self._is_preview_shown)
            self._place_over()
            self.panel.raise_()
        else:
            self._columns.addWidget(self.panel)
            self.panel.show()

    def _place_last_year(self) -> None:
        """Last year's text stands in a column of its own where there is room, else it is a tab of the panel."""
        if self._may_stand_beside == self._is_beside:
            return
        self._is_beside = not self._is_beside
        self.panel.offer_last_year(is_offered=not self._is_beside)
        if self._is_beside:
            self.last_year.take(self.panel.last_year)
            if self._columns.indexOf(self.last_year) < 0:
                panel = self._columns.indexOf(self.panel)
                self._columns.insertWidget(panel if panel > 0 else self._columns.count(), self.last_year)
        else:
            self.panel.take_last_year()
        self.last_year.setVisible(self._is_beside)

    def _place_preview(self) -> None:
        """The pages stand in a column of their own where there is room, else they are a tab of the panel."""
        if self._preview is None:
            self.panel.show_tab(self._own_tab)
            return
        is_column = self._is_preview_shown and self._is_roomy
        self.panel.offer_preview(is_offered=not is_column)
        if is_column:
            if self._columns.indexOf(self._preview) < 0:
                self._columns.insertWidget(1, self._preview)
            self._preview.show()
        elif self._is_preview_shown:
            self.panel.take_preview(self._preview)
        else:
            self._preview.hide()
        self.panel.show_tab(PREVIEW if self._is_preview_shown and not is_column else self._own_tab)

    @property
    def _own_tab(self) -> str:
        """The tab that the panel comes back to; while last year's text stands beside it, the findings."""
        return FINDINGS if self._is_beside else self.panel.own_tab

    def _share_width(self, whole: int) -> None:
        chosen = [self._widths.of(one, self.width()) for one in self._sides()[:-1]]
        sides = [*chosen, self._panel_width]
        shown = iter([whole - sum(sides), *sides])
        widgets = [self._columns.widget(number) for number in range(self._columns.count())]
        self._columns.setSizes([0 if one.isHidden() else next(shown) for one in widgets])

    def _place_over(self) -> None:
        """A folded panel lies at the right, or below a short table, of which it then hides nothing."""
        width = min(self._panel_width, self.width() - STRIP_WIDTH)
        place = QRect(self.width() - STRIP_WIDTH - width, 0, width, self.height())
        page, left = self._pages.currentWidget(), self.sections.width() + _INDENT
        below = self.height() - page.table_end - _INDENT if isinstance(page, GridPage) else 0
        is_below = below >= _LEAST_BELOW and self.panel.tab == FINDINGS
        self.panel.setContentsMargins(1, int(is_below), 1, int(is_below))
        if is_below:
            width = min(_BELOW.width(), self.width() - STRIP_WIDTH - left - _INDENT)
            height = min(_BELOW.height(), below)
            place = QRect(left, self.height() - below, width, height)
        self.panel.setGeometry(place)
