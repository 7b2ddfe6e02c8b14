"""The operators of an office as its settings name them: who works here, who may do which step, and their PINs."""

import hashlib
import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Self

from disclosure_desk.store.settings import LOST, SECRET

OPERATORS, IDLE = "operators", "lock.minutes"
_STEP, _PIN = "workflow.", SECRET
_MOST_BYTES, _MOST_ROUNDS, _MOST_LANES = 128 << 20, 21, 16
"""A stored PIN that asks for more is none of ours: it would keep the program at work for ever."""


class PinCost(NamedTuple):
    """What scrypt takes for a PIN: 2^rounds times block times 128 bytes, and the time for that as often as lanes."""

    rounds: int
    block: int
    lanes: int


COST = PinCost(16, 8, 2)
"""A guess takes a third of a second and 64 MB."""


class Operators(NamedTuple):
    """Who works here and what they may do.

    names: in the office's order; empty where nobody logs in. steps: who may do a step of approval; a step without names
    is open to all. pins: salted digests by name. idle: minutes after which the window is locked, 0 for never.
    """

    names: tuple[str, ...] = ()
    steps: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    pins: Mapping[str, str] = MappingProxyType({})
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
        return not self.needs_pin(name) or _matches(self.pins[name], pin)

    def needs_pin(self, name: str) -> bool:
        """Whether a PIN is asked of that person."""
        stored = self.pins.get(name, "")
        return bool(stored) and not stored.startswith(LOST)

    def is_guessed_faster(self, name: str) -> bool:
        """Whether that person's PIN is kept as an earlier version kept it, so that a guess takes less than now."""
        return self.needs_pin(name) and _cost(self.pins[name]) != COST


class PinTrial(NamedTuple):
    """A PIN as somebody typed it, and what it is asked for; `compared` may be called in any thread.

    better: the setting that keeps a right one so that a guess takes as long as now, where an earlier version kept it.
    """

    operators: Operators
    name: str
    pin: str
    purpose: str
    is_right: bool = False
    better: Mapping[str, str] = MappingProxyType({})

    def __repr__(self) -> str:
        """Without the PIN, which goes into no log."""
        return f"PinTrial({self.name!r}, {self.purpose!r}, is_right={self.is_right})"

    @property
    def is_needed(self) -> bool:
        """Whether a PIN is asked of that person at all."""
        return self.operators.needs_pin(self.name)

    def compared(self) -> "PinTrial":
        """The same with the answer; takes a third of a second, so that nobody guesses many."""
        is_right = self.operators.pin_matches(self.name, self.pin)
        is_kept_anew = is_right and self.operators.is_guessed_faster(self.name)
        return self._replace(is_right=is_right, better=pin_setting(self.name, self.pin) if is_kept_anew else {})


def pin_setting(name: str, pin: str) -> dict[str, str]:
    """The setting that gives somebody a PIN, or takes it away for ""; only its salted digest is stored."""
    return {f"{_PIN}{name}": _salted_digest(pin, os.urandom(16), COST) if pin else ""}


def _salted_digest(pin: str, salt: bytes, cost: PinCost) -> str:
    rounds, block, lanes = cost
    most = 2 * _MOST_BYTES
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=2**rounds, r=block, p=lanes, dklen=32, maxmem=most)
    return f"scrypt:{rounds}:{block}:{lanes}:{salt.hex()}:{digest.hex()}"


def _cost(stored: str) -> PinCost | None:
    """What a stored PIN takes; None for one that no version of the program stored."""
    name, *parts = stored.split(":")
    if name != "scrypt" or len(parts) != len(PinCost._fields) + 2:
        return None
    try:
        cost = PinCost(*map(int, parts[:3]))
    except ValueError:
        return None
    is_sane = 0 < cost.rounds < _MOST_ROUNDS and 0 < cost.block <= _MOST_LANES and 0 < cost.lanes <= _MOST_LANES
    return cost if is_sane and cost.block << cost.rounds << 7 <= _MOST_BYTES else None


def _matches(stored: str, pin: str) -> bool:
    cost = _cost(stored)
    if cost is None:
        return False
    import hmac  # noqa: PLC0415 - few offices have PINs

    try:
        salt = bytes.fromhex(stored.split(":")[-2])
        return hmac.compare_digest(stored.encode(), _salted_digest(pin, salt, cost).encode())
    except ValueError:
        return False


def _lines(text: str) -> tuple[str, ...]:
    """The names in a text of one name a line, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
