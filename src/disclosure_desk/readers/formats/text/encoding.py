"""Bytes of a text file -> its text, in the encodings that offices use; what is no text is refused."""

import codecs
import re

from disclosure_desk.readers.model.errors import ReadError

_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_NOTHING = re.compile("(?!)")
_SAMPLE = 200_000
"""Characters, or bytes, by which a guess is judged."""

_CONTROL = frozenset(map(chr, (*range(9), *range(14, 32), *range(127, 133), *range(134, 160))))
_REPLACED = "\ufffd"
_COMMON_SHARE = 0.9
"""A text in the right encoding has at least this share of characters in GB 2312: rare names are few.

Big5 or Cyrillic bytes read as GB18030 have less.
"""


def decode_text(content: bytes, unread: re.Pattern[str] = _NOTHING) -> str:
    """Return the text in UTF-8, UTF-16 or GB18030, with or without a byte order mark. Raise ReadError for no text.

    `unread`: parts of it that are no text, such as the style of a page, in which anything may stand.
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return _require_text(_decoded(content[len(mark) :], encoding), unread)
    if b"\0" in content[:_SAMPLE]:
        return _require_text(_as_utf_16(content), unread)
    return _require_text(_as_utf_8_or_gb18030(content), unread)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _as_utf_16(content: bytes) -> str | None:
    """Return UTF-16 without a mark in the byte order in which the text is Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(content, encoding)
        if text is not None and _is_common(text):
            return text
    return None


def _as_utf_8_or_gb18030(content: bytes) -> str | None:
    text = _decoded(content, "utf-8")
    if text is not None:
        return text
    # GB18030 reads nearly any bytes, so damaged UTF-8 is ruled out before it is tried.
    if _is_damaged_utf_8(content[:_SAMPLE]):
        raise ReadError("这份文字稿是 UTF-8 编码，但中间有损坏的字；请重新另存一次再导入。")
    text = _decoded(content, "gb18030")
    return text if text is not None and _is_common(text) else None


def _is_damaged_utf_8(sample: bytes) -> bool:
    """Return whether most of what is not ASCII reads as UTF-8, which GB18030 hardly ever does."""
    text = sample.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return text.count(_REPLACED) * 4 < beyond_ascii


def _is_common(text: str) -> bool:
    """Return whether nearly all characters are in GB 2312; a wrong guess at an encoding gives rare ones."""
    sample = text[:_SAMPLE]
    return len(sample.encode("gb2312", "ignore").decode("gb2312")) >= _COMMON_SHARE * len(sample)


def _require_text(text: str | None, unread: re.Pattern[str]) -> str:
    """Return the text. Raise ReadError if there is none, or if more than stray control characters are in it."""
    sample = unread.sub("", (text or "")[:_SAMPLE])
    controls = sum(character in _CONTROL for character in sample)
    if text is None or "\0" in text or controls * 1000 > len(sample) + 2000:
        raise ReadError("这不是文字稿，或者编码认不出来；请用记事本或 WPS 另存为 UTF-8 编码的“纯文本（.txt）”再导入。")
    return text
