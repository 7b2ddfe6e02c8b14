"""Which findings only follow from another about the same place: one story for the clerk, not two alarms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.core.form import EXPLANATION, Rule


def with_causes(rules: Iterable[Rule], findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in their order, each that follows from another with the key of its cause."""
    follows = {rule.key: rule.follows for rule in rules if rule.follows}
    for finding in findings:
        leaders = follows.get(_rule_key(finding), ())
        cause = next((one for one in findings if _rule_key(one) in leaders and _touch(finding, one)), None)
        yield replace(finding, follows_from=cause.key) if cause else finding


def beneath_causes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in their order, but what follows from another of its section right after that one."""
    places = {(finding.section, finding.key) for finding in findings}
    followers: dict[str, list[Finding]] = {}
    for finding in findings:
        if (finding.section, finding.follows_from) in places:
            followers.setdefault(finding.follows_from, []).append(finding)
    for finding in findings:
        if (finding.section, finding.follows_from) not in places:
            yield finding
            yield from (one for one in followers.get(finding.key, ()) if one.section == finding.section)


def _rule_key(finding: Finding) -> str:
    return finding.key.removeprefix(EXPLANATION).rpartition(".")[0]


def _touch(one: Finding, other: Finding) -> bool:
    """Whether two findings are about the same words, or, where one of them marks none, the same place."""
    if one.marks and other.marks:
        return any(_overlap(mine, theirs) for mine in one.marks for theirs in other.marks)
    return bool(set(one.cells) & set(other.cells))


def _overlap(one: TextMark, other: TextMark) -> bool:
    return one.text == other.text and one.start < other.end and other.start < one.end
