"""Which findings only follow from another about the same place: one story for the clerk, not two alarms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disclosure_desk.checks.finding import Finding, Mark
from disclosure_desk.form import Rule


def with_causes(rules: Iterable[Rule], findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in their order, each that follows from another with the key of its cause."""
    follows = {rule.id: rule.follows for rule in rules if rule.follows}
    for finding in findings:
        causes = (one for one in findings if one.rule in follows.get(finding.rule, ()) and _touch(finding, one))
        cause = next(causes, None)
        yield replace(finding, cause=cause.key) if cause and not finding.cause else finding


def _touch(one: Finding, other: Finding) -> bool:
    return any(_overlap(mine, theirs) for mine in one.marks for theirs in other.marks)


def _overlap(one: Mark, other: Mark) -> bool:
    return one.text == other.text and one.start < other.end and other.start < one.end
