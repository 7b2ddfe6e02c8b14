"""The text of a web page as a browser shows it: which of its blanks count."""

import re

_UNSEEN = dict.fromkeys(
    (*range(9), *range(14, 32), *range(127, 160), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF), None
) | dict.fromkeys((0x0B, 0xA0, 0x2007, 0x202F), " ")
"""Characters that show nothing, and blanks that do not break a line. A figure with one of them is still one."""

_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\u2014\u2018-\u201d\u2026]"
_BREAK = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
"""A line of source that ends within Chinese: Word breaks it there, and no blank is meant."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")


def shown(source: str) -> str:
    """A run of text without the blanks that only lay out the page's source, nor those around it."""
    return _BLANKS.sub(" ", _BREAK.sub("", source)).translate(_UNSEEN).strip()
