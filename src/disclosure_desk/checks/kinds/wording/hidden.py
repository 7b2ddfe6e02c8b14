"""The kind of rule about characters that nobody sees."""

from collections.abc import Iterator
from functools import lru_cache

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.wording.text_match import MOST_MARKS, REMEMBERED, TextMatch
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.invisible import INVISIBLE, invisible_name
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.strange_letters import has_rare_letter

_RUN = lazy_pattern(f"(?:{INVISIBLE.pattern})+")


@rule_kind("invisible")
class InvisibleCharacters(RuleKind):
    """No character stands in the texts that nobody sees."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such characters."""
        for text, number, offset, paragraph in context.paragraphs(self.texts):
            if matches := _invisible(paragraph)[:MOST_MARKS]:
                marks = [TextMark(text, offset + one.start, offset + one.end, one.proposal) for one in matches]
                words = "、".join(dict.fromkeys(one.words for one in matches))
                yield context.finding(self, [text], marks, number=number, words=words)


@lru_cache(REMEMBERED)
def _invisible(paragraph: str) -> tuple[TextMatch, ...]:
    """The runs of such characters, each with a neighbour that is seen, so that something can be marked."""
    matches: list[TextMatch] = []
    if not has_rare_letter(paragraph):
        return ()
    for run in _RUN.finditer(paragraph):
        start, end = max(run.start() - 1, 0), run.end()
        if start == run.start():
            end = min(end + 1, len(paragraph))
        seen = paragraph[start : run.start()] + paragraph[run.end() : end]
        words = "、".join(dict.fromkeys(map(invisible_name, run[0])))
        matches.append(TextMatch(start, end, words, seen))
    return tuple(matches)
