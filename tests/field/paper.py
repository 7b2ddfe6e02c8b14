"""A report as a sequence of titles, headings, paragraphs and tables, before it is written in any format."""

from collections.abc import Mapping
from typing import NamedTuple

from sheets import Manner, Table, disputes, joined, proactive, requests
from truth import FORM, Truth

HEADINGS = {section.id: section.heading for section in FORM.sections}
TOPICS = {text.id: text.heading for text in FORM.section("overview").texts}


class Line(NamedTuple):
    """A paragraph; kind: title, heading, topic or text."""

    text: str
    kind: str = "text"


Block = Line | Table


class Plan(NamedTuple):
    """How a report is put together.

    title: with {unit} and {year}, its lines parted by |; topics: `glued` to their text, on an `own` line, `numbered`
    1. 2. 3., or `none`; without: sections whose table is not there.
    """

    manner: Manner = Manner()
    headings: Mapping[str, str] = HEADINGS
    title: str = "{unit}|{year}年政府信息公开工作年度报告"
    topics: str = "glued"
    split_proactive: bool = False
    preface: bool = True
    without: frozenset[str] = frozenset()
    replies: Mapping[str, str] = {}  # what stands where a table is missing
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def paper(truth: Truth, plan: Plan = Plan()) -> list[Block]:  # noqa: B008 - a value
    """The blocks of a report."""
    title = plan.title.format(unit=truth.unit, year=truth.year)
    lines: list[Block] = [Line(text) for text in plan.before]
    lines += [Line(part, "title") for part in title.split("|")] if title else []
    if plan.preface:
        lines += [Line(truth.texts["preface"])]
    for section in FORM.sections[1:]:
        lines.append(Line(plan.headings[section.id], "heading"))
        lines += _section(section.id, truth, plan)
    return lines + [Line(text) for text in plan.after]


def _section(section: str, truth: Truth, plan: Plan) -> list[Block]:
    if section == "overview":
        return _overview(truth, plan)
    if section not in FORM.grids:
        return [Line(part) for part in truth.texts[section].split("\n")]
    if section in plan.without:
        return [Line(plan.replies[section])] if section in plan.replies else []
    return _tables(section, truth, plan)


def _tables(section: str, truth: Truth, plan: Plan) -> list[Block]:
    if section == "requests":
        return [requests(truth, plan.manner)]
    if section == "disputes":
        return [disputes(truth, plan.manner)]
    tables = proactive(truth, plan.manner)
    return list(tables) if plan.split_proactive else [joined(tables)]


def _overview(truth: Truth, plan: Plan) -> list[Block]:
    lines: list[Block] = [Line(truth.texts["overview.lead"])]
    for number, (place, heading) in enumerate(list(TOPICS.items())[1:], 1):
        text = truth.texts[place]
        if plan.topics == "own":
            lines += [Line(heading, "topic"), Line(text)]
        elif plan.topics == "glued":
            lines.append(Line(f"{heading}：{text}"))
        elif plan.topics == "numbered":
            lines.append(Line(f"{number}.{heading[3:]}情况。{text}"))
        else:
            lines.append(Line(text))
    return lines
