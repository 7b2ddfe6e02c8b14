"""Wrong PINs, and how long nobody may try another: each is an event, so that no closed dialog shortens the wait."""

from typing import NamedTuple

_LONGEST_WAIT = 60
_FREE_TRIES = 2


class WrongPins(NamedTuple):
    """How many wrong PINs a person's name got since the last right one, and when the newest was.

    clock: in milliseconds since the computer started.
    """

    times: int
    clock: int


class PinTries:
    """The wrong PINs by name."""

    def __init__(self) -> None:
        self.wrong: dict[str, WrongPins] = {}

    def note(self, name: str, clock: int, *, is_right: bool) -> None:
        """A PIN was tried for a person."""
        if is_right:
            self.wrong.pop(name, None)
        else:
            self.wrong[name] = WrongPins(self.count(name) + 1, clock)

    def count(self, name: str) -> int:
        """How many wrong PINs a person's name got in a row."""
        return self.wrong[name].times if name in self.wrong else 0

    def wait(self, clock: int) -> int:
        """How many seconds nobody may try yet, whoever it is: to choose another name does not shorten it.

        The clock cannot be set. It starts anew with the computer; then at least what it shows now has passed.
        """
        return max((_seconds_left(one, clock) for one in self.wrong.values()), default=0)


def _seconds_left(wrong: WrongPins, clock: int) -> int:
    passed = clock - wrong.clock if clock >= wrong.clock else clock
    return max(0, wait_after(wrong.times) - passed // 1000)


def wait_after(wrong: int) -> int:
    """How many seconds to wait after so many wrong PINs in a row."""
    return 0 if wrong < _FREE_TRIES else min(2**wrong, _LONGEST_WAIT)
