"""Texts and names in the written form that a PDF has for them; no library is loaded for these."""

_PLAIN = (" ", "~"), ("\xa0", "\ud7ff"), ("\ue000", "\ufffd"), ("\U00010000", "\U0010ffff")
"""The first and last of the characters that XML can hold and a line of text may have."""
_SIGNS_IN_NAMES = b"+,._-"
_LONGEST_NAME = 127
"""No name may have more bytes in an archived file."""


def plain(text: str) -> str:
    """Text with a space for each character that XML, and so the XMP packet, cannot hold."""
    if text.isprintable():
        return text
    return "".join(sign if any(first <= sign <= last for first, last in _PLAIN) else " " for sign in text)


def text_string(text: str) -> bytes:
    """Text in any script as a string object."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def name(text: str) -> bytes:
    """A name object; one that is too long loses its end."""
    written, length = "/", 0
    for letter in text:
        length += len(letter.encode())
        if length > _LONGEST_NAME:
            break
        written += "".join(map(_in_name, letter.encode()))
    return written.encode()


def _in_name(byte: int) -> str:
    return chr(byte) if bytes([byte]).isalnum() or byte in _SIGNS_IN_NAMES else f"#{byte:02X}"
