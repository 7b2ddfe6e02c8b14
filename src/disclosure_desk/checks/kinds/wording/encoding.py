"""The kind of rule about text that was read in the wrong encoding."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.lazy_pattern import lazy_pattern

_UTF_8 = lazy_pattern(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3,}")
"""Three Chinese characters or marks in UTF-8. Of sound Chinese in GBK no nine bytes are like it: the first of two bytes
is below E3 in all characters that are not rare. Two would be too few: 联通 is the known example of one that is."""

_FIRST = frozenset(
    b"".join(bytes((one, two)) for one in (*range(0xE3, 0xEA), 0xEF) for two in range(0x80, 0xC0)).decode(
        "gbk", "ignore"
    )
)
"""The characters with which such a run may begin; most paragraphs have none of them."""


@rule_kind("misread_encoding")
class MisreadEncoding(RuleKind):
    """No words stand in the texts that are Chinese in UTF-8, read as if it were GBK (鏀垮姟 for 政务)."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such words, with what they were in the first place."""
        return paragraph_findings(self, context, self.texts, misread_words)


@lru_cache(REMEMBERED)
def misread_words(paragraph: str) -> tuple[TextMatch, ...]:
    """The words of a paragraph that were misread, each with what it was; without that where it was cut."""
    if _FIRST.isdisjoint(paragraph):
        return ()
    encoded = [one.encode("gbk", "replace") for one in paragraph]
    starts = [0, *accumulate(map(len, encoded))]
    whole, matches, at = b"".join(encoded), [], 0
    while found := _UTF_8.search(whole, at):
        start = bisect_left(starts, found.start())
        if starts[start] != found.start():
            at = found.start() + 1  # in the second byte of a character no word begins
            continue
        at = found.end()
        end = bisect_left(starts, at)
        read = found[0].decode() if starts[end] == at else None
        matches.append(TextMatch(start, end, paragraph[start:end], read))
    return tuple(matches)
