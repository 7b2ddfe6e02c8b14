"""What the desktop has for the program, as Qt finds it."""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from disclosure_desk.acceptance.desktop import DesktopFacts, ScreenFacts
from disclosure_desk.acceptance.input_method import lacks_fcitx, wanted_input_method
from disclosure_desk.gui.pages.print_dialog import installed_printers

_CHINESE, _LANGUAGE_BITS = 0x04, 0x3FF
"""The language of a keyboard layout of Windows."""
_NO_FCITX = "桌面用 fcitx 打中文，程序里缺少通到 fcitx 的部件，请重新安装程序；填数不受影响。"
_NO_CHINESE_LAYOUT = "没有装中文输入法，请在 Windows 设置的“时间和语言”里添加。"


def find_desktop() -> DesktopFacts:
    """The facts; needs an application."""
    screens = tuple(
        ScreenFacts(
            screen.name() or "屏幕",
            screen.availableGeometry().width(),
            screen.availableGeometry().height(),
            screen.devicePixelRatio(),
        )
        for screen in QGuiApplication.screens()
    )
    printers = sorted(installed_printers(), key=lambda one: (not one.is_default, one.name))
    platform = QGuiApplication.platformName()
    name, problem = _input_method(platform, os.environ)
    return DesktopFacts(qVersion(), platform, screens, tuple(one.name for one in printers), name, problem)


def _input_method(platform: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """What Chinese is typed with, and what is wrong with it, "" where nothing is."""
    if sys.platform == "win32":
        return _windows_layouts()
    wanted = wanted_input_method(environment) or "桌面没有说用哪一种"
    folders = [Path(path) for path in QCoreApplication.libraryPaths()]
    return wanted, _NO_FCITX if lacks_fcitx(environment, platform, folders) else ""


def _windows_layouts() -> tuple[str, str]:
    windows = getattr(ctypes, "windll").user32  # noqa: B009 - there only on Windows, as mypy knows
    count = windows.GetKeyboardLayoutList(0, None)
    layouts = (ctypes.c_void_p * count)()
    windows.GetKeyboardLayoutList(count, layouts)
    languages = [(one or 0) & _LANGUAGE_BITS for one in layouts]
    seen = f"Windows 的输入法 {count} 个，其中中文 {languages.count(_CHINESE)} 个"
    return seen, "" if _CHINESE in languages else _NO_CHINESE_LAYOUT


def print_desktop() -> int:
    """Print the facts for the process that has no window, and return the exit code."""
    application = QApplication(sys.argv[:1])
    text = find_desktop().to_json()
    del application
    sys.stdout.write(text)
    return 0
