"""Why a source is no report: told from the words of its lines, each reason in one sentence."""

from collections.abc import Iterable, Sequence

from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.vocabulary.label_key import normalise_label
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_LONGEST_TITLE = 80
_SHORTEST_TITLE = 10
"""A shorter line may be one of a page's menus."""

_MOST_LINES = 300
_MOST_LETTERS = 200_000
_LONGEST_SUBHEAD = 24
_ENOUGH = 3


def refuse_traditional(lines: Iterable[str]) -> None:
    """Raise ReadError for a page in traditional characters."""
    text = "".join(lines)[:_MOST_LETTERS]
    traditional, plain = (sum(map(text.count, words)) for words in load_office_variants().traditional)
    if traditional >= _ENOUGH and traditional > plain:
        raise ReadError("这是繁体字的页面，读不准；请打开它的简体版，重新保存或者复制后再导入。")


def refuse_other(lines: Sequence[str], wanted: str) -> None:
    """Raise ReadError for what is no report, by what it is where a line like a title tells it."""
    titles = [line for line in ("".join(line.split()) for line in lines[:_MOST_LINES]) if len(line) <= _LONGEST_TITLE]
    for refusal in load_office_variants().refusals:
        for place, line in enumerate(titles):
            is_title = place == 0 or len(line) >= _SHORTEST_TITLE
            if is_title and "。" not in line and refusal.words.search(line) and refusal.also.search(line):
                raise ReadError(refusal.message)
    raise ReadError(f"这不是政府信息公开工作年度报告：没有找到“{wanted}”等规定的标题和表格。")


def is_prose(line: str) -> bool:
    """Whether a line says something, and is not just a sub-head or a hint in brackets that a blank form has."""
    if line.startswith(("（", "(")) and line.endswith(("）", ")")):
        return False
    return any(stop in line for stop in "，。；") or len(normalise_label(line[:_LONGEST_TITLE])) > _LONGEST_SUBHEAD


def refuse_blank() -> None:
    """Raise ReadError for the form without a figure or a text."""
    raise ReadError("这是空白的表样，表格里没有数，各部分也没有文字；请导入填好的报告。")
