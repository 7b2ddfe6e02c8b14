"""Last year's report beside this year's: the same text with the sentences that are the same, or the same figures."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from disclosure_desk.checks.kinds.copied_text import shared_sentences
from disclosure_desk.core.form import Cell, Section
from disclosure_desk.core.report import Report
from disclosure_desk.gui.report.finding_words import cell_words, figure_words
from disclosure_desk.gui.widgets.buttons import plain_button, word_button
from disclosure_desk.gui.widgets.icons import SMALL, set_icon
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import points
from disclosure_desk.text.sentences import Span

_TAKEN = "已带到今年这一段的末尾。年份、数字和做法要改成今年的；不要了按 Ctrl+Z。"
_SAME = "● 划线的 {count} 句与今年相同，占去年这一段的 {share}%。"
_FEW_ROWS = 10
"""A table of no more rows is shown whole."""
_NOTHING = "去年这一段没有写。"


class LastYearPane(QWidget):
    """Shows what stood last year at the place where the clerk is; it fills itself anew only while it is seen."""

    import_wanted = Signal()
    text_wanted = Signal(str, str)
    """The clerk takes over a text of last year's: its place, and the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._previous: Report | None = None
        self._place, self._section, self._taken = "", "", ""
        self._is_locked = False
        self.head = QLabel(self)
        self.head.setObjectName("quiet-small")
        self.take_button = word_button(" 带入再改")
        self.take_button.setProperty("scale", "small")
        set_icon(self.take_button, "take-over-text", "accent", SMALL)
        self.take_button.setToolTip("把去年的这一段（选了几句的，只把这几句）写到今年这一段的末尾，再改成今年的。")
        self.take_button.clicked.connect(self._take)
        self.note = QLabel(self)
        self.note.setObjectName("strip")
        self.note.setProperty("tone", "hint")
        self.note.setWordWrap(True)
        self.note.hide()
        self.text = QTextBrowser(self)
        self.text.setObjectName("last-year")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(14)
        self.import_button = plain_button("")
        self.import_button.clicked.connect(self.import_wanted)
        self._missing = QLabel(self)
        self._missing.setObjectName("quiet")
        self._missing.setWordWrap(True)
        self._missing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedWidget(self)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(14, 4, 8, 4)
        line.addWidget(self.head, 1)
        line.addWidget(self.take_button)
        known = QWidget(self)
        column = QVBoxLayout(known)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.text, 1)
        unknown = QWidget(self)
        middle = QVBoxLayout(unknown)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.setSpacing(12)
        middle.addStretch(1)
        middle.addWidget(self._missing)
        middle.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self._stack.addWidget(known)
        self._stack.addWidget(unknown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_reports(self, report: Report, previous: Report | None, *, is_locked: bool = False) -> None:
        """Show last year's report beside this one, or the way to it where it is missing."""
        self._report, self._previous, self._is_locked = report, previous, is_locked
        year = report.year - 1
        self.head.setText(
            f"{year} 年报告" + (f" · {previous.unit}" if previous and previous.unit != report.unit else "")
        )
        self._missing.setText(f"列表里没有 {year} 年的报告，没法和去年对照。")
        self.import_button.setText(f"导入 {year} 年报告…")
        self._stack.setCurrentIndex(1 if previous is None else 0)
        if self._taken not in report.texts.get(self._place, ""):
            self.note.hide()
        self._refresh()

    @property
    def is_text(self) -> bool:
        """Whether a text is shown, and not figures."""
        return bool(self._report and self._section and not self._report.form.section(self._section).grid)

    @property
    def has_text(self) -> bool:
        """Whether there is a text of last year's to be shown."""
        return self.is_text and self._previous is not None

    def show_place(self, section_id: str, place: str) -> None:
        """Show what stood last year at a place of a section."""
        if (section_id, place) != (self._section, self._place):
            self._section, self._place = section_id, place
            self.note.hide()
            self._refresh()

    def event(self, event: QEvent) -> bool:
        """Fill the page when it is shown, and again in other colours or larger type."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.Show, QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._refresh()
        return handled

    def _refresh(self) -> None:
        report, previous = self._report, self._previous
        if report is None or not self.isVisible() or not self._section:
            return
        section = report.form.section(self._section)
        self.take_button.setVisible(not section.grid)
        if previous is None:
            return
        if section.grid:
            words = _figures(report, previous, section, self._place)
            self.text.setAccessibleName(f"{report.year - 1} 年的数")
        else:
            words = _texts(report, previous, section, self._place)
            stood = previous.texts.get(self._place, "")
            self.take_button.setEnabled(bool(stood.strip()) and not self._is_locked)
            self.text.setAccessibleName(f"{report.year - 1} 年的文字")
        position = self.text.verticalScrollBar().value()
        self.text.setHtml(f"<style>{_style()}</style>{words}")
        self.text.verticalScrollBar().setValue(position)

    def _take(self) -> None:
        if self._previous is None:
            return
        chosen = self.text.textCursor().selectedText().split("\u2029")
        stood = _without_blanks("".join(self._previous.texts.values()))
        # What the pane says of the text is chosen with it by Ctrl+A: 与今年同一部分, 划线的 1 句与今年相同.
        words = "\n".join(line for line in chosen if line.strip() and _without_blanks(line) in stood).strip()
        self.text_wanted.emit(self._place, words or self._previous.texts.get(self._place, "").strip("\n"))

    def show_taken(self, words: str) -> None:
        """Say that these words, which were taken over, are to be changed; as long as they stand as they were."""
        self._taken = words
        self.note.setText(_TAKEN)
        self.note.show()


def _without_blanks(text: str) -> str:
    """A text as it can be found again in what was shown of it, where runs of blanks became one."""
    return "".join(text.split())


def _style() -> str:
    tints = colours()
    return (
        f"* {{ color: {tints.ink.name()}; }}"
        f"p {{ font-size: {points(14):g}pt; line-height: 125%; margin: 0 0 6px 0; }}"
        f".small {{ font-size: {points(12):g}pt; color: {tints.ink2.name()}; }}"
        f".same {{ text-decoration: underline; background: {tints.accent_soft.name()}; }}"
        f".hint {{ font-size: {points(12):g}pt; color: {tints.hint.name()}; }}"
        f".other {{ color: {tints.ink2.name()}; }}"
        f"td {{ font-size: {points(12):g}pt; padding: 3px 6px; border-bottom: 1px solid {tints.hair.name()}; }}"
        f".here {{ background: {tints.accent_soft.name()}; font-weight: 700; }}"
    )


def _texts(report: Report, previous: Report, section: Section, place: str) -> str:
    """The text at the place first, with what is the same in this year's section; the other texts below it."""
    now = "\n".join(report.texts[text.id] for text in section.texts)
    here = next((text for text in section.texts if text.id == place), section.texts[0])
    stood = previous.texts.get(here.id, "")
    same = shared_sentences(stood, now)
    parts = [f"<p class='small'>与今年同一部分：{escape(here.name)}</p>"]
    parts += _paragraphs(stood, same, "") if stood.strip() else [f"<p class='small'>{_NOTHING}</p>"]
    if same:
        share = round(100 * sum(len(one.words) for one in same) / len(stood))
        parts.append(f"<p class='hint'>{_SAME.format(count=len(same), share=share)}</p>")
    others = [text for text in section.texts if text.id != here.id and previous.texts.get(text.id, "").strip()]
    parts += ["<p class='small'>其他各段</p>"] if others else []
    for text in others:
        parts += _paragraphs(previous.texts[text.id], (), "other")
    return "".join(parts)


def _paragraphs(text: str, marked: Sequence[Span], kind: str) -> list[str]:
    """The paragraphs of a text, some of its sentences marked."""
    found, at = "", 0
    for one in marked:
        found += f"{escape(text[at : one.start])}<span class='same'>{escape(one.words)}</span>"
        at = one.end
    found += escape(text[at:])
    return [f"<p class='{kind}'>{line}</p>" for line in found.split("\n") if line.strip()]


def _figures(report: Report, previous: Report, section: Section, place: str) -> str:
    """The figures of a column, or of a small table all, beside this year's."""
    cells = _cells(report, section, place)
    column = cells[0].column.label[-1] if len({cell.column.id for cell in cells}) == 1 else ""
    head = f"<p class='small'>{escape(column)}{'一列' if column else '全表'}</p>"
    rows = [f"<tr><td></td><td align='right'>{report.year - 1}</td><td align='right'>{report.year}</td></tr>"]
    for cell in cells:
        name = cell.row.label[-1] if column else cell_words(cell)
        kind = " class='here'" if cell.id == place else ""
        figures = [figure_words(one, cell.id) for one in (previous, report)]
        shown = "".join(f"<td align='right'{kind}>{figure}</td>" for figure in figures)
        rows.append(f"<tr><td{kind}>{escape(name)}</td>{shown}</tr>")
    return f"{head}<table width='100%' cellspacing='0'>{''.join(rows)}</table>"


def _cells(report: Report, section: Section, place: str) -> list[Cell]:
    own = [cell for cell in report.form.cells.values() if section.grid and cell.grid == section.grid.id]
    here = report.form.cells.get(place, own[0])
    column = [cell for cell in own if cell.column.id == here.column.id and len({one.row.id for one in own}) > _FEW_ROWS]
    return column or own
