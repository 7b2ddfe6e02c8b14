"""Shows a document as it will be on paper, and prints and saves the very bytes it shows."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.core.form import Form
from disclosure_desk.gui.pages.page_list import PageList
from disclosure_desk.gui.pages.page_pane import PagePane, give_keys
from disclosure_desk.gui.pages.print_dialog import PrintDialog, installed_printers
from disclosure_desk.gui.pages.print_memory import PrintChoices, PrintMemory, keep, recall
from disclosure_desk.gui.pages.printing import UNFINISHED, PrinterGoneError, PrintJob, print_pages, printer_for
from disclosure_desk.gui.pages.render_thread import Make, PageImage
from disclosure_desk.gui.widgets.dialog import FREE, dim_behind
from disclosure_desk.gui.widgets.file_chooser import choose_target
from disclosure_desk.gui.widgets.file_name import file_name
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog, Work
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.writers import WriteError, write_file


class Preview(QDialog):
    """Pages to leaf through, print and save; `place_chosen` goes back to where one of them is filled in."""

    reported = Signal(str)
    place_chosen = Signal(str)
    brought_out = Signal(str, str)
    """What was done with the pages, `print` or `export`, and how that ended or into which file."""

    def __init__(
        self, title: str, form: Form, folder: Path, memory: PrintMemory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览：{title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        dim_behind(self)
        self._title, self._folder, self._memory = title, folder, memory
        self._double_sided = True
        self._printing: WorkApart[str] = WorkApart(self)
        self._printing.progressed.connect(self._show_progress)
        self._waiting: WaitDialog | None = None
        self.pane = PagePane(form, self)
        self.list = PageList(self)
        self.status = QLabel(self)
        self.status.setObjectName("answer")
        self.status.setWordWrap(True)
        self.status.hide()
        self._add_actions()
        self._lay_out()
        self.resize(_comfortable_size())
        self._connect()
        self._offer()

    def _add_actions(self) -> None:
        pane, keys = self.pane, QKeySequence.StandardKey
        self.print_action = QAction("打印…", self)
        self.save_action = QAction("另存为 PDF…", self)
        give_keys(self.print_action, keys.Print)
        give_keys(self.save_action, keys.Save)
        give_keys(pane.actual, "Ctrl+1")
        give_keys(pane.fit, "Ctrl+0")
        for action in (pane.smaller, pane.larger, pane.actual, pane.fit):
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        first = pane.bar.actions()[0]
        pane.bar.insertActions(first, [self.print_action, self.save_action])
        pane.bar.insertSeparator(first)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.list)
        line.addWidget(self.pane, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        self.print_action.triggered.connect(lambda _=False: self.ask_to_print())
        self.save_action.triggered.connect(lambda _=False: self.ask_where())
        self.pane.changed.connect(self._show_change)
        self.pane.place_chosen.connect(self._go_to)
        self.pane.view.moved.connect(lambda: self.list.mark(self.pane.view.current_page))
        self.pane.drawn.connect(self._show_small)
        self.list.wanted.connect(lambda requests: self.pane.request_images("list", requests))
        self.list.page_chosen.connect(self.pane.view.show_page)

    def show_made_by(self, make: Make, *, double_sided: bool) -> None:
        """Show a document as soon as it is made; `double_sided` says how it is meant to be printed."""
        self._double_sided = double_sided
        self.pane.show_made_by(make)

    @property
    def content(self) -> bytes:
        """The document that is shown; empty while there is none."""
        return self.pane.printed.content if self.pane.printed else b""

    def _show_change(self) -> None:
        self.list.setVisible(self.pane.made is not None)
        if self.pane.made and not self.pane.is_old:
            self.list.show_pages(self.pane.made.sizes)
            self.list.mark(self.pane.view.current_page)
            self.pane.view.setFocus()
        self._offer()

    def _offer(self) -> None:
        for action in (self.print_action, self.save_action):
            action.setEnabled(bool(self.content))

    def _show_small(self, drawn: PageImage) -> None:
        self.list.show_image(drawn.request, drawn.image)

    def _go_to(self, place: str) -> None:
        self.accept()
        self.place_chosen.emit(place)

    def ask_to_print(self) -> None:
        """Ask on which printer and how; accepted, it is printed."""
        made = self.pane.made
        if made is None:
            return
        last = recall(self._memory)
        dialog = PrintDialog(installed_printers(), len(made.sizes), last, double_sided=self._double_sided, parent=self)
        dialog.wanted.connect(self.print_as)
        dialog.save_wanted.connect(self.ask_where)
        show_once(dialog)

    def print_as(self, wanted: PrintJob) -> None:
        """Print as wanted, and remember it for the next time; a printer that has gone meanwhile is reported."""
        try:
            printer = printer_for(self._title, wanted)
        except PrinterGoneError as error:
            self._show_message(str(error))
            return
        sided = None if wanted.double_sided == self._double_sided else wanted.double_sided
        keep(self._memory, PrintChoices(wanted.printer, sided, wanted.fit, wanted.collate))
        work = Work("打印", "print", "正在送往打印机……")
        self._waiting = WaitDialog(work, self, stop="取消打印", after=0)
        self._waiting.stopped.connect(self._printing.stop)
        self._waiting.show()
        content = self.content
        self._printing.begin(
            lambda progress: print_pages(content, printer, wanted, progress), self._end, self._end_by_fault
        )

    def _show_progress(self, done: int, count: int) -> None:
        if self._waiting:
            self._waiting.words.setText(f"正在送往打印机：第 {min(done + 1, count)} 面，共 {count} 面")
            self._waiting.show_progress(done, count)

    def _end(self, words: str) -> None:
        if self._waiting:
            self._waiting.end()
            self._waiting = None
        self._show_message(words)
        self.brought_out.emit("print", words)

    def _end_by_fault(self, error: Exception) -> None:
        self._end(UNFINISHED)
        raise error

    def ask_where(self) -> None:
        """Ask for a file and save the pages as PDF there."""
        start = self._folder / f"{file_name(self._title)}.pdf"
        chooser = choose_target(self, "另存为 PDF", start, ["PDF 文件 (*.pdf)"])
        chooser.fileSelected.connect(self.save)

    def save(self, name: str) -> None:
        """Put the previewed bytes into a file and say so."""
        target = Path(name)
        try:
            write_file(self.content, target)
        except WriteError as error:
            self._show_message(str(error))
        else:
            self._show_message(f"已保存 {target}")
            self.brought_out.emit("export", target.name)

    def _show_message(self, words: str) -> None:
        self.status.setText(words)
        self.status.show()
        self.reported.emit(words)

    def done(self, result: int) -> None:
        """Close, what is being printed ended first."""
        self._printing.end()
        super().done(result)


def _comfortable_size() -> QSize:
    """No higher than `show_once` leaves it: made lower once it is placed, its title would be above the screen on X."""
    screen = QGuiApplication.primaryScreen().availableSize()
    return QSize(min(1040, screen.width() - 40), min(900, screen.height() - FREE))
