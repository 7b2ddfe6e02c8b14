"""Recognises the official headings of sections and the sub-heads of topics in a paragraph."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from disclosure_desk.form import Form, Section, Text
from disclosure_desk.readers.labels import bare_key, label_key

_LONGEST = 60
"""Longer paragraphs are prose, whatever they start with."""

_ALIKE = 0.65
"""So alike, of 1, are 五、存在问题及改进措施 and its official heading; sub-heads of other matters are less."""


class Found(NamedTuple):
    """The section a heading opens; `exact` unless its words or its number differ from the official ones."""

    section: Section
    exact: bool


class Headings:
    """The headings of a form by their keys."""

    def __init__(self, form: Form, paragraphs: Iterable[str]) -> None:
        """With all paragraphs of the source: a heading that differs counts only where the official one is absent."""
        headed = {label_key(section.heading): section for section in form.sections if section.heading}
        self._found = {bare_key(section.heading): Found(section, exact=False) for section in headed.values()}
        self._found |= {key: Found(section, exact=True) for key, section in headed.items()}
        self._topics = {label_key(text.heading): text for text in form.texts.values() if text.heading}
        present = {found.section.id for paragraph in paragraphs if (found := self._official(paragraph))}
        self._absent = {key: section for key, section in headed.items() if section.id not in present}

    def section(self, paragraph: str) -> Found | None:
        """The section whose heading the paragraph is, and is nothing but."""
        return self._official(paragraph) or self._alike(paragraph)

    def topic(self, paragraph: str, section: Section) -> Text | None:
        """The topic of the section whose sub-head the paragraph starts with."""
        start = label_key(paragraph[:_LONGEST])
        topics = (text for key, text in self._topics.items() if start.startswith(key))
        return next((text for text in topics if text.section == section.id), None)

    def _official(self, paragraph: str) -> Found | None:
        return self._found.get(label_key(paragraph)) if len(paragraph) <= _LONGEST else None

    def _alike(self, paragraph: str) -> Found | None:
        """A heading with the right number and nearly the right words."""
        if len(paragraph) > _LONGEST or not bare_key(paragraph):
            return None
        key = label_key(paragraph)
        for official, section in self._absent.items():
            if key[0] == official[0] and SequenceMatcher(None, key, official).ratio() >= _ALIKE:
                return Found(section, exact=False)
        return None
