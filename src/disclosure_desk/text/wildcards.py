"""Which ids a pattern with * fits: `requests.*.total`. What else a shell gives a meaning stands for itself."""

from collections.abc import Iterable, Sequence


def fitting(ids: Iterable[str], pattern: str) -> list[str]:
    """The ids that a pattern fits, in their order."""
    first, *others = pattern.split("*")
    if not others:
        return [one for one in ids if one == pattern]
    *inner, last = others
    least = len(first) + len(last)
    return [
        one
        for one in ids
        if one.startswith(first)
        and one.endswith(last)
        and len(one) >= least
        and _has_in_order(one[len(first) : len(one) - len(last)], inner)
    ]


def _has_in_order(text: str, parts: Sequence[str]) -> bool:
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
