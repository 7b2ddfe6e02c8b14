"""The states of the window that pictures are taken of, each on a desk of its own."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from controls_page import ControlsPage, focused, show_states
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Change, Report, new_report
from disclosure_desk.gui.app import build_application
from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.grid.keyed_path import KeyedOrder
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.shell.main_window import MainWindow
from disclosure_desk.gui.shell.startup import Startup, speak_chinese
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.theme import Appearance, Theme
from disclosure_desk.readers import read
from disclosure_desk.store.operators import pin_setting
from disclosure_desk.store.paths import DATA_FILE

SEED = Path(__file__).resolve().parents[2] / "resources" / "examples" / "wangjiang-2025.txt"
UNIT = "涿河区市场监督管理局"
YEAR = 2025
LONG = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗人民政府便民服务中心（党群服务中心）"
FORM = load_form(EDITION)
COLUMNS = ("natural_person", "business", "research")
BUSY = (128, 23, 4, 7, 2, 9)
"""What a busy unit receives in a year, by kind of applicant."""


def busy_report(unit: str = UNIT, year: int = YEAR, *, blanks: int = 0, times: int = 1) -> Report:
    """Many figures that add up but for one, the texts of the example."""
    seed = read(FORM, SEED).report
    report = new_report(FORM, unit, year, seed.texts if year == YEAR else {})
    asked = [cell.id for cell in FORM.cells.values() if not cell.is_sum]
    wanted: dict[str, int | None] = {
        cell: report.cells[cell] or 0 for cell in asked if not cell.startswith("requests.")
    }
    wanted |= {cell: 0 for cell in asked if cell.startswith("requests.")}
    columns = [cell.rpartition(".")[2] for cell in asked if cell.startswith("requests.received.")]
    for column, count in zip(columns, BUSY, strict=True):
        outcomes = {"granted": 5, "partially_granted": 3, "denied.prohibited_by_law": 1, "unable.still_unclear": 1}
        shares = {name: count * share // 10 * times for name, share in outcomes.items()}
        shares["granted"] += count * times - sum(shares.values())
        wanted |= {f"requests.outcome.{name}.{column}": share for name, share in shares.items()}
        wanted[f"requests.received.{column}"] = count * times
    wanted[f"requests.received.{columns[0]}"] = BUSY[0] * times + 1
    for cell in [*wanted][len(wanted) - blanks :]:
        wanted[cell] = None
    report.apply([Change(cell, report.cells[cell], value) for cell, value in wanted.items()])
    return report


class Desk:
    """Makes a window for each picture, on a data folder of its own."""

    def __init__(self) -> None:
        self.application = QApplication.instance() or build_application()
        speak_chinese(self.application)
        self.theme = Theme(self.application, Appearance.LIGHT)
        QCursor.setPos(self.application.primaryScreen().geometry().bottomRight())  # nothing is pointed at

    def picture(self, show: "Callable[[Desk], QWidget]", scheme: str) -> QPixmap:
        """The picture of a state in a scheme."""
        self.theme.show(Appearance(scheme))
        widget = show(self)
        self.wait()
        whole = widget.grab()
        if isinstance(widget, ControlsPage):
            paste_focused(widget, whole)
        for one in widget.findChildren(QWidget):
            if one.isWindow() and one.isVisible() and one is not widget:
                painter = QPainter(whole)
                spot = one.mapToGlobal(one.rect().topLeft()) - widget.mapToGlobal(widget.rect().topLeft())
                if isinstance(one, Dialog):
                    painter.setClipRegion(one.outline.translated(spot))
                painter.drawPixmap(spot, one.grab())
                painter.end()
                one.close()
        if isinstance(widget, WindowFrame):
            widget.leave()
        widget.deleteLater()
        self.wait()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return whole

    def wait(self, seconds: float = 0.3) -> None:
        """Let the window do what it does by itself."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()

    def window(self) -> MainWindow:
        """A new window, filling the screen."""
        folder = tempfile.mkdtemp()
        found: list[Startup] = []

        def begin(frame: WindowFrame) -> None:
            found.append(Startup(frame))
            found[0].open()

        frame = WindowFrame(Path(folder) / "desk", begin)
        frame.setGeometry(self.application.primaryScreen().availableGeometry())
        frame.show()
        while not found:
            self.wait(0.1)
        self.wait()
        return found[0].main_window

    def at_report(self, report: Report, section: str, *more: Report) -> MainWindow:
        """A window with a report open at a section; more are in the list."""
        window = self.window()
        for one in more:
            window.session.take_in(one)
        window.session.open_report(window.session.take_in(report))
        self.wait(0.1)
        window.report_page.enter_section(section)
        return window


