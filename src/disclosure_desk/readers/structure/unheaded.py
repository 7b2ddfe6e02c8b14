"""Where a section begins whose heading is gone: the tables, the topics and the words of the texts show it.

Input: the items of a source, or the lines in which the section must begin. Output: the number of an item, None where
nothing shows it. Invariant: what is told so is a guess, and is marked by whoever asks.

The text before the tables is preface and section one: that begins at its first topic, or before it behind the last
sentence on the report itself (本报告, 统计期限). The text behind them is section five and then six, which begins where
a line speaks of its matters and of none of section five's: 本年度未收取信息处理费。
"""

from collections.abc import Sequence

from disclosure_desk.core.form import Form, Section
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.structure.headings import LONGEST_HEADING
from disclosure_desk.readers.vocabulary.label_key import key_without_number, normalise_label, normalised_text
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_SHORTEST_LABEL, _LEAST_LABELLED = 4, 3
"""Letters of a label that is no word of a text (其他, 总计), and the rows with one that are a table."""

_LEAST_TOPICS = 2
_NOTE = lazy_pattern(r"[\s（(【]*(?:注|备注|说明|附注|填表说明)[\s\d]*[：:、.]|[*＊※]")
"""What stands under a table and is about it: 注：以上数据含下属单位。"""

NumberedLines = Sequence[tuple[int, str]]


def table_range(form: Form, items: Sequence[SourceItem]) -> range | None:
    """The items from the first to the last that has a label of the form's tables; None where there are hardly any."""
    labels = _labels(form)
    cells = (item.cells if isinstance(item, SourceRow) else (item.text,) for item in items)
    labelled = [number for number, own in enumerate(cells) if any(normalise_label(cell) in labels for cell in own)]
    return range(labelled[0], labelled[-1] + 1) if len(labelled) >= _LEAST_LABELLED else None


def _labels(form: Form) -> frozenset[str]:
    blocks = [block for grid in form.grids.values() for block in grid.blocks]
    rows = [row.label for block in blocks for row in block.rows]
    columns = [column.label for block in blocks for column in block.columns]
    words = (*(block.caption for block in blocks), *(word for path in (*rows, *columns) for word in path))
    return frozenset(key for key in map(normalise_label, words) if len(key) >= _SHORTEST_LABEL)


def begin_of_overview(section: Section, lines: NumberedLines) -> int | None:
    """The item with which section one begins; None where fewer than two topics show that it is there at all."""
    topic = _first_topic(section, lines)
    words = load_office_variants().unheaded.preface
    before = [(item, line) for item, line in lines if topic is not None and item < topic]
    of_report = [item for item, line in before if "。" in line and words.search(line)]
    lead = [item for item, line in before if of_report and item > of_report[-1] and "。" in line]
    return lead[0] if lead else topic


def _first_topic(section: Section, lines: NumberedLines) -> int | None:
    """The item of the first line that begins with a topic's sub-heading; None where fewer than two topics do."""
    variants = load_office_variants().topics
    found: dict[str, int] = {}
    for item, line in lines:
        number = leading_number(line)
        key = normalised_text(line, number.end, LONGEST_HEADING).key if number else ""
        for text in section.texts[1:]:
            official = key_without_number(text.heading)
            if key and (key.startswith(official) or (text.id in variants and variants[text.id].starts.match(key))):
                found.setdefault(text.id, item)
    return min(found.values()) if len(found) >= _LEAST_TOPICS else None


def begin_of_problems(behind: NumberedLines, *, is_last: bool) -> int | None:
    """The first line behind the tables; None without a sentence, or where all is on matters of the section behind.

    `is_last`: no section behind has a heading.
    """
    prose = _prose(behind)
    if not any("。" in line for _, line in prose):
        return None
    words = load_office_variants().unheaded
    is_other = is_last and words.other.search(prose[0][1]) and not any(words.problems.search(line) for _, line in prose)
    return None if is_other else prose[0][0]


def begin_of_other(behind: NumberedLines, *, has_problems: bool) -> int | None:
    """The first line that speaks of matters of the last section; where the section before is empty, the first."""
    words = load_office_variants().unheaded
    prose = _prose(behind)
    if not has_problems:
        return prose[0][0] if any("。" in line for _, line in prose) else None
    own = (item for item, line in prose if words.other.search(line) and not words.problems.search(line))
    return next(own, None)


def _prose(lines: NumberedLines) -> list[tuple[int, str]]:
    """The lines without the notes under a table."""
    return [(item, line) for item, line in lines if not _NOTE.match(line)]
