"""Covers the window while nobody is at work; what is being typed and open dialogs come back with the operator."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.icons import icon_pixmap
from disclosure_desk.gui.widgets.login_form import LoginForm
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.store.operators import Operators

_WIDTH, _PICTURE = 360, 34
_MINUTE = 60_000


class LockScreen(QWidget):
    """Lies over the window until somebody of the office goes on; `named` carries who."""

    named = Signal(str)

    def __init__(self, operators: Operators, current: str, keeper: PinKeeper, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._focus = QApplication.focusWidget()
        self._dialogs = _open_dialogs()
        self._disabled: list[QWidget | QAction] = []
        picture, heading = QLabel(self), QLabel("已锁定", self)
        picture.setPixmap(icon_pixmap("lock-screen", "accent", _PICTURE, self.devicePixelRatio()))
        heading.setObjectName("heading")
        who = f"{current}　" if current else ""
        words = QLabel(f"{who}{datetime.now():%H:%M} 起。正在填写的内容都还在。", self)  # noqa: DTZ005 - the clerk's clock
        words.setObjectName("quiet")
        self.form = LoginForm(operators, current, "继续工作", keeper, self, purpose="解锁")
        self.form.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(1)
        for widget in (picture, heading, words, self.form):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.form.named.connect(self._uncover)
        window.installEventFilter(self)
        self._cover()

    def _cover(self) -> None:
        for dialog in self._dialogs:
            dialog.hide()
        for part in _parts(self._window):
            if part.isEnabled():
                part.setEnabled(False)
                self._disabled.append(part)
        self._window.setAcceptDrops(False)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.form.begin()

    def _uncover(self, name: str) -> None:
        self._window.removeEventFilter(self)
        for part in self._disabled:
            part.setEnabled(True)
        self._window.setAcceptDrops(True)
        self.hide()
        self.deleteLater()
        for dialog in self._dialogs:
            dialog.open()
        if self._focus is not None:
            self._focus.setFocus()
        self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, wherever the keyboard is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.form.go_button.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)


def _open_dialogs() -> list[QDialog]:
    """The dialogs on the screen, the outermost first."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def _parts(window: QMainWindow) -> list[QWidget | QAction]:
    """What of a window could still be reached; first what is being typed, stored as it loses the keyboard."""
    return [window.centralWidget(), window.menuBar(), *window.findChildren(QAction)]


class IdleTimer(QObject):
    """Emits `passed` when nobody has touched keys or mouse for so many minutes; 0 never."""

    passed = Signal()
    _TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel})

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.passed)

    def watch(self, minutes: int) -> None:
        """Begin to count; with 0 no event costs anything."""
        application = QCoreApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)
        self._timer.stop()
        if minutes:
            self._timer.setInterval(minutes * _MINUTE)
            application.installEventFilter(self)
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in self._TOUCHES:
            self._timer.start()
        return super().eventFilter(watched, event)