def paste_focused(page: ControlsPage, whole: QPixmap) -> None:
    """Show with the keyboard what is to be seen so, though only one can have it at a time."""
    painter = QPainter(whole)
    for widget in focused(page):
        page.activateWindow()
        widget.setFocus()
        QApplication.processEvents()
        painter.drawPixmap(widget.mapTo(page, widget.rect().topLeft()), widget.grab())
        widget.clearFocus()
    painter.end()


def controls(_desk: Desk) -> QWidget:
    page = ControlsPage()
    page.resize(1366, 768)
    page.show()
    show_states(page)
    return page


def start_empty(desk: Desk) -> QWidget:
    return desk.window().frame


def start(desk: Desk) -> QWidget:
    window = desk.window()
    for report in (busy_report(), busy_report(year=2024), read(FORM, SEED).report, busy_report(LONG, blanks=4)):
        window.session.take_in(report)
    window.session.close_report()
    window.session.keep({"backup.place": "/media/USB"})
    window.features.backups.service.make()
    about = {"step": "first_review", "name": "王志强", "opinion": "同意", "digest": "0"}
    window.session.store.record_act(3, "approve", about)
    window._refresh_list()
    today = date.today()  # noqa: DTZ011 - as the window counts
    own, law = today + timedelta(days=8), today + timedelta(days=19)
    window.list.show_due(((own, "本机关设定的报送日期"), (law, "法定公布期限")))
    return window.frame


def table(section: str, **how: object) -> "Callable[[Desk], QWidget]":
    def show(desk: Desk) -> QWidget:
        window = desk.at_report(busy_report(**how), section, busy_report(UNIT, 2024, times=2))
        return window.frame

    return show


def unfinished(desk: Desk) -> QWidget:
    """Long figures of which some are still blank: sums that are not all there, and labels in one line."""
    report = busy_report(LONG, times=98765)
    blank = [f"requests.outcome.{row}.{column}" for row in ("granted", "transferred") for column in COLUMNS[:2]]
    report.apply([Change(cell, report.cells[cell], None) for cell in blank if cell in report.cells])
    window = desk.at_report(report, "requests")
    window.report_page.page.view.choose("requests.outcome.partially_granted.business")
    return window.frame


def disputed(desk: Desk) -> QWidget:
    """Long figures of this year and of last year in the table of one line."""
    cells = [cell.id for cell in FORM.cells.values() if cell.grid == "disputes" and not cell.is_sum]
    reports = [busy_report(), busy_report(year=YEAR - 1)]
    for report, times in zip(reports, (98765, 87654), strict=True):
        report.apply([Change(cell, report.cells[cell], times * (number % 5)) for number, cell in enumerate(cells)])
    return desk.at_report(reports[0], "disputes", reports[1]).frame


