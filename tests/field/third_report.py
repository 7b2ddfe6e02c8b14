"""A report of the third batch as blocks, and its truth: what the tables and texts of an office say after its habits."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from case import _one_row_other
from paper import TOPICS, Block, Line
from sheets import Manner, Table, disputes, joined, proactive, requests, requests_head
from third_habits import Habit, habit
from third_offices import Office, office
from truth import FORM, Truth

_LOOSE = ("加强组织领导", "规范申请办理", "严格审核把关", "拓宽公开渠道", "强化督促检查")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


class Report(NamedTuple):
    """The blocks of a report with what must be made of it."""

    truth: Truth
    blocks: tuple[Block, ...]
    is_loose: bool
    needs_unit: bool
    title: str
    one: Office
    must: frozenset[str]


def report(number: int) -> Report:
    """The report of the office of this number."""
    one = office(number)
    ways = habit(one)
    cells = _one_row_other(one.truth.cells) if ways.one_row_other else dict(one.truth.cells)
    is_mixed = one.truth.year == 2021 and one.random.random() < 0.12
    if one.random.random() < 0.03:
        cells["requests.outcome.total.total"] = str(int(cells["requests.outcome.total.total"]) + 1)
    printed = {cell: _shown(cell, figure, ways.shows) for cell, figure in cells.items()}
    said = {cell: figure for cell, figure in cells.items() if printed[cell].strip(" /—-")}
    must = frozenset(cell for cell in said if is_mixed and cell.endswith(".issued"))
    if is_mixed:
        said = {cell: figure for cell, figure in said.items() if not cell.endswith((".repealed", ".in_force"))}
        ways = ways._replace(labels=(_old, *ways.labels))
    texts = {place: text for place, text in one.truth.texts.items() if _has(place, ways)}
    truth = one.truth._replace(cells=said, texts=texts)
    title = ways.title.format(unit=truth.unit, year=truth.year)
    blocks = (*_opening(title, texts), *_sections(texts, printed, ways, one), *_closing(one, ways))
    return Report(truth, blocks, ways.topics in {"loose", "digits"}, "{unit}" in ways.title, title, one, must)


def _old(label: str) -> str:
    """The head of the first block as in the form of 2019, which offices kept in the new one."""
    olds = {"本年制发件数": "本年新制作数量", "本年废止件数": "本年新公开数量", "现行有效件数": "对外公开总数量"}
    return olds.get(label, label)


def _has(place: str, ways: Habit) -> bool:
    if place == "preface":
        return ways.has_preface
    if place == "overview.lead":
        return ways.has_lead
    return ways.topics != "few" or place not in {"overview.platform", "overview.supervision"}


def _shown(cell: str, figure: str, shows: str) -> str:
    """What the office prints for a figure."""
    section, *_, column = cell.split(".")
    if shows == "wide":
        return figure.translate(_WIDE)
    if shows == "pieces" and section == "proactive":
        return figure + ("万元" if column == "amount" else "件")
    if figure != "0":
        return figure
    blanks = {
        "organisations": section == "requests" and column not in {"total", "natural_person"},
        "blank": section != "proactive" and column != "total",
        "rules": "rule_document" in cell,
        "slash": section == "requests" and column != "total",
        "dash": section == "disputes",
        "disputes": section == "disputes",
    }
    mark = {"rules": "/", "slash": "/", "dash": "—"}.get(shows, "")
    return mark if blanks.get(shows) else figure


def _opening(title: str, texts: Mapping[str, str]) -> Iterator[Block]:
    for line in title.split("|"):
        yield Line(line, "title")
    if "preface" in texts:
        yield Line(texts["preface"])


def _sections(texts, printed: Mapping[str, str], ways: Habit, one: Office) -> Iterator[Block]:
    filled = one.truth._replace(cells=printed)
    manner = Manner(label=ways.label, one_row_other=ways.one_row_other)
    for section in FORM.sections[1:]:
        yield Line(ways.headings[section.id], "heading")
        if section.id == "overview":
            yield from _overview(texts, ways.topics)
        elif section.id in FORM.grids:
            yield from _tables(section.id, filled, manner, ways.split)
        else:
            for line in texts[section.id].split("\n"):
                yield Line(line)


def _overview(texts: Mapping[str, str], topics: str) -> Iterator[Block]:
    if "overview.lead" in texts:
        yield Line(texts["overview.lead"])
    for number, (place, heading) in enumerate(list(TOPICS.items())[1:]):
        if place not in texts:
            continue
        head = f"{heading[:3]}{_LOOSE[number]}" if topics == "loose" else heading
        if topics == "digits":
            yield Line(f"{number + 1}、{heading[3:]}：{texts[place]}")
        elif topics in {"own", "few"}:
            yield Line(f"{head}情况", "topic")
            yield Line(texts[place])
        else:
            yield Line(f"{head}{'：' if topics == 'colon' else '。'}{texts[place]}")


def _tables(section: str, filled: Truth, manner: Manner, split: str) -> Iterator[Table]:
    if section == "proactive":
        tables = proactive(filled, manner)
        yield from tables if split == section else [joined(tables)]
    elif section == "disputes":
        table = disputes(filled, manner)
        yield from _halved(table) if split == section else [table]
    else:
        table = requests(filled, manner)
        if split != section:
            yield table
            return
        yield from _in_two(table, manner)


def _in_two(table: Table, manner: Manner) -> list[Table]:
    """Table three broken before 无法提供, its head and 三 put above the rest again."""
    middle = next(row for row, cells in enumerate(table) if "无法提供" in cells[0].text)
    outcome = next(row for row, cells in enumerate(table) if cells[0].text.startswith("三"))
    over = table[outcome][0]
    first = (
        *table[:outcome],
        (over._replace(rows=middle - outcome), *table[outcome][1:]),
        *table[outcome + 1 : middle],
    )
    rest = (over._replace(rows=len(table) - 1 - middle), *table[middle])
    return [first, (*requests_head(manner), rest, *table[middle + 1 :])]


def _halved(table: Table) -> list[Table]:
    """Table four as two: that of the reconsiderations, and that of the lawsuits."""
    top, middle, leaves, figures = table
    first = ((top[0],), tuple(cell._replace(rows=1) for cell in middle[:5]), figures[:5])
    return [first, ((top[1],), middle[5:], leaves, figures[5:])]


def _closing(one: Office, ways: Habit) -> Iterator[Block]:
    if ways.closing == "signed":
        yield Line(one.truth.unit, "sign")
        yield Line(f"{one.truth.year + 1}年1月{one.random.randrange(5, 29)}日", "sign")
    elif ways.closing == "attached":
        yield Line(f"附件：{one.truth.unit}{one.truth.year}年政府信息公开工作年度报告.docx", "text")
