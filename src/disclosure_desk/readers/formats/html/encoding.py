"""Bytes of a web page -> its text: by what the bytes are, then by the character set that the page names."""

import re
from collections.abc import Mapping

from disclosure_desk.readers.formats.text.encoding import decode_text
from disclosure_desk.readers.model.errors import ReadError

_LABEL = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_BEGINNING = 8192
"""Within so many bytes a page names its character set."""

_ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    **dict.fromkeys(("gb2312", "gb_2312-80", "x-gbk", "gbk", "cp936", "gb18030"), "gb18030"),
}
_TRADITIONAL = frozenset({"big5", "big5-hkscs", "x-big5", "cp950"})
_MOST_TORN = 0.001
"""A page with a larger share of torn characters is not what it says; a few come from texts cut at a number of bytes."""


def page_text(content: bytes, label: str = "") -> str:
    """The text of a page, its character set named in its transport or within; raises ReadError where neither fits.

    The bytes come first, for pages often name another character set than theirs; the name helps where a few are torn.
    """
    try:
        return decode_text(content)
    except ReadError:
        text = _torn(content, (label or _label(content)).lower())
        if text is None:
            raise
        return text


def _label(content: bytes) -> str:
    found = _LABEL.search(content[:_BEGINNING])
    return found[1].decode("ascii") if found else ""


def _torn(content: bytes, label: str) -> str | None:
    """The text with marks where characters are torn; None if they are many, or the label says nothing."""
    if label in _TRADITIONAL:
        raise ReadError("这是繁体字（Big5 编码）的网页；请打开简体中文版，另存后再导入。")
    if label not in _ENCODINGS:
        return None
    text = content.replace(b"\0", b"").decode(_ENCODINGS[label], "replace")
    return text if text.count("�") <= 1 + _MOST_TORN * len(text) else None
