"""Recognises the official headings of sections and the sub-heads of topics in a paragraph."""

from dataclasses import dataclass

from disclosure_desk.form import Form, Section, Text
from disclosure_desk.readers.labels import bare_key, label_key

_ALIKE = 60
"""Longer paragraphs are prose, whatever they start with."""


@dataclass(frozen=True, slots=True)
class Found:
    """The section a heading opens; `exact` unless its number is missing."""

    section: Section
    exact: bool


class Headings:
    """The headings of a form by their keys."""

    def __init__(self, form: Form) -> None:
        headed = [section for section in form.sections if section.heading]
        self._found = {bare_key(section.heading): Found(section, exact=False) for section in headed}
        self._found |= {label_key(section.heading): Found(section, exact=True) for section in headed}
        self._topics = {label_key(text.heading): text for text in form.texts.values() if text.heading}

    def section(self, paragraph: str) -> Found | None:
        """The section whose heading the paragraph is, and is nothing but."""
        return self._found.get(label_key(paragraph)) if len(paragraph) <= _ALIKE else None

    def topic(self, paragraph: str, section: Section) -> Text | None:
        """The topic of the section whose sub-head the paragraph starts with."""
        start = label_key(paragraph[:_ALIKE])
        topics = (text for key, text in self._topics.items() if start.startswith(key))
        return next((text for text in topics if text.section == section.id), None)
