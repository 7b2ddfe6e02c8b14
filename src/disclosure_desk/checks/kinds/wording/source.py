"""The kind of rule about a report's source: the official words it should have had."""

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

_LISTED = 3
"""How many differences a message tells before it only counts them."""


def source_differs(rule: Rule, subject: Subject) -> list[Finding]:
    """The source has the official words: nothing of the rule's kinds was noted when it was read.

    A report that is at work prints the official words whatever its source had, so only a source itself is judged.
    """
    noted = [note.text for note in subject.report.notes if note.kind in rule.words]
    if not noted or not subject.given.imported:
        return []
    more = f"等 {len(noted)} 处" if len(noted) > _LISTED else ""
    return [subject.finding(rule, (), differences="；".join(text.rstrip("。") for text in noted[:_LISTED]) + more)]


KINDS = {"source_differs": source_differs}
"""The kinds of rule that stand here."""
