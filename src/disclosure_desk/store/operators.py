"""The people of an office as its settings name them: who works here, who does which step, whose PIN is what."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from disclosure_desk.store.settings import LOST, SECRET

OPERATORS, IDLE = "operators", "lock.minutes"
_STEP, _PIN = "workflow.", SECRET
_COST, _BLOCK, _LANES = 14, 8, 1
"""scrypt with 2^14 rounds: a twentieth of a second and 16 MB for a guess."""
_LONGEST_WAIT = 60
_FREE_TRIES = 2


@dataclass(frozen=True)
class Operators:
    """Who works here and what they may do.

    names: in the office's order, none where nobody is asked; steps: who may do a step, a step without names is free
    to all; pins: sealed, by name; idle: minutes after which the window is locked, 0 for never.
    """

    names: tuple[str, ...] = ()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pins: Mapping[str, str] = field(default_factory=dict)
    idle: int = 0

    @classmethod
    def from_stored(cls, values: Mapping[str, str], steps: tuple[str, ...]) -> Self:
        """The people among stored texts; `steps` are the form's, by id."""
        idle = values.get(IDLE, "")
        return cls(
            _lines(values.get(OPERATORS, "")),
            {step: _lines(values.get(f"{_STEP}{step}", "")) for step in steps},
            {name.removeprefix(_PIN): pin for name, pin in values.items() if name.startswith(_PIN) and pin},
            int(idle) if idle.isascii() and idle.isdigit() else 0,
        )

    def stored(self, before: "Operators | None" = None) -> dict[str, str]:
        """The same as plain texts by name, for `from_stored`; who is gone since `before` has no PIN any more."""
        gone = set(before.pins if before else ()) - set(self.names)
        return {
            OPERATORS: "\n".join(self.names),
            IDLE: str(self.idle),
            **{f"{_STEP}{step}": "\n".join(names) for step, names in self.steps.items()},
            **{f"{_PIN}{name}": "" for name in sorted(gone)},
        }

    def may(self, step: str, name: str) -> bool:
        """Whether somebody does a step: those set for it, or everybody where nobody is."""
        return name in (self.steps.get(step) or (name,))

    def may_change(self, name: str) -> bool:
        """Whether somebody may change people and steps: everybody while nobody has a PIN, then those who have one."""
        return not self.pins or name in self.pins

    def pin_holds(self, name: str, pin: str) -> bool:
        """Whether the PIN is the one of that person; whoever has none needs none, nor where it was lost with a file."""
        stored = self.pins.get(name, "")
        return not stored or stored.startswith(LOST) or _holds(stored, pin)


def pin_setting(name: str, pin: str) -> dict[str, str]:
    """The setting that gives somebody a PIN, "" takes it away; only its salted digest is kept."""
    return {f"{_PIN}{name}": _sealed(pin, secrets.token_bytes(16)) if pin else ""}


def wait_after(wrong: int) -> int:
    """How many seconds to wait after so many wrong PINs in a row."""
    return 0 if wrong < _FREE_TRIES else min(2**wrong, _LONGEST_WAIT)


def _sealed(pin: str, salt: bytes) -> str:
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=2**_COST, r=_BLOCK, p=_LANES, dklen=32)
    return f"scrypt:{_COST}:{_BLOCK}:{_LANES}:{salt.hex()}:{digest.hex()}"


def _holds(stored: str, pin: str) -> bool:
    salt = stored.split(":")[-2] if stored.count(":") > 1 else ""
    try:
        return hmac.compare_digest(stored.encode(), _sealed(pin, bytes.fromhex(salt)).encode())
    except ValueError:
        return False


def _lines(text: str) -> tuple[str, ...]:
    """The names in a text, a line each, every one once."""
    return tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
