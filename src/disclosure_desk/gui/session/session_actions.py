"""What the actions of a feature have in common: their session, and the widget that their dialogs stand before."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.session.session import Session


class SessionActions(QObject):
    """A subclass declares its `actions`, and carries them out."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
