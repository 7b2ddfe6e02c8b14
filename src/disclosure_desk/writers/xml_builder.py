"""Builds elements of XML and HTML in one expression; lxml does the escaping."""

from collections.abc import Mapping

from lxml import etree


def element(name: str, attributes: Mapping[str, str], *children: etree._Element | str) -> etree._Element:
    """An element with its attributes, and its child elements and texts in the order given."""
    made = etree.Element(name, dict(attributes))
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made
