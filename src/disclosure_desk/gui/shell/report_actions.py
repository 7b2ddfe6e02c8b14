"""Creates a report, renames it, and goes back from it to the list."""

from disclosure_desk.core.figure import print_figure
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session_actions import SessionActions
from disclosure_desk.gui.shell.new_report_dialog import Carried, Find, NewReportDialog
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.errors import StoreError


class ReportActions(SessionActions):
    """What is done with a report as a whole."""

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """What can be done with a report as a whole."""
        return (
            ActionSpec("new", Menu.REPORT, "新建报告…", self.ask_new, "Ctrl+N", session_open),
            ActionSpec("back", Menu.REPORT, "返回列表", self._session.close_report, "Ctrl+L", group=2),
            ActionSpec("rename", Menu.REPORT, "改名称…", self.ask_rename, group=2),
        )

    def ask_new(self) -> None:
        """Ask for unit and year of a new report, and open it."""
        if not self._session.flush():
            return
        dialog = self._dialog("新建报告", self._session.suggestion(), self._session.find, self._carried)
        dialog.named.connect(lambda unit, year: self._create(unit, year, takes_over=dialog.takes_over))
        show_once(dialog)

    def _carried(self, unit: str, year: int) -> str:
        """What a new report can take from last year's, in words."""
        figures = self._session.carried_over(unit, year)
        return f"从 {year - 1} 年的报告带入结转的数（共 {print_figure(sum(figures.values()))}）" if figures else ""

    def _create(self, unit: str, year: int, *, takes_over: bool) -> None:
        try:
            values = self._session.carried_over(unit, year) if takes_over else {}
            report_id = self._session.create(unit, year, values)
        except StoreError as error:
            self._session.notice.emit("没能保存", str(error))
        else:
            self._session.open_report(report_id)

    def ask_rename(self) -> None:
        """Ask for another unit or year of the open report."""
        document = self._session.document
        if document is None or not self._session.flush():
            return

        def find(unit: str, year: int) -> int | None:
            found = self._session.find(unit, year)
            return None if found == document.report_id else found

        dialog = self._dialog("改名称", (document.report.unit, document.report.year), find)
        dialog.named.connect(document.rename)
        show_once(dialog)

    def _dialog(
        self, title: str, name: tuple[str, int], find: Find, carried: Carried = lambda _unit, _year: ""
    ) -> NewReportDialog:
        dialog = NewReportDialog(title, *name, find, self._parent, carried=carried)
        dialog.found.connect(self._session.open_report)
        return dialog
