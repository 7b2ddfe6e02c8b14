"""What of a report can be taken back and brought back, as its events tell: the same after a restart as before it."""

from collections import deque
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from disclosure_desk.core.report import Change
from disclosure_desk.store.events.actions import STARTS, STEPS
from disclosure_desk.store.events.event import Event

LIMIT = 10_000
"""So many steps are kept; the oldest goes first."""

_FLOORS = STARTS | {"seal"}
"""What came before these stays as it is: a sealed version is not undone, its correction begins anew."""


class UndoStep(NamedTuple):
    """What was done at once: the action of the trail and its changes in their order."""

    action: str
    changes: tuple[Change, ...]

    @property
    def inverse(self) -> tuple[Change, ...]:
        """The changes that take the step back."""
        return tuple(change.inverse() for change in reversed(self.changes))


class UndoHistory(NamedTuple):
    """The steps that can be taken back and those that can be brought back, what comes next at the end of each."""

    done: deque[UndoStep]
    undone: deque[UndoStep]

    @classmethod
    def empty(cls) -> "UndoHistory":
        """Nothing done yet."""
        return cls(deque(maxlen=LIMIT), deque())

    def do(self, step: UndoStep) -> None:
        """A step was done: what was taken back before it is forgotten."""
        self.undone.clear()
        self.done.append(step)

    def undo(self) -> None:
        """The last step was taken back."""
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """The step taken back last was brought back."""
        self.done.append(self.undone.pop())

    def forget(self) -> None:
        """From here on nothing before is taken back."""
        self.done.clear()
        self.undone.clear()


def undo_steps(events: Iterable[Event]) -> UndoHistory:
    """The steps of one report after its events, the oldest event first."""
    history = UndoHistory.empty()
    for _, batch in groupby(events, key=attrgetter("batch")):
        _follow(history, list(batch))
    return history


def _follow(history: UndoHistory, batch: list[Event]) -> None:
    action = batch[0].action
    if action in _FLOORS:
        history.forget()
    elif action in STEPS:
        _take(history, UndoStep(action, tuple(event.change for event in batch if event.change)))


def _take(history: UndoHistory, step: UndoStep) -> None:
    """An undo that takes back something else than the last step is a step of its own, and so with a redo."""
    if step.action == "undo" and history.done and history.done[-1].inverse == step.changes:
        history.undo()
    elif step.action == "redo" and history.undone and history.undone[-1].changes == step.changes:
        history.redo()
    else:
        history.do(step)
