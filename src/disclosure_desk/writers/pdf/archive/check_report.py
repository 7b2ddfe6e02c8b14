"""The check report: the verdict, and what was found section by section, with room to explain by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.checks.finding import section_name
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import (
    Block,
    Type,
    keeping,
    lines_of,
    paragraph,
    put_line,
    space,
)
from disclosure_desk.writers.pdf.archive.front import Front
from disclosure_desk.writers.pdf.page import Sheet

_LEFT = 74.0
"""How far in what is said stands; left of it are number and severity."""
_WRITING = 26.0
"""The distance of rules to write on."""
_RULE = 0.5


def check_report(front: Front) -> Iterator[Block]:
    """The check report of a dossier."""
    findings, words, form = front.dossier.findings, wording().checks, front.dossier.report.form
    for finding in findings:
        front.require(finding.message + finding.basis + finding.explanation, "checks")
    verdict = Verdict.over(findings)
    counts = words.counts.format(
        errors=verdict.errors,
        warnings=verdict.warnings,
        hints=verdict.hints,
        explained=sum(bool(finding.explanation) for finding in findings),
    )
    rules = words.rules.format(form=form.name, basis=form.basis, count=len(form.rules))
    yield from front.head("checks")
    yield space(12.0)
    yield from keeping(paragraph(words.verdict.format(sentence=verdict.sentence), _loud(front), front.measure))
    yield from keeping(paragraph(counts if findings else words.nothing, front.body, front.measure))
    yield from paragraph(rules, front.small, front.measure)
    yield from _found(front, findings)


def _loud(front: Front) -> Type:
    return Type(front.faces.heading, 14.0, 24.0)


def _found(front: Front, findings: Sequence[Finding]) -> Iterator[Block]:
    number = 0
    for section, group in groupby(findings, key=lambda finding: finding.section):
        yield space(10.0)
        yield from keeping(paragraph(section_name(front.dossier.report.form, section), _loud(front), front.measure))
        for finding in group:
            number += 1
            yield from _finding(front, number, finding)


def _finding(front: Front, number: int, finding: Finding) -> Iterator[Block]:
    """What is wrong, on what ground, what the office said to it, or two rules to write on where it has to."""
    words, measure = wording().checks, front.measure
    first, *others = paragraph(finding.message, front.body, measure, left=_LEFT)
    label = lines_of(f"{number}. {finding.label}", front.label, _LEFT)[0]

    def draw(sheet: Sheet, top: float) -> None:
        put_line(sheet, label, front.label, 0.0, top)
        first.draw(sheet, top)

    said = keeping([replace(first, draw=draw), *others])
    basis = paragraph(words.basis.format(basis=finding.basis), front.small, measure, left=_LEFT)
    yield from keeping([*said, *basis, *_explained(front, finding)])
    yield space(7.0)


def _explained(front: Front, finding: Finding) -> Sequence[Block]:
    label = wording().checks.explanation
    if finding.explanation:
        return list(paragraph(label + finding.explanation, front.body, front.measure, left=_LEFT))
    return [_writing(front, label), _writing(front, "")] if finding.severity == "warning" and finding.is_open else []


def _writing(front: Front, label: str) -> Block:
    """A rule to write on, after a label."""
    lines = lines_of(label, front.body, front.measure)
    width = sum(line.width for line in lines)

    def draw(sheet: Sheet, top: float) -> None:
        low = top + _WRITING - 3
        for line in lines:
            put_line(sheet, line, front.body, _LEFT, top + _WRITING - front.body.leading)
        sheet.rules(_RULE, [(_LEFT + width, low, front.measure, low)])

    return Block(_WRITING, draw)
