"""The office's settings: how its report looks on paper, and what the checks know of the office."""

from typing import TYPE_CHECKING

from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session_actions import SessionActions
from disclosure_desk.gui.settings.office_settings_dialog import OfficeSettingsDialog
from disclosure_desk.gui.settings.page_settings_dialog import PageSettingsDialog
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.font.chains import FontChoice


class SettingsController(SessionActions):
    """Asks for the office's settings, and keeps the answers."""

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The settings that are asked for."""
        return (
            ActionSpec("page_settings", Menu.REPORT, "页面设置…", self.ask_page, enabled=session_open, group=3),
            ActionSpec("check_settings", Menu.REPORT, "核对设置…", self.ask_checks, enabled=session_open, group=3),
        )

    def ask_page(self) -> None:
        """Ask how the office wants its report on paper."""
        show_once(PageSettingsDialog(self._session.page_settings, self._keep_page, _fonts_used, self._parent))

    def ask_checks(self) -> None:
        """Ask what the checks are to know of the office."""
        settings = self._session.check_settings
        show_once(OfficeSettingsDialog(self._session.form, settings, self._keep_checks, self._parent))

    def _keep_page(self, wanted: PageSettings) -> None:
        self._session.set_page_settings(wanted)
        self._session.status.emit("页面设置已保存。")

    def _keep_checks(self, wanted: CheckSettings) -> None:
        self._session.set_check_settings(wanted)
        self._session.status.emit("核对设置已保存。")


def _fonts_used(office: bool) -> "tuple[FontChoice, ...]":  # noqa: FBT001 - the one question there is
    """Which fonts the program prints in, the computer's own among them or not."""
    from disclosure_desk.writers.pdf.font.document_fonts import document_fonts  # noqa: PLC0415 - the PDF library takes 27 ms

    return document_fonts(office=office).used
