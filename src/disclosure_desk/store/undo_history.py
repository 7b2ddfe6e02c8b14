"""What of a report can be undone and redone, as its events tell, so that it is the same after a restart."""

from collections import deque
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from disclosure_desk.core.report import Change
from disclosure_desk.store.events.actions import STARTS, STEPS
from disclosure_desk.store.events.event import Event

LIMIT = 10_000
"""So many steps are kept; the oldest is dropped first."""

_FLOORS = STARTS | {"seal"}
"""What came before these cannot be undone: a sealed version stays, and its correction begins a new history."""


class UndoStep(NamedTuple):
    """What was done at once: its action in the trail, and its changes in their order."""

    action: str
    changes: tuple[Change, ...]

    @property
    def inverse(self) -> tuple[Change, ...]:
        """The changes that undo the step."""
        return tuple(change.inverse() for change in reversed(self.changes))


class UndoHistory(NamedTuple):
    """The steps that can be undone and those that can be redone; the next one is at the end of each."""

    done: deque[UndoStep]
    undone: deque[UndoStep]

    @classmethod
    def empty(cls) -> "UndoHistory":
        """A history without steps."""
        return cls(deque(maxlen=LIMIT), deque())

    def do(self, step: UndoStep) -> None:
        """Note that a step was done; what was undone before it cannot be redone any more."""
        self.undone.clear()
        self.done.append(step)

    def undo(self) -> None:
        """Note that the last step was undone."""
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """Note that the step undone last was redone."""
        self.done.append(self.undone.pop())

    def forget(self) -> None:
        """Note that nothing before now can be undone."""
        self.done.clear()
        self.undone.clear()


def undo_steps(events: Iterable[Event]) -> UndoHistory:
    """The history of one report after its events, given in order."""
    history = UndoHistory.empty()
    for _, batch in groupby(events, key=attrgetter("batch")):
        _apply_batch(history, list(batch))
    return history


def _apply_batch(history: UndoHistory, batch: list[Event]) -> None:
    action = batch[0].action
    if action in _FLOORS:
        history.forget()
    elif action in STEPS:
        _apply_step(history, UndoStep(action, tuple(event.change for event in batch if event.change)))


def _apply_step(history: UndoHistory, step: UndoStep) -> None:
    """Take a step of the trail. An undo of anything but the last step is a step of its own; so is such a redo."""
    if step.action == "undo" and history.done and history.done[-1].inverse == step.changes:
        history.undo()
    elif step.action == "redo" and history.undone and history.undone[-1].changes == step.changes:
        history.redo()
    else:
        history.do(step)
