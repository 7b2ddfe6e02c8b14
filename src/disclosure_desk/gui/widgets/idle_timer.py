"""Says when nobody has used the computer for a while."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_MINUTE = 60_000


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
