"""Text from outside, made safe to be shown in a line: it can neither begin another line nor move the cursor."""

import json
import unicodedata
from functools import lru_cache

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of what is not seen: controls, marks that turn the direction round or have no width, halves, breaks."""


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN:
        return char
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def printable(text: str) -> str:
    """The text with each character that would not be seen as an escape, a line break among them."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def json_line(line: str) -> str:
    """A line of JSON whose strings have what would not be seen as JSON's own escapes."""
    return "".join(_escaped(char) for char in line)


@lru_cache(maxsize=4096)
def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if unicodedata.category(char) in _HIDDEN else char
