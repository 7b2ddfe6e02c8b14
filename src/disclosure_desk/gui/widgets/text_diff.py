"""Where two texts differ, in the positions of Qt: so that an editor changes only that, and its cursor can stay."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextReplacement:
    """Replace the UTF-16 units from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


def text_replacement(before: str, after: str) -> TextReplacement:
    """The one stretch to replace that makes `after` of `before`."""
    prefix = _shared(before, after)
    rest, wanted = before[prefix:], after[prefix:]
    suffix = _shared(rest[::-1], wanted[::-1])
    gone, added = rest[: len(rest) - suffix], wanted[: len(wanted) - suffix]
    start = utf16_length(before[:prefix])
    return TextReplacement(start, start + utf16_length(gone), added)


def utf16_length(text: str) -> int:
    """How many positions a text takes in Qt: two for a character beyond the basic plane."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shared(one: str, other: str) -> int:
    """How many characters two texts share from their start; by halves, for texts of megabytes."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
