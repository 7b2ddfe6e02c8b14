"""Official words as keys: two spellings of one label differ in spaces, brackets and punctuation, never in letters."""

import re
import unicodedata

_LONGEST = 200
"""No official label is nearly as long; a longer text is none, and is not folded."""

_NUMBER = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，]|\d+\s*[、.．,，])\s*"
)


def label_key(text: str) -> str:
    """Letters and digits of a text in their plain form; "" if it has none or is too long for a label."""
    if len(text) > _LONGEST:
        return ""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def bare_key(label: str) -> str:
    """The key of a label without its leading number, for Word loses automatic numbers; "" if it has no number."""
    found = _NUMBER.match(label)
    return label_key(label[found.end() :]) if found else ""
