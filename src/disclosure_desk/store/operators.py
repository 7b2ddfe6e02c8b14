"""The operators of an office as its settings name them: who works here, who may do which step, and their PINs."""

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
"""scrypt with 2^14 rounds: a guess takes a twentieth of a second and 16 MB."""
_LONGEST_WAIT = 60
_FREE_TRIES = 2


@dataclass(frozen=True)
class Operators:
    """Who works here and what they may do.

    names: in the office's order; empty where nobody logs in. steps: who may do a step of approval; a step without names
    is open to all. pins: salted digests by name. idle: minutes after which the window is locked, 0 for never.
    """

    names: tuple[str, ...] = ()
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pins: Mapping[str, str] = field(default_factory=dict)
    idle: int = 0

    @classmethod
    def from_stored(cls, values: Mapping[str, str], steps: tuple[str, ...]) -> Self:
        """The operators in the settings; `steps` are the ids of the form's steps."""
        idle = values.get(IDLE, "")
        return cls(
            _lines(values.get(OPERATORS, "")),
            {step: _lines(values.get(f"{_STEP}{step}", "")) for step in steps},
            {name.removeprefix(_PIN): pin for name, pin in values.items() if name.startswith(_PIN) and pin},
            int(idle) if idle.isascii() and idle.isdigit() else 0,
        )

    def stored(self, before: "Operators | None" = None) -> dict[str, str]:
        """The settings that `from_stored` reads; somebody who is gone since `before` has no PIN any more."""
        gone = set(before.pins if before else ()) - set(self.names)
        return {
            OPERATORS: "\n".join(self.names),
            IDLE: str(self.idle),
            **{f"{_STEP}{step}": "\n".join(names) for step, names in self.steps.items()},
            **{f"{_PIN}{name}": "" for name in sorted(gone)},
        }

    def may(self, step: str, name: str) -> bool:
        """Whether somebody may do a step: those named for it, or everybody where nobody is named."""
        return name in (self.steps.get(step) or (name,))

    def may_change(self, name: str) -> bool:
        """Whether somebody may change operators and steps: all while nobody has a PIN, then those who have one."""
        return not self.pins or name in self.pins

    def pin_matches(self, name: str, pin: str) -> bool:
        """Whether the PIN is that person's. One without a PIN needs none, nor one whose PIN was lost with a file."""
        stored = self.pins.get(name, "")
        return not stored or stored.startswith(LOST) or _matches(stored, pin)


def pin_setting(name: str, pin: str) -> dict[str, str]:
    """The setting that gives somebody a PIN, or takes it away for ""; only its salted digest is stored."""
    return {f"{_PIN}{name}": _salted_digest(pin, secrets.token_bytes(16)) if pin else ""}


def wait_after(wrong: int) -> int:
    """How many seconds to wait after so many wrong PINs in a row."""
    return 0 if wrong < _FREE_TRIES else min(2**wrong, _LONGEST_WAIT)


def _salted_digest(pin: str, salt: bytes) -> str:
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=2**_COST, r=_BLOCK, p=_LANES, dklen=32)
    return f"scrypt:{_COST}:{_BLOCK}:{_LANES}:{salt.hex()}:{digest.hex()}"


def _matches(stored: str, pin: str) -> bool:
    salt = stored.split(":")[-2] if stored.count(":") > 1 else ""
    try:
        return hmac.compare_digest(stored.encode(), _salted_digest(pin, bytes.fromhex(salt)).encode())
    except ValueError:
        return False


def _lines(text: str) -> tuple[str, ...]:
    """The names in a text of one name a line, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
