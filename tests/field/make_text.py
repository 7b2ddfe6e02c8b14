"""Plain texts of the corpus: what arrives from browsers, Word, PDF viewers, chat windows and old text editors."""

import re
from collections.abc import Callable, Iterator

from case import Case, lacking, of_plan
from paper import Block, Line, Plan, paper
from sheets import Manner, Table, expanded
from truth import Truth, truth

Lines = Callable[[Table], list[str]]


def text_of(blocks: list[Block], table: Lines, between: str = "\n") -> str:
    """The blocks as lines."""
    lines: list[str] = []
    for block in blocks:
        lines += [block.text] if isinstance(block, Line) else table(block)
    return between.join(lines) + "\n"


def tabbed(table: Table) -> list[str]:
    """Rows with tabs, as Word and sheets hand them over."""
    return ["\t".join(row) for row in expanded(table)]


def of_browser(table: Table) -> list[str]:
    """Rows with tabs and only the cells that start there, as browsers hand them over."""
    return ["\t".join(cell.text for cell in row) for row in table]


def of_browser_spaced(table: Table) -> list[str]:
    """The same, with a tab after each cell and an empty line between rows."""
    return [line for row in table for line in ("\t ".join(cell.text for cell in row) + "\t", "")]


def piped(table: Table) -> list[str]:
    """Rows with bars."""
    return [" | ".join(row) for row in expanded(table)]


def markdown(table: Table) -> list[str]:
    """A Markdown table, its first row the head."""
    first, *rest = [f"| {' | '.join(row)} |" for row in expanded(table)]
    return ["", first, "|" + "---|" * len(expanded(table)[0]), *rest, ""]


def one_by_one(table: Table) -> list[str]:
    """Every cell on its own line."""
    return [cell.text for row in table for cell in row]


def one_by_one_spaced(table: Table) -> list[str]:
    """Every cell on its own line with empty lines between, long labels broken."""
    lines: list[str] = []
    for cell in (cell for row in table for cell in row):
        text = f"{cell.text[:2]}\n\n{cell.text[2:]}" if cell.text in {"商业企业", "科研机构"} else cell.text
        lines += [text, ""]
    return lines


def spaced_out(table: Table) -> list[str]:
    """Rows as a PDF viewer copies them: labels and figures with blanks between, long labels wrapped."""
    return [line for row in table for line in _wrapped([cell.text for cell in row])]


def _wrapped(cells: list[str]) -> list[str]:
    heads = [cell for cell in cells if not re.fullmatch(r"[\d.]*", cell)]
    figures = [cell for cell in cells if re.fullmatch(r"[\d.]+", cell)]
    if not figures:
        return [" ".join(heads)]
    label = heads[-1] if heads else ""
    pieces = [label[at : at + 18] for at in range(0, len(label), 18)] or [""]
    return (
        [" ".join([*heads[:-1], *pieces[:1]])] * (len(pieces) > 1)
        + pieces[1:-1]
        + [" ".join([*(heads if len(pieces) == 1 else pieces[-1:]), *figures])]
    )


def narrow(text: str) -> str:
    """Brackets and punctuation of half width."""
    return text.translate(str.maketrans("（）：，“”", '():,""'))


def blanks_within(text: str) -> str:
    """Labels with blanks where a line broke."""
    return f"{text[:4]} {text[4:9]} {text[9:]}".strip() if len(text) > 8 else text


def other_numbers(text: str) -> str:
    """1、 for 1. and （1） for the rest."""
    return re.sub(r"^(\d)\.", r"\1、", text)


def full_width_numbers(text: str) -> str:
    """Ordinals of full width."""
    return re.sub(r"^(\d)\.", lambda found: f"{chr(ord(found[1]) + 0xFEE0)}．", text)


_SLIPS = {
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "3.危及“三安全一稳定”": "3.危及“三安全一稳定",
    "8.属于行政查询事项": "8.属于行政查寻事项",
    "2.没有现成信息需要另行制作": "2.没有现成信息需另行制作",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或重新出具己获取信息",
    "四、结转下年度继续办理": "四、结转下年度继续办",
    "行政规范性文件": "规范性文件",
    "本年收费金额（单位：万元）": "本年收费金额(万元)",
    "社会公益组织": "社会公益组 织",
}


def slips(text: str) -> str:
    """Labels with slips that are seen in the field."""
    return _SLIPS.get(text, text)


def cases() -> Iterator[Case]:
    """All texts."""
    yield from _ways_to_copy()
    yield from _labels()
    yield from _figures()
    yield from _torn()


