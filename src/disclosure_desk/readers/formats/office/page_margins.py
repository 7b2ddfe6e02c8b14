"""What an office file prints above and below its pages, which no reader takes: told once, without page numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.readers.model.source_items import SourceRemark

_MOST_QUOTED, _LONGEST_QUOTE = 10, 100
_PAGE_NUMBER = re.compile(r"(?:[\s\d.·•—–―－~/／|,，-]|第|页|共|page|of)*", re.IGNORECASE)


def margin_remarks(lines: Iterable[str], document: Iterable[str]) -> Iterator[SourceRemark]:
    """Yield a remark on the lines in the margins that are no page numbers and stand nowhere in the document."""
    said = _letters("".join(document))
    told = list(
        dict.fromkeys(line for line in lines if not _PAGE_NUMBER.fullmatch(line) and _letters(line) not in said)
    )
    if told:
        yield SourceRemark(f"页眉、页脚里有 {len(told)} 处文字，没有放进报告：{quoted(told)}")


def quoted(texts: Sequence[str]) -> str:
    """The first of some texts, not too long to be read in a remark."""
    some = "；".join(text[:_LONGEST_QUOTE] + "…" * (len(text) > _LONGEST_QUOTE) for text in texts[:_MOST_QUOTED])
    return some + ("；等" if len(texts) > _MOST_QUOTED else "")


def _letters(text: str) -> str:
    return "".join(text.split())
