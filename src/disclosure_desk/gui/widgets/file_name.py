"""Names that a file may have on every computer."""

FORBIDDEN = frozenset('\\/:*?"<>|')
"""The signs that Windows allows in no file's name."""


def file_name(title: str) -> str:
    """A title as a file's name, without the signs that none may have."""
    return "".join(letter for letter in title if letter not in FORBIDDEN)