def finding(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests", busy_report(UNIT, 2024, times=2))
    desk.wait()
    window.actions["next_step"].trigger()
    return window.frame


def finding_below(desk: Desk) -> QWidget:
    """A finding on a short table whose panel is folded."""
    report = busy_report()
    report.apply([Change("disputes.reconsideration.upheld", 0, 98)])
    window = desk.at_report(report, "disputes")
    desk.wait()
    window.report_page.findings.filter.show_all()
    window.report_page.workspace.show_findings()
    return window.frame


def last_year(section: str) -> "Callable[[Desk], QWidget]":
    """The tab 去年 beside a section; last year's texts are this year's but for some sentences."""

    def show(desk: Desk) -> QWidget:
        before = busy_report(UNIT, 2024, times=2)
        seed = read(FORM, SEED).report
        texts = {place: text.replace("2025", "2024").replace("，", "、", 1) for place, text in seed.texts.items()}
        before.apply(
            [Change(place, before.texts[place], f"{text}去年另有一句。") for place, text in texts.items() if text]
        )
        window = desk.at_report(busy_report(), section, before)
        desk.wait()
        window.report_page.workspace.panel.tabs.setCurrentIndex(1)
        return window.frame

    return show


def pasted_section(desk: Desk) -> QWidget:
    """A whole section was pasted into its first text."""
    window = desk.at_report(new_report(FORM, UNIT, 2025), "overview")
    seed = read(FORM, SEED).report
    topics = [seed.texts[text.id] for text in FORM.section("overview").texts]
    desk.application.clipboard().setText("\n".join(topics))
    page = window.report_page.page
    next(iter(page.boxes.values())).editor.paste()
    page.flush()
    return window.frame


def explaining(desk: Desk) -> QWidget:
    """The dialog that asks why a figure is as it is."""
    window = desk.at_report(busy_report(), "proactive", busy_report(UNIT, 2024, times=2))
    window.report_page.document.set_value("proactive.licence.decisions", 3456)
    found = [one for one in window.report_page.document.findings if "proactive.licence.decisions" in one.cells]
    window.report_page.explain(found[0])
    return window.frame


def blank(desk: Desk) -> QWidget:
    return desk.at_report(new_report(FORM, UNIT, 2025), "requests").frame


def preview(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests")
    window.actions["side_preview"].setChecked(True)
    desk.wait(2)
    return window.frame


def explained(desk: Desk) -> QWidget:
    window = desk.at_report(read(FORM, SEED).report, "requests")
    document = window.report_page.document
    for one in document.findings:
        if one.explainable and one.is_open:
            document.explain(one, "已经核对，情况属实。")
    return window.frame


def approvals(desk: Desk) -> QWidget:
    frame = explained(desk)
    desk.wait()
    frame.content.actions["sign"].trigger()
    return frame


def approval_turn(desk: Desk) -> QWidget:
    """Four people of the office, the first of whom has agreed; the second handed it back once."""
    frame = explained(desk)
    session = frame.content.session
    people = dict(zip(session.steps, ("李小红", "王志强", "刘建国", "陈保民"), strict=True))
    session.keep({"operators": "\n".join(people.values())} | {f"workflow.{one}": name for one, name in people.items()})
    session.keep(pin_setting("王志强", "123456"))
    session.set_operator("陈保民")
    process = frame.content.features.approval.process
    process.approve("李小红", "同意")
    process.hand_back("王志强", "第五部分写得太笼统。改后重审。")
    process.approve("李小红", "同意")
    frame.content.actions["sign"].trigger()
    desk.wait(2)
    return frame


def all_agreed(desk: Desk) -> QWidget:
    """Nothing is in the way of sealing."""
    frame = approval_turn(desk)
    process = frame.content.features.approval.process
    for name in ("王志强", "刘建国", "陈保民"):
        process.approve(name, "同意")
    desk.wait()
    frame.content.actions["next_step"].trigger()
    desk.wait()
    return frame


def sealed(desk: Desk) -> QWidget:
    """Sealed, and handed in to the office above."""
    frame = all_agreed(desk)
    frame.content.report_page.stage_page.seal()
    while not frame.content.features.approval.process.state.is_sealed:
        desk.wait(0.1)
    frame.content.features.approval.process.submit("2026-01-15", "区政府办公室", "2026-0137")
    return frame


def path_end(desk: Desk) -> QWidget:
    """The keyed path ends below the last figure; the next digit would replace it."""
    window = desk.at_report(busy_report(), "requests")
    view = window.report_page.page.view
    view.choose(view.keyed.boxes(KeyedOrder.COLUMNS)[-1].cell)
    view.setFocus()
    desk.wait()
    window.frame.grab()  # the first picture resizes everything once more, and that takes away what is said at a cell
    QTest.keyClick(view, Qt.Key.Key_Return)
    return window.frame


def cell_help(desk: Desk) -> QWidget:
    """What is to be counted in a cell, opened above the table."""
    window = desk.at_report(busy_report(), "requests", busy_report(UNIT, 2024, times=2))
    window.report_page.page.view.choose("requests.outcome.granted.business")
    QTest.keyClick(window.report_page.page.view, Qt.Key.Key_F1)
    return window.frame


def cell_menu(desk: Desk) -> QWidget:
    """The menu of several selected cells."""
    window = desk.at_report(busy_report(blanks=4), "requests")
    view = window.report_page.page.view
    view.choose("requests.outcome.granted.business")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    spot = view.visualRect(view.currentIndex()).bottomLeft()
    view.menu_wanted.emit(view.viewport().mapToGlobal(spot))
    return window.frame


def locked(desk: Desk) -> QWidget:
    """A key in a report that may not be changed."""
    window = desk.at_report(busy_report(), "requests")
    window.report_page.document.set_lock("这份报告已经定稿，不能改。要改请先用“更正…”。")
    view = window.report_page.page.view
    view.choose("requests.outcome.granted.business")
    desk.wait()
    window.frame.grab()
    QTest.keyClick(view, Qt.Key.Key_5)
    return window.frame


def imported(title: str) -> "Callable[[Desk], QWidget]":
    """The example with another title, some of its figures in doubt."""

    def show(desk: Desk) -> QWidget:
        window = desk.window()
        text = SEED.read_text(encoding="utf-8")
        for clear, doubtful in (("行政处罚\t37", "行政处罚\t37件"), ("规章\t0", "规章\tO"), ("0.36", "3600元")):
            text = text.replace(clear, doubtful)
        source = Path(tempfile.mkdtemp()) / "年报.txt"
        source.write_text("\n".join([title, *text.splitlines()[1:]]), encoding="utf-8")
        window.features.imports.take(source)
        end = time.monotonic() + 20
        while window.frame.findChild(ReviewDialog) is None and time.monotonic() < end:
            desk.wait(0.1)
        return window.frame

    return show


doubtful_import = imported("望江街道办事处2025年政府信息公开工作年度报告")


def dialog(action: str) -> "Callable[[Desk], QWidget]":
    """What an action asks, before an open report."""

    def show(desk: Desk) -> QWidget:
        window = desk.at_report(busy_report(), "requests")
        window.actions[action].trigger()
        return window.frame

    return show


def restore(desk: Desk) -> QWidget:
    """What is asked before the data go back to a backup, in an office with people and PINs."""
    window = desk.at_report(busy_report(), "requests")
    service = window.features.backups.service
    window.session.keep({"operators": "李小红\n王志强", **pin_setting("李小红", "246810")})
    service.make()
    document = window.session.document
    document.set_value("requests.received.business", 99)
    service.make_at_end()
    window.session.set_operator("李小红")
    window.actions["backup"].trigger()
    asked = window.frame.findChild(BackupDialog)
    asked.list.setCurrentRow(1)
    asked.as_it_was.setChecked(True)
    while not asked.restore_button.isEnabled():  # the backup is read in a thread of its own
        QApplication.processEvents()
    asked.restore_button.click()
    return window.frame


def damaged(desk: Desk) -> QWidget:
    """A data file in which somebody changed a figure by hand."""
    window = desk.at_report(busy_report(), "requests")
    window.features.backups.service.make()
    folder = window.frame.folder
    window.frame.leave()
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        db.execute("UPDATE figures SET figure = '99' WHERE place = 'requests.received.business'")
    frame = WindowFrame(folder, lambda frame: Startup(frame).open())
    frame.setGeometry(desk.application.primaryScreen().availableGeometry())
    frame.show()
    return frame


def menu(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests")
    bar = window.frame.menuBar()
    opened = window.actions._menus[next(iter(window.actions._menus))]
    opened.popup(bar.mapToGlobal(bar.actionGeometry(bar.actions()[0]).bottomLeft()))
    return window.frame


STATES: Mapping[str, "Callable[[Desk], QWidget]"] = {
    "controls": controls,
    "start-empty": start_empty,
    "start": start,
    "table3-busy": table("requests"),
    "table3-large": table("requests", unit=LONG, blanks=4, times=98765),
    "table3-unfinished": unfinished,
    "table2": table("proactive"),
    "table4": table("disputes"),
    "table4-last-year": disputed,
    "prose": table("overview"),
    "finding": finding,
    "finding-below": finding_below,
    "last-year-text": last_year("overview"),
    "last-year-figures": last_year("requests"),
    "blank": blank,
    "preview": preview,
    "explained": explained,
    "approvals": approvals,
    "approval-turn": approval_turn,
    "seal": all_agreed,
    "sealed": sealed,
    "path-end": path_end,
    "cell-help": cell_help,
    "cell-menu": cell_menu,
    "locked": locked,
    "import": doubtful_import,
    "import-name": imported(""),
    "page-settings": dialog("page_settings"),
    "check-settings": dialog("check_settings"),
    "new-report": dialog("new"),
    "operators": dialog("operators"),
    "history": dialog("trail"),
    "backups": dialog("backup"),
    "restore": restore,
    "damaged": damaged,
    "lock": dialog("lock"),
    "archive": dialog("open_archive"),
    "delete": dialog("delete_draft"),
    "export": dialog("export"),
    "pasted-section": pasted_section,
    "seal-ahead": dialog("seal"),
    "approvals-ahead": dialog("sign"),
    "explaining": explaining,
    "keys": dialog("keys"),
    "menu": menu,
}