def _case(name: str, seed: int, table: Lines, plan: Plan = Plan(topics="own"), **more) -> Case:  # noqa: B008 - a value
    said = of_plan(truth(seed, more.pop("style", "distinct")), plan)
    text = more.pop("after", str)(text_of(paper(said, plan), table))
    return Case(
        name, ".txt", text.encode(more.pop("encoding", "utf-8")), more.pop("said", lambda one: one)(said), **more
    )


def _ways_to_copy() -> Iterator[Case]:
    glued = Plan()
    yield _case("txt-tabs", 201, tabbed)
    yield _case("txt-browser", 202, of_browser, glued)
    yield _case("txt-browser-spaced", 203, of_browser_spaced)
    yield _case("txt-bars", 204, piped)
    yield _case("txt-markdown", 205, markdown, after=lambda text: re.sub(r"(?m)^([一二三四五六]、)", r"## \1", text))
    yield _case("txt-cell-a-line", 206, one_by_one)
    yield _case("txt-cell-a-line-spaced", 207, one_by_one_spaced)
    yield _case("txt-pdf-copied", 208, spaced_out)
    yield _case("txt-pdf-copied-sparse", 209, spaced_out, glued, style="sparse")
    yield _case("txt-pdf-copied-zero", 210, spaced_out, glued, style="zero")
    yield _case("txt-pdf-prose-wrapped", 211, spaced_out, glued, after=_prose_wrapped)
    yield _case("txt-one-line", 212, spaced_out, glued, after=_on_one_line)
    yield _case("txt-one-line-browser", 213, of_browser, glued, after=_on_one_line)
    yield _case("txt-cell-a-line-zero", 214, one_by_one, style="zero")
    yield _case("txt-utf-16", 215, tabbed, encoding="utf-16")
    yield _case("txt-gbk", 216, tabbed, encoding="gbk")
    yield _case("txt-indented", 217, tabbed, glued, after=lambda text: re.sub(r"(?m)^(?=[^\t\n]{40})", "　　", text))
    yield _case("txt-carriage-returns", 218, of_browser, glued, after=lambda text: text.replace("\n", "\r\n\r\n"))


