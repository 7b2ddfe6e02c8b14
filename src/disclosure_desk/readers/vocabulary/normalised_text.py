"""The key of the beginning of a text, with the place in the text where each of its characters ends."""

import unicodedata
from typing import NamedTuple


class Keyed(NamedTuple):
    """`ends[n]` is the place in the text behind the character n of the key."""

    key: str
    ends: tuple[int, ...]


def keyed(text: str, start: int, most: int) -> Keyed:
    """Letters and digits in their plain form of at most so many characters from a place on."""
    letters: list[str] = []
    ends: list[int] = []
    for place in range(start, min(len(text), start + most)):
        for letter in filter(str.isalnum, unicodedata.normalize("NFKC", text[place])):
            letters.append(letter)
            ends.append(place + 1)
    return Keyed("".join(letters), tuple(ends))
