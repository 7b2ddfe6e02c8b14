"""A vocabulary of keys: tells what letters without gaps are made of, and what is a piece of a word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

_LONGEST = 500
"""So many letters are more than all heads of a table."""


class Words:
    """The official words of a form's tables, by their keys."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words) - {""}
        self._text = "\n".join(sorted(self._words))
        starts: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words, key=lambda word: (-len(word), word)):
            starts[word[0]].append(word)
        self._starts: Mapping[str, list[str]] = starts

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def is_piece(self, key: str) -> bool:
        """Whether the letters stand in a word, one after the other."""
        return key in self._text

    def split(self, key: str) -> tuple[str, ...]:
        """The words that the letters are made of, the longer ones rather; () if something else is among them."""
        if len(key) > _LONGEST or not key.startswith(tuple(self._starts.get(key[:1], ()))):
            return ()
        ends: list[tuple[str, ...] | None] = [None] * len(key) + [()]
        for place in range(len(key) - 1, -1, -1):
            for word in self._starts.get(key[place], ()):
                behind = ends[place + len(word)] if key.startswith(word, place) else None
                if behind is not None:
                    ends[place] = (word, *behind)
                    break
        return ends[0] or ()
