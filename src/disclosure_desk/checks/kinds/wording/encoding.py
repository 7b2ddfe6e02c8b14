"""The kind of rule about text that was read in the wrong encoding."""

import re
from collections.abc import Iterator
from functools import lru_cache

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds

_UTF_8 = re.compile(rb"(?=((?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3,}))")
"""Three Chinese characters or marks in UTF-8. Of sound Chinese in GBK no nine bytes are like it: the first of two bytes
is below E3 in all characters that are not rare. Two would be too few: 联通 is the known example of one that is."""


_FIRST = frozenset(
    bytes((first, second)).decode("gbk") for first in (*range(0xE3, 0xEA), 0xEF) for second in range(0x80, 0xC0)
)
"""The characters with which such a run may begin; most paragraphs have none of them."""


@rule_kind("misread_encoding")
class MisreadEncoding(RuleKind):
    """No words stand in the texts that are Chinese in UTF-8, read as if it were GBK (鏀垮姟 for 政务)."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such words, with what they were in the first place."""
        return paragraph_findings(self, context, self.texts, _misread)


@lru_cache(REMEMBERED)
def _misread(paragraph: str) -> tuple[TextMatch, ...]:
    if _FIRST.isdisjoint(paragraph):
        return ()
    encoded = paragraph.encode("gbk", "replace")  # one ? for each other character, so that places stay what they are
    matches = []
    end = 0
    for found in _UTF_8.finditer(encoded):
        start = _characters(encoded[: found.start()])
        if start is not None and start >= end:
            whole = _characters(encoded[: found.end(1)])
            end = start + (len(found[1]) + 1) // 2
            read = found[1].decode() if whole else None
            matches.append(TextMatch(start, end, paragraph[start:end], read))
    return tuple(matches)


def _characters(encoded: bytes) -> int | None:
    """How many characters the bytes are, None where the last one is only half of one."""
    try:
        return len(encoded.decode("gbk"))
    except UnicodeDecodeError:
        return None
