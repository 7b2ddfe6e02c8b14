"""The texts of a workbook: a cell names its text by a number, and the part of texts has each text once."""

from disclosure_desk.writers.xlsx.sheet_xml import NAMESPACE
from disclosure_desk.writers.xml_text import document, element, words

_KEPT = {"xml:space": "preserve"}


class SharedTexts:
    """The texts of one workbook, numbered as they come."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number by which cells name a text."""
        return self._texts.setdefault(text, len(self._texts))

    def part(self) -> bytes:
        """The part of texts."""
        texts = (element("si", {}, element("t", _KEPT, words(text))) for text in self._texts)
        return document(element("sst", {"xmlns": NAMESPACE, "uniqueCount": len(self._texts)}, *texts))