def _prose_wrapped(text: str) -> str:
    """Lines of prose cut at thirty characters, as a viewer sees them, page numbers between."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_row = bool(re.search(r"\d( \d+){2,}$|^第二十条", line))
        lines += [line] if is_row else [line[at : at + 30] for at in range(0, len(line), 30)] or [""]
    for number, place in enumerate(range(18, len(lines), 40), 1):
        lines.insert(place, f"- {number} -")
    return "\n".join(lines)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _labels() -> Iterator[Case]:
    for number, change in enumerate((narrow, blanks_within, other_numbers, full_width_numbers, slips)):
        name = change.__name__.replace("_", "-")
        yield _case(f"txt-labels-{name}", 221 + number, tabbed, Plan(manner=Manner(label=change), topics="own"))
        yield _case(f"txt-labels-{name}-browser", 227 + number, of_browser, Plan(manner=Manner(label=change)))
    yield _case("txt-lost-left-cells", 233, _without_groups)
    yield _case("txt-one-row-other", 234, of_browser, Plan(manner=Manner(one_row_other=True)))
    yield _case("txt-table-four-in-rows", 235, tabbed, Plan(manner=Manner(disputes_in_rows=True)))
    yield _case("txt-headings-without-numbers", 236, tabbed, Plan(headings=_unnumbered(), topics="own"))


def _unnumbered() -> dict[str, str]:
    return {section: heading[2:] for section, heading in Plan().headings.items()}


def _without_groups(table: Table) -> list[str]:
    """Rows of table three without the labels at their left."""
    return [
        "\t".join([*[text for text in row[:3] if text][-1:], *row[3:]])
        if len(row) == 10 and any(row[:3])
        else "\t".join(row)
        for row in expanded(table)
    ]


def _figures() -> Iterator[Case]:
    """Figures as clerks write them."""
    yield _case("txt-figures-full-width", 241, tabbed, _shown(lambda _, one: one.translate(_FULL_WIDTH)))
    yield _case("txt-figures-with-unit", 242, tabbed, _shown(lambda cell, one: one if "fee" in cell else f"{one}件"))
    yield _case(
        "txt-figures-thousands", 243, tabbed, _shown(lambda cell, one: one if "fee" in cell else f"{int(one):,}")
    )
    yield _case("txt-figures-plus", 244, tabbed, _shown(lambda cell, one: f"+{one}" if ".issued" in cell else one))
    yield _dashes("txt-figures-slash", 245, "/", tabbed)
    yield _dashes("txt-figures-dash", 246, "-", of_browser)
    yield _dashes("txt-figures-long-dash", 247, "—", piped)
    yield _dashes("txt-figures-none", 248, "无", tabbed)
    yield _dashes("txt-figures-blank", 249, "", tabbed, is_blank=True)
    yield _vague(
        "txt-figures-among-words", 250, "proactive.normative_document.issued", "{}（其中修订16件）", is_sure=True
    )
    yield _vague("txt-figures-in-yuan", 251, "proactive.fee.amount", "251000元")
    yield _vague("txt-figures-split", 252, "requests.outcome.granted.total", "1 2")
    yield _vague("txt-figures-two", 253, "requests.received.total", "31/28")


_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)} | {ord("."): "．"}
_DASHED = (
    "proactive.rule_document.issued",
    "proactive.licence.decisions",
    "requests.outcome.denied.state_secret.business",
    "requests.outcome.other.other.other",
    "disputes.reconsideration.upheld",
    "disputes.litigation_after.pending",
)


def _shown(show) -> Plan:
    return Plan(manner=Manner(show=show), topics="own")


def _dashes(name: str, seed: int, sign: str, table: Lines, *, is_blank: bool = False) -> Case:
    plan = _shown(lambda cell, figure: sign if cell in _DASHED else figure)
    vague = frozenset() if is_blank else frozenset(_DASHED)
    return _case(name, seed, table, plan, said=lambda said: lacking(said, _DASHED), vague=vague)


def _vague(name: str, seed: int, cell: str, words: str, *, is_sure: bool = False) -> Case:
    """One figure written as words; `is_sure`: it is clear what is meant."""
    plan = _shown(lambda one, figure: words.format(figure) if one == cell else figure)
    if is_sure:
        return _case(name, seed, tabbed, plan)
    return _case(name, seed, tabbed, plan, said=lambda said: lacking(said, [cell]), vague=frozenset([cell]))


def _torn() -> Iterator[Case]:
    """Tables torn by pages, and lines in the wrong place."""
    yield _case("txt-page-numbers-in-tables", 261, tabbed, after=_page_numbers)
    yield _case("txt-head-repeated-on-pages", 262, tabbed, after=_head_again)
    yield _case("txt-label-torn-by-page", 263, tabbed, after=_label_torn)
    yield _case("txt-no-table-two", 264, tabbed, Plan(without=frozenset(["proactive"])), told=frozenset(["proactive"]))
    yield _case("txt-row-missing", 265, tabbed, after=_without_row, said=_said_without_row)
    yield _case(
        "txt-ends-in-table-three", 266, tabbed, after=_ends_early, said=_said_early, told=frozenset(["disputes"])
    )


def _page_numbers(text: str) -> str:
    """A page number between two rows of table three, and another between its head and its rows."""
    for number, before in enumerate(("一、本年新收", "\t（四）无法提供", "\t（六）其他处理"), 3):
        text = text.replace(f"\n{before}", f"\n-{number}-\n{before}", 1)
    return text


def _head_again(text: str) -> str:
    """The head of table three once more at the top of a page."""
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("（本列数据"))
    at = next(number for number, line in enumerate(lines) if "（四）无法提供" in line)
    return "\n".join([*lines[:at], "第4页 共8页", *lines[start : start + 3], *lines[at:]])


def _label_torn(text: str) -> str:
    """A group's label of which two characters stand on one page and two on the next."""
    first, second, *_ = (line for line in text.split("\n") if "（四）无法提供" in line or "2.没有现成信息" in line)
    return text.replace(first, first.replace("（四）无法提供", "（四）无")).replace(
        second, f"- 5 -\n{second.replace(chr(9) * 2, chr(9) + '法提供' + chr(9), 1)}"
    )


_MISSING = "requests.outcome.denied.internal_affairs."


def _without_row(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if "5.属于三类内部事务信息" not in line)


def _said_without_row(said: Truth) -> Truth:
    return lacking(said, [cell for cell in said.cells if cell.startswith(_MISSING)])


def _ends_early(text: str) -> str:
    return text[: text.index("\n四、政府信息公开")]


def _said_early(said: Truth) -> Truth:
    gone = lacking(said, [cell for cell in said.cells if cell.startswith("disputes.")])
    return gone._replace(
        texts={place: text for place, text in gone.texts.items() if place not in {"problems", "other_matters"}}
    )
