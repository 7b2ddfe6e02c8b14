"""What is written as text is read back by a parser as it was."""

import pytest
from lxml import etree

from disclosure_desk.writers.xml_text import document, element, words

TEXTS = ["", "甲", "a & b < c > d", "\"a\" 'b'", "a\tb\nc\rd\r\n", "&amp; ]]> <!-- -->", "𠮷\U0001f600"]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_and_attributes_are_read_back(text):
    root = etree.fromstring(document(element("a", {"b": text, "c": 1}, element("d"), words(text))))
    (child,) = root

    assert (root.get("b"), root.get("c"), child.tag, child.tail or "") == (text, "1", "d", text)


def test_an_element_with_nothing_in_it_is_written_short():
    assert element("a", {"b": 1}) == '<a b="1"/>'
    assert element("a", {}, "") == "<a></a>"
