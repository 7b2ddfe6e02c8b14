"""The findings at the side of a report: counts by kind, the section in sight first, the chosen one with its buttons."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.form import Form
from disclosure_desk.gui.report.finding_card import FindingCard
from disclosure_desk.gui.report.finding_words import (
    KINDS,
    amendments_of,
    explain_words,
    go_words,
    kind_of,
    place_words,
    short_message,
    word_amendment,
)
from disclosure_desk.gui.report.findings_list import FINDING, KIND, PLACE, SHORT, FindingsList, head_item
from disclosure_desk.gui.report.kind_filter import KindFilter
from disclosure_desk.gui.widgets.buttons import plain_button

_COUNTED = ("error", "warning", "hint", "missing")
"""The kinds that a section's head counts."""
_COMPARED = 200
"""A list of so many rows is compared row by row; a text pasted over and over has thousands of the same finding, and to
compare those takes seconds."""


class _Row(NamedTuple):
    """A row of the list: a finding, or the head of a section with its counts by kind."""

    words: str
    finding: Finding | None = None
    kind: str = ""
    place: str = ""
    short: str = ""
    counts: tuple[tuple[str, int], ...] = ()


class FindingsPanel(QWidget):
    """The list of findings; `chosen` carries the finding to go to."""

    chosen = Signal(object)
    explain_wanted = Signal(object)
    """The finding that the clerk wants to answer."""
    repair_wanted = Signal(object)
    """The change of figures that the clerk takes over."""
    words_wanted = Signal(object)
    """The finding whose proposal in a text the clerk takes over."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._shown: tuple[Finding, ...] = ()
        self._rows: list[_Row] = []
        self._kinds: Mapping[str, str] = {}
        self._texts: Mapping[str, str] = {}
        self._place = self._section = ""
        self._is_place_due = False
        """Whether the clerk has come to the place since the findings were last shown, and others are about to be."""
        self._open: QListWidgetItem | None = None
        self.filter = KindFilter(self)
        self.list = FindingsList(self)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.currentItemChanged.connect(self._open_current)
        self.list.itemSelectionChanged.connect(self._open_current)
        self.list.pointed.connect(self._point_at)
        self.list.resized.connect(self._forget_pointed)
        self.list.verticalScrollBar().valueChanged.connect(self._forget_pointed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.filter.chosen.connect(self._filter_by)
        self.pointed = _PointedButtons(self.list.viewport())
        self._empty = QLabel("没有发现问题", self)
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filter)
        layout.addWidget(self._stack, 1)
        self.show_findings(())

    def show_findings(
        self,
        findings: Sequence[Finding],
        gaps: Gaps | None = None,
        texts: Mapping[str, str] | None = None,
        changed: Collection[str] = (),
    ) -> None:
        """Show these findings but for lacking approvals, which the path tells; the current one stays current.

        What only says that something is not filled in yet, as `gaps` tells, is no fault, and not shown as one. Of what
        is new and names one of the `changed` places the first becomes current, without taking the keyboard.
        """
        findings = tuple(finding for finding in findings if not finding.missing_approvals)
        is_place_due, self._is_place_due = self._is_place_due, False
        before = {finding.key for finding in self._shown}
        kinds = {finding.key: kind_of(finding, gaps) for finding in findings}
        if findings == self._shown and kinds == self._kinds and findings:
            if is_place_due:
                self.show_place(self._place)
            return
        current = self.current
        self._shown, self._kinds, self._texts = findings, kinds, texts or {}
        self.filter.show_counts(Counter(kinds.values()))
        broken = _just_broken(findings, kinds, before, changed)
        if broken is not None:
            self.filter.show_all()
        is_elsewhere = is_place_due and not (current and self._place in current.cells)
        gives_way = is_elsewhere and any(self._place in finding.cells for finding in self._listed())
        self._list(broken or (None if gives_way else current))
        if broken is not None:
            self.show_finding(broken)
        elif gives_way or (self._place and not self.current):
            self._make_current(lambda finding: self._place in finding.cells)

    @property
    def current(self) -> Finding | None:
        """The finding the clerk stands on."""
        chosen = self.list.selectedItems()
        return chosen[0].data(FINDING) if chosen else None

    @property
    def card(self) -> FindingCard | None:
        """The finding that is open, with its buttons."""
        card = self.list.itemWidget(self._open) if self._open else None
        return card if isinstance(card, FindingCard) else None

    def show_section(self, section_id: str) -> None:
        """List the findings of this section first, those of the others after it in their order."""
        if section_id != self._section:
            self._section = section_id
            self._list(self.current)

    def show_place(self, place: str) -> None:
        """Mark the first finding about a place, so that it is seen beside its cell; where there is none, none goes."""
        self._place, self._is_place_due = place, False
        if not (self.current and place in self.current.cells):
            self._make_current(lambda finding: place in finding.cells)

    def expect_place(self, place: str) -> None:
        """Mark the finding about a place with the next findings that are shown: to open two costs twice as much."""
        self._place, self._is_place_due = place, True

    def show_finding(self, wanted: Finding) -> None:
        """Mark a finding among those shown."""
        self._make_current(lambda finding: finding.key == wanted.key)

    def choose_next(self) -> None:
        """Go to the finding after the current one, from the last to the first."""
        rows = self.list.rows()
        if rows:
            chosen = [self.list.row(item) for item in self.list.selectedItems()]
            after = [row for row in rows if row > max(chosen, default=-1)]
            self.list.setCurrentRow((after or rows)[0])
            self._choose(self.list.currentItem())

    def choose_previous(self) -> None:
        """Go to the finding before the current one, from the first to the last."""
        rows = self.list.rows()
        if rows:
            chosen = [self.list.row(item) for item in self.list.selectedItems()]
            before = [row for row in rows if row < min(chosen, default=self.list.count())]
            self.list.setCurrentRow((before or rows)[-1])
            self._choose(self.list.currentItem())

    def _list(self, current: Finding | None) -> None:
        """List what is to be seen; what was current stays so, also where its figures are others now.

        Only rows that are others than before are replaced: a figure changes few of them, and the open one keeps its
        widget, its buttons the keyboard, and the list its place.
        """
        rows = self._wanted_rows()
        position = self.list.verticalScrollBar().value()
        self._forget_pointed()
        self._stack.setCurrentWidget(self.list if rows else self._empty)
        steps = _other_rows(self._rows, rows)
        gone = [row for there, _ in steps for row in there]
        blocked = self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if self.list.currentRow() in gone or (self._open is not None and self.list.row(self._open) in gone):
            if self._open is not None:
                self.list.close_card(self._open)
            self._open = None
            self.list.setCurrentRow(-1)  # else Qt would make its neighbour current
        if steps:
            self.list.lay_out_soon()
        for there, wanted in reversed(steps):
            for row in reversed(there):
                self.list.takeItem(row)
            for number in wanted:
                self._insert(there.start + number - wanted.start, rows[number])
        self._rows = rows
        self.list.blockSignals(blocked)
        if current is not None and self._open is None:
            self._make_current(lambda finding: (finding.rule, finding.cells) == (current.rule, current.cells))
        self.list.verticalScrollBar().setValue(position)

    def _listed(self) -> list[Finding]:
        """What of the findings is of the kind that the clerk wants to see."""
        return [one for one in self._shown if not self.filter.kind or self._kinds[one.key] == self.filter.kind]

    def _wanted_rows(self) -> list[_Row]:
        wanted = self._listed()
        rows: list[_Row] = []
        for section in self._sections():
            group = [finding for finding in wanted if finding.section == section]
            if group:
                counted = Counter(self._kinds[finding.key] for finding in group)
                counts = tuple((kind, counted[kind]) for kind in _COUNTED if counted[kind])
                rows.append(_Row(self._head_words(section), counts=counts))
                rows += map(self._row_of, group)
        return rows

    def _row_of(self, finding: Finding) -> _Row:
        kind, place = self._kinds[finding.key], place_words(self._form, finding)
        return _Row(_words(finding), finding, kind, place, short_message(self._form, finding, self._texts))

    def _sections(self) -> list[str]:
        """The sections with findings, from the one in sight on, round and round: so that F8 comes to each."""
        found = [*dict.fromkeys(finding.section for finding in self._shown)]
        order = ["", *(section.id for section in self._form.sections)]
        here = order.index(self._section)
        return sorted(found, key=lambda section: (order.index(section) - here) % len(order))

    def _head_words(self, section: str) -> str:
        if not section:
            return "整份报告"
        found = self._form.section(section)
        name = found.short_name or found.name
        return f"{found.numeral}、{name}" if found.heading else name

    def _insert(self, number: int, row: _Row) -> None:
        finding = row.finding
        if finding is None:
            self.list.insertItem(number, head_item(row.words, row.counts))
            return
        item = QListWidgetItem(f"{KINDS[row.kind]}：{row.words}")
        item.setData(KIND, row.kind)
        item.setData(FINDING, finding)
        item.setData(PLACE, row.place)
        item.setData(SHORT, row.short)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{KINDS[row.kind]}，{row.place}，{row.words}")
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"依据：{finding.basis}")
        item.setToolTip(f"依据：{finding.basis}")
        self.list.insertItem(number, item)

    def _make_current(self, wanted: Callable[[Finding], bool]) -> None:
        for row in self.list.rows():
            if wanted(self.list.item(row).data(FINDING)):
                self.list.setCurrentRow(row)
                return

    def _open_current(self) -> None:
        """Let the current finding be the one that is open."""
        chosen = self.list.selectedItems()
        wanted = chosen[0] if chosen and chosen[0].data(FINDING) else None
        if wanted is self._open:
            return
        self._forget_pointed()
        former, self._open = self._open, wanted
        if former is not None:
            self.list.close_card(former)
        if wanted is not None:
            card = self._card_of(wanted)
            self.list.open_card(wanted, card)
            for one, after in pairwise([self.list, *card.buttons]):
                self.setTabOrder(one, after)  # Tab leads from the list to what can be done with its finding
        self.list.lay_out_soon()
        if wanted is not None:
            QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        if self._open is not None:
            self.list.scrollToItem(self._open)

    def _card_of(self, item: QListWidgetItem) -> FindingCard:
        finding = item.data(FINDING)
        card = FindingCard(self._form, finding, item.data(KIND), self._texts)
        card.go_wanted.connect(lambda: self.chosen.emit(finding))
        card.explain_wanted.connect(lambda: self.explain_wanted.emit(finding))
        card.repair_wanted.connect(self.repair_wanted)
        card.words_wanted.connect(lambda: self.words_wanted.emit(finding))
        return card

    def _filter_by(self, _: str) -> None:
        self._list(self.current)

    def _choose(self, item: QListWidgetItem) -> None:
        finding = item.data(FINDING)
        if finding:
            self.chosen.emit(finding)

    def _point_at(self, item: QListWidgetItem | None) -> None:
        """Offer over a closed finding what its card would offer."""
        finding = item.data(FINDING) if item else None
        if item is None or item is self._open or finding is None:
            self._forget_pointed()
        elif self.pointed.finding is not finding:
            self.pointed.show_choices(finding, self._choices(finding, item.data(KIND)))
            self.pointed.place_over(self.list.visualItemRect(item))

    def _forget_pointed(self) -> None:
        self.pointed.finding = None
        self.pointed.hide()

    def _choices(self, finding: Finding, kind: str) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {}
        if finding.repairs and finding.is_open:
            repair = finding.repairs[0]
            amended = amendments_of(self._form, repair)
            words = amended[0].words if len(amended) == 1 else f"改这 {len(amended)} 格"
            found[words] = lambda: self.repair_wanted.emit(repair)
        elif finding.is_open and (words_there := word_amendment(finding, self._texts)) is not None:
            found[words_there[1].words] = lambda: self.words_wanted.emit(finding)
        if finding.explainable:
            found[explain_words(finding)] = lambda: self.explain_wanted.emit(finding)
        if not found:
            found[go_words(kind)] = lambda: self.chosen.emit(finding)
        return found

    def _show_menu(self, position: QPoint) -> None:
        menu = self.menu_for(self.list.itemAt(position))
        if menu:
            menu.popup(self.list.viewport().mapToGlobal(position))

    def menu_for(self, item: QListWidgetItem | None) -> QMenu | None:
        """What can be done with a finding; None for a heading."""
        finding = item.data(FINDING) if item else None
        if not finding:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(go_words(item.data(KIND) if item else "")).triggered.connect(lambda: self.chosen.emit(finding))
        if finding.explainable:
            menu.addAction(explain_words(finding)).triggered.connect(lambda: self.explain_wanted.emit(finding))
        for repair in finding.repairs if finding.is_open else ():
            taken_over = menu.addAction(f"改：{repair.sentence}")
            taken_over.triggered.connect(lambda _=False, repair=repair: self.repair_wanted.emit(repair))
        return menu


class _PointedButtons(QWidget):
    """The buttons over the closed finding that the mouse is on; whoever has no mouse opens it and finds them there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pointed")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.finding: Finding | None = None
        self.buttons: list[QPushButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 4, 8, 4)
        self._line.setSpacing(4)
        self.hide()

    def show_choices(self, finding: Finding, choices: Mapping[str, Callable[[], object]]) -> None:
        """Offer these for a finding."""
        self.finding = finding
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for words, do in choices.items():
            button = plain_button(words)
            button.setProperty("scale", "small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, do=do: do())
            self._line.addWidget(button)
            self.buttons.append(button)

    def place_over(self, rect: QRect) -> None:
        """Stand at the lower right corner of an item."""
        size = self.sizeHint()
        self.setGeometry(rect.right() + 1 - size.width(), rect.bottom() - size.height(), size.width(), size.height())
        self.show()
        self.raise_()


def _just_broken(
    findings: Sequence[Finding], kinds: Mapping[str, str], before: Collection[str], changed: Collection[str]
) -> Finding | None:
    """Of the findings that are new and name a changed place the worst, one mainly about such a place first."""
    new = [
        finding
        for finding in findings
        if finding.key not in before
        and kinds[finding.key] in {"error", "warning"}
        and any(place in changed for place in finding.cells)
    ]
    return min(new, key=lambda one: (kinds[one.key] != "error", one.cells[0] not in changed), default=None)


def _other_rows(before: Sequence[_Row], after: Sequence[_Row]) -> list[tuple[range, range]]:
    """Which rows of a list make room for which of another, from the first to the last; what is in both stays."""
    if max(len(before), len(after)) > _COMPARED:
        return [(range(len(before)), range(len(after)))]
    steps: list[tuple[range, range]] = []
    was, now = ([row.finding.key if row.finding else row.words for row in rows] for rows in (before, after))
    for kind, start, stop, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs = zip(range(start, stop), range(first, last), strict=True)
            steps += [(range(old, old + 1), range(new, new + 1)) for old, new in pairs if before[old] != after[new]]
        else:
            steps.append((range(start, stop), range(first, last)))
    return steps


def _words(finding: Finding) -> str:
    """The message, with what was answered to it, or the likeliest way to mend it."""
    if finding.explanation:
        return f"{finding.message}\n说明：{finding.explanation}"
    if finding.repairs and finding.is_open:
        return f"{finding.message}\n可能的改法：{finding.repairs[0].sentence}"
    return finding.message
