"""What a file prints above and below its pages, which no reader takes: told once, without page numbers and addresses.

Input: the lines in the margins, and the text of the document. A browser prints when, and from where, it printed a page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.readers.model.source_items import SourceRemark
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_QUOTED, _LONGEST_QUOTE = 10, 100
_ADDRESS = lazy_pattern(r"\S*://\S*")
_COUNTER = lazy_pattern(
    r"(?:^|(?<=\s))[-—–－―~·•]?\s*(?:第\s*)?[0-9]{1,3}\s*(?:页|[-—–－―~·•])?(?:\s*[/／]\s*[0-9]{1,3})?(?=\s|$)"
)
_PRINTED = lazy_pattern(
    r"[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}日?[,，]?\s*(?:[上下]午)?\s*[0-9]{1,2}[:：][0-9]{2}"
)
"""What a browser's own line has, beside the title of the page: the hour at which it was printed."""

_PAGE_NUMBER = lazy_pattern(r"(?:[\s\d.·•—–―－~/／|,，-]|第|页|共|page|of)*", re.IGNORECASE)


def margin_remarks(lines: Iterable[str], document: Iterable[str]) -> Iterator[SourceRemark]:
    """Yield a remark on the lines in the margins that are no page numbers and stand nowhere in the document."""
    in_document = _letters("".join(document))
    own = dict.fromkeys(_without_page_and_address(line) for line in lines if not _PRINTED.search(line))
    remarked = [line for line in own if not _PAGE_NUMBER.fullmatch(line) and _letters(line) not in in_document]
    if remarked:
        yield SourceRemark(f"页眉、页脚里有 {len(remarked)} 处文字，没有放进报告：{quoted(remarked)}")


def quoted(texts: Sequence[str]) -> str:
    """The first of some texts, not too long to be read in a remark."""
    some = "；".join(text[:_LONGEST_QUOTE] + "…" * (len(text) > _LONGEST_QUOTE) for text in texts[:_MOST_QUOTED])
    return some + ("；等" if len(texts) > _MOST_QUOTED else "")


def _without_page_and_address(line: str) -> str:
    """The line without the number of its page and its address."""
    return " ".join(_COUNTER.sub(" ", _ADDRESS.sub(" ", line)).split())


def _letters(text: str) -> str:
    return "".join(text.split())
