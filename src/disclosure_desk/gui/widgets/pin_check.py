"""Compares a PIN while the window answers, for all who ask for one."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.operators import PinTrial

COMPARING = "正在核对口令……"


class PinKeeper(Protocol):
    """What knows the PINs, records the wrong ones, and says how long nobody may try."""

    @property
    def pin_wait(self) -> int:
        """How many seconds nobody may try a PIN yet."""

    def begin_pin(self, name: str, pin: str, purpose: str) -> PinTrial:
        """A PIN to be compared; raises StoreError where it cannot be tried now."""

    def end_pin(self, trial: PinTrial) -> bool:
        """Whether a person may go on, once the PIN is compared; raises StoreError where that cannot be recorded."""


class PinCheck(QObject):
    """Compares one PIN at a time; `purpose` says in the record what for. If the parent goes, nothing follows."""

    def __init__(self, keeper: PinKeeper, purpose: str, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._purpose = keeper, purpose
        self._apart: WorkApart[PinTrial] = WorkApart(self)

    @property
    def is_busy(self) -> bool:
        """Whether a PIN is being compared."""
        return self._apart.is_busy

    def begin(
        self, name: str, pin: str, then: Callable[[bool], object], refuse: Callable[[StoreError], object]
    ) -> None:
        """Tell `then` whether a person may go on, at once where no PIN is asked, or `refuse` why nobody may."""

        def end(trial: PinTrial) -> None:
            try:
                is_right = self._keeper.end_pin(trial)
            except StoreError as error:
                refuse(error)
            else:
                then(is_right)

        if self.is_busy:
            return
        try:
            trial = self._keeper.begin_pin(name, pin, self._purpose)
        except StoreError as error:
            refuse(error)
            return
        if trial.is_needed:
            self._apart.begin(lambda _: trial.compared(), end)
        else:
            end(trial.compared())

    def ask(self, name: str, pin: str, then: Callable[[str], object]) -> None:
        """The same with what is wrong in words, "" for nothing."""

        def answer(is_right: bool) -> None:  # noqa: FBT001 - as `begin` gives it
            wait = self._keeper.pin_wait
            then("" if is_right else f"口令不对，请等 {wait} 秒再试。" if wait else "口令不对。")

        self.begin(name, pin, answer, lambda error: then(str(error)))
