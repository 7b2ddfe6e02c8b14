"""Fonts that have pictures in the place of letters: what a file has is not what a reader of the page sees."""

_BEGIN = ("wingdings", "webdings", "zapfdingbats", "marlett")


def has_pictures(font: str) -> bool:
    """Whether a font of that name has pictures: Wingdings 2."""
    return font.lower().replace(" ", "").startswith(_BEGIN)
