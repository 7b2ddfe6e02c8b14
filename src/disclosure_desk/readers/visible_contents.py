"""What a source shows: its items, or a report kept as JSON, without the characters that nobody sees.

Input: what a file reader found. Output: the same with such characters taken out, and one remark that tells which; an
item of several lines becomes several. Invariant: nothing that can be seen changes.
"""

from collections.abc import Iterable, Iterator

from disclosure_desk.core.report import Note, Report, Value, new_report
from disclosure_desk.readers.model.source_items import SourceContent, SourceParagraph, SourceRemark, SourceRow
from disclosure_desk.text.invisible import INVISIBLE, invisible_summary, without_invisible


def visible_contents(contents: Iterable[SourceContent]) -> Iterator[SourceContent]:
    """The contents as one sees them, and at the end a remark on what was taken out, if anything was."""
    taken_out: list[str] = []
    for content in contents:
        if not INVISIBLE.search(content.text):
            yield content
            continue
        taken_out.append(content.text)
        if isinstance(content, SourceParagraph):
            lines = map(str.strip, without_invisible(content.text).split("\n"))
            yield from (content._replace(text=line) for line in lines if line)
        elif isinstance(content, SourceRow):
            yield content._replace(cells=tuple(map(without_invisible, content.cells)))
        else:
            yield content._replace(text=without_invisible(content.text))
    if summary := invisible_summary("".join(taken_out)):
        yield SourceRemark(_remark_text(summary))


def visible_report(report: Report) -> Report:
    """A report that was kept with such characters in its texts or its unit's name, without them, with a note on it."""
    kept = "\n".join([report.unit, *report.texts.values()])
    if not INVISIBLE.search(kept):
        return report
    values: dict[str, Value] = {**report.cells, **report.explanations}
    values |= {place: without_invisible(text) for place, text in report.texts.items()}
    note = Note("unplaced", "", _remark_text(invisible_summary(kept)))
    return new_report(report.form, without_invisible(report.unit), report.year, values, (*report.notes, note))


def _remark_text(summary: str) -> str:
    return f"原文里有看不见的字符，已经去掉：{summary}。" if summary else "原文里换行用的控制字符已经改成换行。"
