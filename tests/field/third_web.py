"""The saved pages of the third batch: 45 offices, each with the portal and the editor it happens to have."""

from collections.abc import Iterator

from case import Case
from paper import Line
from third_markup import body, editor_of
from third_offices import drawn
from third_portals import OFTEN, PORTALS, Page
from third_report import Report, report

COUNT = 45


def page(said: Report, portal: str, editor: str) -> str:
    """The page of a report; most portals print the title themselves, and half of the bodies do not repeat it."""
    random = said.one.random
    is_repeated = portal == "bare" or random.random() < 0.5
    blocks = [block for block in said.blocks if is_repeated or not (isinstance(block, Line) and block.kind == "title")]
    truth = said.truth
    return PORTALS[portal](
        Page(
            said.title.replace("|", ""),
            truth.unit,
            truth.year,
            random.randrange(5, 29),
            random.randrange(40, 900),
            body(blocks, editor, random),
        )
    )


def _cased(number: int) -> Case:
    said = report(number)
    portal, editor = drawn(said.one.random, OFTEN), editor_of(said.one.random)
    written = page(said, portal, editor)
    charset = drawn(said.one.random, (("utf-8", 86), ("gb2312", 9), ("gbk", 5)))
    content = written.replace("utf-8", charset, 1).encode(charset.replace("gb2312", "gb18030"), "xmlcharrefreplace")
    return Case(
        f"3-{number:03}-{portal}-{editor}",
        ".html",
        content,
        said.truth,
        must=said.must,
        is_loose=said.is_loose,
        needs_unit=said.needs_unit,
    )


def cases() -> Iterator[Case]:
    """The files."""
    for number in range(COUNT):
        yield _cased(number)
