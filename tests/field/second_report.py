"""How the offices of the second batch word and order their reports, before any format."""

from collections.abc import Mapping
from typing import NamedTuple

from paper import HEADINGS, Block, Line
from sheets import Cell, Label, Manner, Show, Table, disputes, joined, proactive, requests
from truth import FORM, Truth

Topics = tuple[str, str, str, str, str]


class Fashion(NamedTuple):
    """How a report is worded: title, headings, topics (a | breaks the line), labels, figures, and how tables are cut.

    above, below: lines at each table; cut: `no`, `blocks` (table two by its blocks), `rows` (table three in two).
    """

    title: str = "{unit}|{year}年政府信息公开工作年度报告"
    headings: Mapping[str, str] = HEADINGS
    topics: Topics = (
        "（一）主动公开。",
        "（二）依申请公开。",
        "（三）政府信息管理。",
        "（四）政府信息公开平台建设。",
        "（五）监督保障。",
    )
    label: Label = lambda text: text
    show: Show = lambda _, figure: figure
    above: str = ""
    below: str = ""
    titled: bool = False
    cut: str = "no"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


PLAIN = Fashion()


def blocks_of(truth: Truth, fashion: Fashion = PLAIN) -> list[Block]:
    """The blocks of a report."""
    blocks: list[Block] = [Line(text) for text in fashion.before]
    blocks += [Line(part, "title") for part in _said(fashion.title, truth).split("|")]
    blocks += [Line(part) for part in truth.texts["preface"].split("\n")]
    for section in FORM.sections[1:]:
        blocks.append(Line(_said(fashion.headings[section.id], truth), "heading"))
        blocks += _section(section.id, truth, fashion)
    return blocks + [Line(_said(text, truth)) for text in fashion.after]


def _said(words: str, truth: Truth) -> str:
    return words.format(unit=truth.unit, year=truth.year, next=truth.year + 1)


def _section(section: str, truth: Truth, fashion: Fashion) -> list[Block]:
    if section == "overview":
        return [Line(truth.texts["overview.lead"]), *_topics(truth, fashion)]
    if section not in FORM.grids:
        return [Line(part) for part in truth.texts[section].split("\n")]
    tables: list[Block] = list(_tables(section, truth, fashion))
    name = FORM.section(section).name
    above = [Line(fashion.above.format(name=name))] if fashion.above else []
    return [*above, *tables, *([Line(fashion.below)] if fashion.below else [])]


def _topics(truth: Truth, fashion: Fashion) -> list[Block]:
    lines: list[Block] = []
    for text, words in zip(FORM.section("overview").texts[1:], fashion.topics, strict=True):
        head, *own = words.split("|")
        parts = truth.texts[text.id].split("\n")
        lines += [Line(head, "topic")] if own else [Line(head + parts.pop(0))]
        lines += [Line(part) for part in parts]
    return lines


def _tables(section: str, truth: Truth, fashion: Fashion) -> list[Table]:
    manner = Manner(show=fashion.show, label=_years(fashion.label, truth))
    if section == "disputes":
        tables = [disputes(truth, manner)]
    elif section == "requests":
        table = requests(truth, manner)
        tables = [table[:16], table[16:]] if fashion.cut == "rows" else [table]
    else:
        tables = proactive(truth, manner)
        tables = tables if fashion.cut == "blocks" else [joined(tables)]
    if fashion.titled:
        width = {"proactive": 4, "requests": 10, "disputes": 15}[section]
        tables[0] = ((Cell(FORM.section(section).name, columns=width),), *tables[0])
    return tables


def _years(label: Label, truth: Truth) -> Label:
    return lambda text: label(text).format(year=truth.year)
