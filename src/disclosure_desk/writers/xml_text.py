"""XML and HTML as text: elements and what is written in them.

A report's file has thousands of elements and is written in a few milliseconds; a library's objects take several times
as long.
"""

from collections.abc import Mapping

_NO_ATTRIBUTES: Mapping[str, object] = {}
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES = _IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
"""What would be read as something else; readers take a line end in an attribute for a blank."""


def element(name: str, attributes: Mapping[str, object] = _NO_ATTRIBUTES, *inside: str) -> str:
    """An element with its attributes, and with what is written in it; `words` writes a text."""
    begin = beginning(name, attributes)
    return f"{begin}{''.join(inside)}</{name}>" if inside else f"{begin[:-1]}/>"


def beginning(name: str, attributes: Mapping[str, object] = _NO_ATTRIBUTES) -> str:
    """The tag that begins an element: all there is of one that HTML lets have no end."""
    listed = "".join([f' {key}="{str(value).translate(_IN_ATTRIBUTES)}"' for key, value in attributes.items()])
    return f"<{name}{listed}>"


def words(text: str) -> str:
    """Text as it is written in an element; it has no character that XML cannot hold."""
    return text.translate(_IN_TEXT)


def document(root: str) -> bytes:
    """A file with this element as its root."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()
