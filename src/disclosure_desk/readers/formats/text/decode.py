"""Bytes of a text file -> its text, in the encodings that offices use; what is no text is refused."""

import codecs

from disclosure_desk.readers.model.errors import ReadError

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAMPLE = 200_000
"""So many characters tell whether a text is one."""

_CONTROL = frozenset(map(chr, (*range(9), *range(14, 32), *range(127, 133), *range(134, 160))))
_TORN = "�"


def decode(content: bytes) -> str:
    """The text in UTF-8, UTF-16 or GB18030, with or without a mark; raises ReadError, without a file's name."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _checked(_strict(content[len(mark) :], encoding))
    if b"\0" in content[:_SAMPLE]:
        return _checked(_wide(content))
    return _checked(_narrow(content))


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which the text is Chinese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(content, encoding)
        if text is not None and _is_usual(text):
            return text
    return None


def _narrow(content: bytes) -> str | None:
    text = _strict(content, "utf-8")
    if text is not None:
        return text
    if _is_torn_utf8(content[:_SAMPLE]):
        raise ReadError("这份文字稿是 UTF-8 编码，但中间有损坏的字；请重新另存一次再导入。")
    text = _strict(content, "gb18030")
    return text if text is not None and _is_usual(text) else None


def _is_torn_utf8(sample: bytes) -> bool:
    """Whether nearly all of what is not ASCII reads as UTF-8, which GB18030 hardly ever does."""
    text = sample.decode("utf-8", "replace")
    foreign = sum(character > "\x7f" for character in text)
    return text.count(_TORN) * 4 < foreign


def _is_usual(text: str) -> bool:
    """Whether nearly all characters are ASCII or of GB 2312; a wrong guess at an encoding gives rare ones."""
    sample = text[:_SAMPLE]
    return len(sample.encode("gb2312", "ignore").decode("gb2312")) >= 0.9 * len(sample)


def _checked(text: str | None) -> str:
    sample = (text or "")[:_SAMPLE]
    controls = sum(character in _CONTROL for character in sample)
    if text is None or "\0" in text or controls * 1000 > len(sample) + 2000:
        raise ReadError("这不是文字稿，或者编码认不出来；请用记事本或 WPS 另存为 UTF-8 编码的“纯文本（.txt）”再导入。")
    return text
