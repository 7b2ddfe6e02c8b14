"""Breaks a place of a table over lines so that its column stays in one: 公开 / 自然人, and not 公开 自 / 然人."""

_JOINER = "\u2060"
"""Word joiner: takes no room, and no line breaks at it."""
_LONGEST = 12
"""A longer name is broken all the same: it would leave half a line empty."""
_BEFORE_COLUMN = (" · ", "“")


def keep_column_whole(place: str) -> str:
    """The words of a place, to be shown only: what is behind the last sign before a column is not broken."""
    start = max(place.rfind(sign) + len(sign) if sign in place else 0 for sign in _BEFORE_COLUMN)
    column = place[start:]
    return place[:start] + _JOINER.join(column) if start and len(column) <= _LONGEST else place
