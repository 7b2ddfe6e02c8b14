"""Names that a file may have on every computer."""

FORBIDDEN = frozenset('\\/:*?"<>|')
"""The signs that Windows allows in no file's name."""


def report_file_name(unit: str, year: int) -> str:
    """How the file of a report is called that goes out: the unit, the year, and what it is."""
    return file_name(f"{unit}_{year}_政府信息公开年报")


def file_name(title: str) -> str:
    """A title as a file's name, without the signs that none may have."""
    return "".join(letter for letter in title if letter not in FORBIDDEN)
