"""Refuses characters that XML, and so an office file, cannot hold; the error says where the clerk finds them."""

from collections.abc import Iterator

from disclosure_desk.core.report import Report
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.writers.errors import WriteError
from disclosure_desk.writers.outline import Paragraph, Part, outline

_FORBIDDEN = lazy_pattern("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_BEFORE = 10
"""How many characters before the forbidden one are shown, so that the clerk finds it."""


def writable_outline(report: Report) -> tuple[Part, ...]:
    """The report's outline; raises WriteError if its title or a paragraph holds a character that XML forbids."""
    _refuse("标题（单位名称）", report.title)
    parts = tuple(outline(report))
    for name, paragraph in _named(report, parts):
        _refuse(name, paragraph.text)
    return parts


def _named(report: Report, parts: tuple[Part, ...]) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs, each with its name: the text it belongs to and its number in that."""
    place, number = "", 0
    for part in parts:
        if isinstance(part, Paragraph):
            number = number + 1 if part.place == place else 1
            place = part.place
            yield f"{report.form.place_name(place)}第 {number} 段", part


def _refuse(name: str, text: str) -> None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    start = found.start()
    before = text[max(0, start - _BEFORE) : start]
    where = f"“{before}”后面" if before else "开头"
    raise WriteError(
        f"{name}第 {start + 1} 个字（{where}）是看不见的控制字符 U+{ord(found[0]):04X}，文件里放不下；请删掉它再导出。"
    )
