"""The check report: the verdict and the findings, section by section, with room to explain them by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from disclosure_desk.checks import Finding, Verdict, rules_of
from disclosure_desk.checks.finding import section_name
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import (
    PageBlock,
    TypeStyle,
    draw_line,
    keep_together,
    lines_of,
    paragraph,
    space,
)
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext, by_hand
from disclosure_desk.writers.pdf.page import PageCanvas
from disclosure_desk.writers.pdf.structure import Artifact, StructureElement

_LEFT = 74.0
"""How far in the findings begin; left of them are number and severity."""
_WRITING = 26.0
"""The distance of rules to write on."""
_RULE = 0.5


def check_report(context: SheetContext) -> Iterator[PageBlock]:
    """The blocks of the check report."""
    findings, words, form = context.record.findings, wording().checks, context.record.report.form
    for finding in findings:
        context.require(finding.message + finding.basis + finding.explanation, "checks")
    verdict = Verdict.over(findings)
    counts = words.counts.format(
        errors=verdict.errors,
        warnings=verdict.warnings,
        hints=verdict.hints,
        explained=sum(bool(finding.explanation) for finding in findings),
    )
    rules = words.rules.format(form=form.name, basis=form.basis, count=len(rules_of(form)))
    yield from context.head("checks")
    yield space(12.0)
    yield from keep_together(
        paragraph(words.verdict.format(sentence=verdict.sentence), _section_style(context), context.measure)
    )
    yield from keep_together(paragraph(counts if findings else words.nothing, context.body, context.measure))
    yield from paragraph(rules, context.small, context.measure)
    yield from _findings(context, findings)


def _section_style(context: SheetContext) -> TypeStyle:
    return TypeStyle(context.fonts.heading, 14.0, 24.0)


def _findings(context: SheetContext, findings: Sequence[Finding]) -> Iterator[PageBlock]:
    number = 0
    for section, group in groupby(findings, key=lambda finding: finding.section):
        yield space(10.0)
        name = section_name(context.record.report.form, section)
        yield from keep_together(
            paragraph(name, _section_style(context), context.measure, element=StructureElement("H2"))
        )
        listed = StructureElement("L", attributes=b"/A<</O/List/ListNumbering/Decimal>>")
        for finding in group:
            number += 1
            yield from _finding(context, number, finding, StructureElement("LI", listed))


def _finding(context: SheetContext, number: int, finding: Finding, item: StructureElement) -> Iterator[PageBlock]:
    """A finding, its basis, and its explanation, or two rules to write one on where it is needed."""
    words, measure = wording().checks, context.measure
    number_and_severity, body = StructureElement("Lbl", item), StructureElement("LBody", item)
    first, *others = _body_paragraph(finding.message, context.body, measure, body)
    label = lines_of(f"{number}. {finding.label}", context.label, _LEFT)[0]

    def draw(canvas: PageCanvas, top: float) -> None:
        draw_line(canvas, label, context.label, (0.0, top), number_and_severity)
        first.draw(canvas, top)

    message = keep_together([replace(first, draw=draw), *others])
    basis = _body_paragraph(words.basis.format(basis=finding.basis), context.small, measure, body)
    yield from keep_together([*message, *basis, *_explained(context, finding, body)])
    yield space(7.0)


def _body_paragraph(text: str, kind: TypeStyle, measure: float, body: StructureElement) -> list[PageBlock]:
    """A paragraph in the body of a finding."""
    return paragraph(text, kind, measure, _LEFT, StructureElement("P", body))


def _explained(context: SheetContext, finding: Finding, body: StructureElement) -> Sequence[PageBlock]:
    label = wording().checks.explanation
    if finding.explanation:
        return _body_paragraph(label + finding.explanation, context.body, context.measure, body)
    if finding.severity != "warning" or not finding.is_open:
        return []
    return [_writing(context, label, StructureElement("P", body)), _writing(context, "", None)]


def _writing(context: SheetContext, label: str, element: StructureElement | None) -> PageBlock:
    """A rule to write on, after a label; without a label it goes on with the one before."""
    lines = lines_of(label, context.body, context.measure)
    width = sum(line.width for line in lines)

    def draw(canvas: PageCanvas, top: float) -> None:
        low = top + _WRITING - 3
        for line in lines:
            at = _LEFT, top + _WRITING - context.body.leading
            draw_line(canvas, line, context.body, at, element or Artifact.LAYOUT)
        mark = by_hand(element) if element else Artifact.LAYOUT
        canvas.rules(_RULE, [(_LEFT + width, low, context.measure, low)], mark)

    return PageBlock(_WRITING, draw)
