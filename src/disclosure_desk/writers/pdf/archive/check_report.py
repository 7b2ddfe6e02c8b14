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
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext
from disclosure_desk.writers.pdf.page import PageCanvas

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
        yield from keep_together(
            paragraph(section_name(context.record.report.form, section), _section_style(context), context.measure)
        )
        for finding in group:
            number += 1
            yield from _finding(context, number, finding)


def _finding(context: SheetContext, number: int, finding: Finding) -> Iterator[PageBlock]:
    """A finding, its basis, and its explanation, or two rules to write one on where it is needed."""
    words, measure = wording().checks, context.measure
    first, *others = paragraph(finding.message, context.body, measure, left=_LEFT)
    label = lines_of(f"{number}. {finding.label}", context.label, _LEFT)[0]

    def draw(canvas: PageCanvas, top: float) -> None:
        draw_line(canvas, label, context.label, 0.0, top)
        first.draw(canvas, top)

    message = keep_together([replace(first, draw=draw), *others])
    basis = paragraph(words.basis.format(basis=finding.basis), context.small, measure, left=_LEFT)
    yield from keep_together([*message, *basis, *_explained(context, finding)])
    yield space(7.0)


def _explained(context: SheetContext, finding: Finding) -> Sequence[PageBlock]:
    label = wording().checks.explanation
    if finding.explanation:
        return list(paragraph(label + finding.explanation, context.body, context.measure, left=_LEFT))
    return (
        [_writing(context, label), _writing(context, "")] if finding.severity == "warning" and finding.is_open else []
    )


def _writing(context: SheetContext, label: str) -> PageBlock:
    """A rule to write on, after a label."""
    lines = lines_of(label, context.body, context.measure)
    width = sum(line.width for line in lines)

    def draw(canvas: PageCanvas, top: float) -> None:
        low = top + _WRITING - 3
        for line in lines:
            draw_line(canvas, line, context.body, _LEFT, top + _WRITING - context.body.leading)
        canvas.rules(_RULE, [(_LEFT + width, low, context.measure, low)])

    return PageBlock(_WRITING, draw)
