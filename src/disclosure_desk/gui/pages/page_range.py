"""Which pages to print, as a clerk writes it: 1-3，5."""

import re

_SIGNS = str.maketrans("０１２３４５６７８９，、；;－—–～~至到", "0123456789,,,,-------")
_PART = re.compile(r"(\d+)(?:-+(\d+))?")


class PageRangeError(ValueError):
    """The pages cannot be printed; the message says why."""


def pages_of(text: str, count: int) -> tuple[int, ...]:
    """The pages (from 0) that a text names, of a document with so many; raises PageRangeError."""
    parts = [part for part in re.sub(r"[\s第页]", "", text).translate(_SIGNS).split(",") if part]
    if not parts:
        raise PageRangeError("请写要打印的页，例如 1-3，5。")
    return tuple(page for part in parts for page in _pages(part, count))


def _pages(part: str, count: int) -> range:
    found = _PART.fullmatch(part)
    if not found:
        raise PageRangeError(f"看不懂“{part}”。请这样写：1-3，5。")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise PageRangeError(f"“{part}”前后颠倒了，要写成 {last}-{first}。")
    for page in (first, last):
        if not 1 <= page <= count:
            raise PageRangeError(f"没有第 {page} 页，这份文件共 {count} 页。")
    return range(first - 1, last)
