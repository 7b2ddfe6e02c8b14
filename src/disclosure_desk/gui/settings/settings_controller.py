"""What the office chooses once and for all, asked from the window: how its report looks, what the checks know."""

from typing import TYPE_CHECKING

from disclosure_desk.gui.widgets.message_boxes import show_once

if TYPE_CHECKING:
    from disclosure_desk.checks.check_settings import CheckSettings
    from disclosure_desk.gui.shell.main_window import DeskWindow
    from disclosure_desk.writers.page_settings import PageSettings
    from disclosure_desk.writers.pdf.font.chains import FontChoice


class OfficeChoices:
    """Asks, keeps the answer with the desk, and lets the window show what follows from it."""

    def __init__(self, window: "DeskWindow") -> None:
        self._window = window

    def ask_page(self) -> None:
        """Ask how the office wants its report on paper."""
        from disclosure_desk.gui.settings.page_settings_dialog import PageSettingsDialog  # noqa: PLC0415 - when it is wanted

        show_once(PageSettingsDialog(self._window.desk.page_settings, self._keep_page, _fonts_used, self._window))

    def ask_checks(self) -> None:
        """Ask what the office tells the checks."""
        from disclosure_desk.gui.settings.office_settings_dialog import OfficeDialog  # noqa: PLC0415 - when it is wanted

        desk = self._window.desk
        show_once(OfficeDialog(desk.form, desk.check_settings, self._keep_checks, self._window))

    def _keep_page(self, wanted: "PageSettings") -> None:
        self._window.desk.set_page_settings(wanted)
        self._window.say("页面设置已保存。")
        self._window.page_settings_changed.emit()

    def _keep_checks(self, wanted: "CheckSettings") -> None:
        window = self._window
        window.desk.set_check_settings(wanted)
        window.say("核对设置已保存。")
        if window.report_page:
            window.report_page.document.check_again()
        else:
            window.list.show_reports(window.desk.listed())


def _fonts_used(office: bool) -> "tuple[FontChoice, ...]":  # noqa: FBT001 - the one question there is
    """Which fonts the desk prints in."""
    from disclosure_desk.writers.pdf.font.document_fonts import document_fonts  # noqa: PLC0415 - the window opens without the writers

    return document_fonts(office=office).used
