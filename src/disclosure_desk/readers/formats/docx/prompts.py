"""Fields that nobody filled in: what Word shows in them is a prompt, 单击此处输入文字, and no word of the report.

A figure in such a field stays: programs that fill a template often leave the mark, and a reader of the page sees a
figure.
"""

from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.readers.formats.docx.word_xml import is_on, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_LONGEST_PROMPT = 120
"""Characters of a prompt; a field with more, or with a table, has content in it, whatever mark was left."""


def take_prompts(document: XmlElement) -> list[str]:
    """The prompts of a document, which has them no longer."""
    prompts: list[str] = []
    for texts in _prompts(document):
        prompts.append(_words(texts))
        for text in texts:
            text.text = ""
    return prompts


def _prompts(document: XmlElement) -> Iterator[Sequence[XmlElement]]:
    """Yield the texts of each field with a prompt in words."""
    for field in document.iter(word("sdt")):
        content = field.find(word("sdtContent"))
        if content is not None and is_on(field, "sdtPr", "showingPlcHdr"):
            texts = [*content.iter(word("t"))]
            words = _words(texts)
            if not words or len(words) > _LONGEST_PROMPT or is_cell_value(words):
                continue
            if next(content.iter(word("tbl")), None) is None:
                yield texts


def _words(texts: Iterable[XmlElement]) -> str:
    return "".join(text.text or "" for text in texts).strip()
