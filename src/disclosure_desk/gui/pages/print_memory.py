"""What is remembered of how the clerk printed last."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Protocol

from disclosure_desk.store.errors import StoreError

_NAME = "print"


class PrintMemory(Protocol):
    """Where an office keeps short words by name; both raise StoreError."""

    def remembered(self, name: str) -> str | None: ...

    def remember(self, name: str, value: str) -> None: ...


@dataclass(frozen=True, slots=True)
class PrintChoices:
    """The printer and the choices of the last time; None where the office's settings decide."""

    printer: str = ""
    double_sided: bool | None = None
    fit: bool = False
    collate: bool = True


def recall(memory: PrintMemory) -> PrintChoices:
    """How the clerk printed last; what cannot be read is as good as forgotten."""
    try:
        last = PrintChoices(**json.loads(memory.remembered(_NAME) or "{}"))
    except (StoreError, ValueError, TypeError):
        return PrintChoices()
    sided = False if last.double_sided is None else last.double_sided
    is_sound = isinstance(last.printer, str) and all(isinstance(flag, bool) for flag in (sided, last.fit, last.collate))
    return last if is_sound else PrintChoices()


def keep(memory: PrintMemory, last: PrintChoices) -> None:
    """Remember how the clerk printed; that it cannot be remembered is no reason not to print."""
    with suppress(StoreError):
        memory.remember(_NAME, json.dumps(asdict(last), ensure_ascii=False))
