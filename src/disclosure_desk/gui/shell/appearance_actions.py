"""Light or dark, and larger type, in the menu 查看; it belongs to the window on this computer, not to the office."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, always
from disclosure_desk.gui.session.window_settings import window_settings
from disclosure_desk.gui.widgets.theme import Appearance, Theme

_KEPT = "appearance"
"""Under this name the settings of the window have what was chosen."""
_KEPT_LARGER = "larger_type"
"""The same for whether type is larger by a pixel."""
_WORDS = {Appearance.SYSTEM: "跟随系统", Appearance.LIGHT: "浅色", Appearance.DARK: "深色"}


def chosen_appearance(folder: Path) -> Appearance:
    """What was chosen for the window on a data folder, that of the system where nothing was, or nothing can be read."""
    kept = window_settings(folder).value(_KEPT) if folder.is_dir() else None
    return next((one for one in Appearance if one.value == kept), Appearance.SYSTEM)


def is_type_larger(folder: Path) -> bool:
    """Whether larger type was chosen for the window on a data folder."""
    return folder.is_dir() and window_settings(folder).value(_KEPT_LARGER) == "yes"


class AppearanceActions(QObject):
    """Shows the window in light or in dark, and its type larger or not, now and at the next start."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """One of the looks is chosen; type is larger or not."""
        chosen = chosen_appearance(self._folder)
        larger = ActionSpec(
            "larger_type",
            Menu.VIEW,
            "字大一号",
            self.choose_larger,
            enabled=always,
            group=9,
            is_switch=True,
            is_chosen=is_type_larger(self._folder),
        )
        looks = (
            ActionSpec(
                f"appearance {one.value}",
                Menu.VIEW,
                words,
                partial(self.choose, one),
                enabled=always,
                group=9,
                submenu="外观",
                is_chosen=one == chosen,
            )
            for one, words in _WORDS.items()
        )
        return (larger, *looks)

    def choose(self, wanted: Appearance) -> None:
        """Take this look from now on."""
        window_settings(self._folder).setValue(_KEPT, wanted.value)
        theme = _theme()
        if theme is not None:
            theme.show(wanted)

    def choose_larger(self, is_wanted: bool) -> None:  # noqa: FBT001 - as an action's `toggled` says it
        """Take type of this size from now on."""
        window_settings(self._folder).setValue(_KEPT_LARGER, "yes" if is_wanted else "no")
        theme = _theme()
        if theme is not None:
            theme.show_larger(is_larger=is_wanted)


def _theme() -> Theme | None:
    return QApplication.instance().findChild(Theme)  # type: ignore[union-attr] # there is one while a window is
