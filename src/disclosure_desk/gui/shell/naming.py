"""Asks for the unit and year of a report: of a new one, or of the one that is open."""

from typing import TYPE_CHECKING

from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_desk.gui.shell.main_window import DeskWindow
    from disclosure_desk.gui.shell.new_report_dialog import Find


def ask_new(window: "DeskWindow") -> None:
    """Ask for unit and year of a new report, and open it."""

    def create(unit: str, year: int) -> None:
        try:
            window.open_report(window.desk.create(unit, year))
        except StoreError as error:
            window.tell("没能保存", str(error))

    unit, year = window.desk.suggestion()
    _ask(window, "新建报告", (unit, year), window.desk.find, create)


def ask_rename(window: "DeskWindow") -> None:
    """Ask for another unit or year of the open report."""
    page = window.page
    report, own = page.document.report, page.document.report_id

    def find(unit: str, year: int) -> int | None:
        found = window.desk.find(unit, year)
        return None if found == own else found

    _ask(window, "改名称", (report.unit, report.year), find, page.rename_to)


def _ask(
    window: "DeskWindow", title: str, name: tuple[str, int], find: "Find", use: "Callable[[str, int], None]"
) -> None:
    from disclosure_desk.gui.shell.new_report_dialog import NameDialog  # noqa: PLC0415 - when it is wanted

    dialog = NameDialog(title, *name, find, window)
    dialog.named.connect(use)
    dialog.found.connect(window.open_report)
    show_once(dialog)
