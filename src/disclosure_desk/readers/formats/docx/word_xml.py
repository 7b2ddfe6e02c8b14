"""Access to WordprocessingML: full names, the values of properties, and the children behind wrappers."""

from collections.abc import Iterable, Iterator

from disclosure_desk.readers.formats.office.safe_xml import XmlElement

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_LONGEST_NUMBER = 4
"""No level, start or number of columns has more digits."""

ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def word(name: str) -> str:
    """Return the full name of one of Word's elements or attributes."""
    return _WORD + name


def value(holder: XmlElement | None, *path: str) -> str | None:
    """Return the value of a property down a path of elements; "" if it has none, None if there is no such property."""
    for name in path:
        holder = None if holder is None else holder.find(word(name))
    return None if holder is None else holder.get(word("val"), "")


def is_on(holder: XmlElement, *path: str) -> bool:
    """Return whether a property is on: it is there, and its value is not one of those for off."""
    found = value(holder, *path)
    return found is not None and found not in _OFF


def small_number(text: str | None, default: int = 0) -> int:
    """Return the number that an attribute has; the default if it is none, or absurdly long."""
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST_NUMBER else default


def chosen(alternatives: XmlElement) -> Iterable[XmlElement]:
    """Return the content of the first alternative that has any."""
    return next((alternative for alternative in alternatives if len(alternative)), ())


_WRAPPERS = frozenset(map(word, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))


def unwrapped_children(holder: Iterable[XmlElement], *names: str) -> Iterator[XmlElement]:
    """Yield the children of these names, also those within wrappers that print nothing themselves."""
    wanted = tuple(map(word, names))
    for child in holder:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from unwrapped_children(child, *names)
        elif child.tag == ALTERNATIVES:
            yield from unwrapped_children(chosen(child), *names)
