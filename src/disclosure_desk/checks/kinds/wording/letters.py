"""The kind of rule about letters that only look like Chinese ones, or are none."""

from collections.abc import Iterator
from functools import lru_cache

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.strange_letters import strange_letters


@rule_kind("strange_letters")
class StrangeLetters(RuleKind):
    """No radicals stand in the texts for characters, no marks upon them, and no codes without a character."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such letters, with what could stand there."""
        return paragraph_findings(self, context, self.texts, _matches)


@lru_cache(REMEMBERED)
def _matches(paragraph: str) -> tuple[TextMatch, ...]:
    return tuple(TextMatch(*one) for one in strange_letters(paragraph))
