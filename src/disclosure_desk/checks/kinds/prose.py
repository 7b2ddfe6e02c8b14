"""The kinds of rule that hold the words against the tables: numbers, nils, sums, trends and fees in the prose."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.quantity_name import quantity_name
from disclosure_desk.checks.prose import Statement, cells_of, read_statements, value_of
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Rule
from disclosure_desk.text.sentences import clause_at

_TABLE = re.compile(r"[a-z_.]+")
_YUAN = 10_000
"""元 in one 万元."""
_ROUGH = Decimal("0.1")
"""How far 约 and 余 may be from the figure, as a share of it."""
_FEE = "information_fee."


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and the text it stands in."""

    text: str
    prose: str
    statement: Statement

    @property
    def words(self) -> str:
        """The number or phrase as it is written."""
        return self.prose[self.statement.start : self.statement.end]

    @property
    def sentence(self) -> str:
        """The sentence around it."""
        return clause_at(self.prose, self.statement.start)

    def mark(self, proposal: str | None = None, cell: str = "") -> TextMark:
        """Where it stands."""
        return TextMark(self.text, self.statement.start, self.statement.end, proposal, cell)


def all_said(subject: Subject) -> tuple[Said, ...]:
    """What the texts of a report say, but what may speak of something else."""
    return _read(tuple(subject.texts.items()), subject.report.year, subject.unit_kind.id)


@lru_cache(maxsize=4)
def _read(texts: tuple[tuple[str, str], ...], year: int, kind: str) -> tuple[Said, ...]:
    """Asked for by each rule in turn, and by each keystroke that leaves the texts as they are."""
    return tuple(
        Said(text, prose, statement)
        for text, prose in texts
        for statement in read_statements(prose, year, kind)
        if not statement.uncertain
    )


def numbers(rule: Rule, subject: Subject) -> list[Finding]:
    """A number said of a cell is the cell's, under at least one legitimate reading."""
    return [_against_table(rule, subject, said) for said in _wrong(subject) if not _is_nil(said, subject)]


def nils(rule: Rule, subject: Subject) -> list[Finding]:
    """Where the words say there was nothing the table has nothing, and the reverse."""
    return [_against_table(rule, subject, said) for said in _wrong(subject) if _is_nil(said, subject)]


def _wrong(subject: Subject) -> Iterator[Said]:
    """What differs; 均已办结 leans on the number before it, and is no second fault where that one differs."""
    numbers: set[tuple[str, int, Figure]] = set()
    for said in all_said(subject):
        statement = said.statement
        number = said.text, statement.sentence, statement.value
        if statement.kind not in {"count", "amount", "nil"} or statement.quantity.startswith(_FEE):
            continue
        if (statement.implied and number in numbers) or not _differs(said, subject):
            continue
        numbers.add(number)
        yield said


def _differs(said: Said, subject: Subject) -> bool:
    """Whether no reading fits; undecided, which is no, while a cell that one of them needs is blank."""
    for quantity, value in said.statement.readings:
        stands = value_of(quantity, subject.figures)
        if stands is None or _agree(Decimal(value), stands, rough=said.statement.approx):
            return False
    return True


def _agree(value: Decimal, stands: Figure, *, rough: bool) -> bool:
    if not rough:
        return value == stands
    digits = value.normalize().as_tuple()
    step = Decimal(1).scaleb(max(int(digits.exponent), 0))
    return abs(stands - value) <= max(abs(value) * _ROUGH, step)


def _is_nil(said: Said, subject: Subject) -> bool:
    stands = value_of(said.statement.quantity, subject.figures)
    return said.statement.value == 0 or stands == 0


def _against_table(rule: Rule, subject: Subject, said: Said) -> Finding:
    quantity = said.statement.quantity
    cells = _cells(quantity, subject)
    stands = value_of(quantity, subject.figures) or 0
    in_words = figure(Decimal(stands) * _YUAN) if said.prose.startswith("元", said.statement.end) else stands
    numeral = said.statement.kind != "nil" and not said.statement.implied
    mark = said.mark(print_figure(in_words) if numeral else None, cells[0])
    words = {"sentence": said.sentence, "said": said.words, "of": quantity_name(subject.form, quantity)}
    return subject.finding(rule, [said.text, *cells], [mark], **words, figure=print_figure(stands))


def _cells(quantity: str, subject: Subject) -> list[str]:
    names = _TABLE.findall(quantity)
    return [cell for name in names for cell in cells_of(name, tuple(subject.figures))]


def parts(rule: Rule, subject: Subject) -> list[Finding]:
    """Numbers of one sentence that name a whole and all its parts add up; shares are those of the table."""
    findings = []
    said = [one for one in all_said(subject) if one.statement.kind == "count" and not one.statement.approx]
    for text, group in groupby(said, key=lambda one: one.text):
        inside = list(group)
        named: dict[int | None, list[Said]] = defaultdict(list)
        for one in inside:
            named[one.statement.part_of].append(one)
        for whole in inside:
            findings += _sum(rule, subject, text, whole, named.get(whole.statement.start, ()))
    return findings


def _sum(rule: Rule, subject: Subject, text: str, whole: Said, named: Sequence[Said]) -> list[Finding]:
    total, added = whole.statement.value, sum(one.statement.value for one in named)
    leaves = [_leaves(one.statement.quantity, subject) for one in named]
    known, everything = frozenset[str]().union(*leaves), _leaves(whole.statement.quantity, subject)
    apart = sum(map(len, leaves)) == len(known)
    if len(named) < 2 or not apart or not known <= everything:  # noqa: PLR2004 - one part is no sum
        return []
    if not (added != total if known == everything else added > total):
        return []
    terms = " ＋ ".join(print_figure(one.statement.value) for one in named)
    words = {"sentence": whole.sentence, "terms": terms, "added": print_figure(figure(added)), "said": whole.words}
    return [subject.finding(rule, [text], [one.mark() for one in (whole, *named)], **words)]


def _leaves(quantity: str, subject: Subject) -> frozenset[str]:
    """The cells that are keyed and no sums, of which a quantity is made; none for one with signs in it."""
    if not _TABLE.fullmatch(quantity) or quantity.startswith(_FEE):
        return frozenset()
    return frozenset(leaf for cell in _cells(quantity, subject) for leaf in _keyed(cell, subject))


def _keyed(cell: str, subject: Subject) -> Iterator[str]:
    of = subject.form.cells[cell]
    for part in of.row_parts or of.column_parts:
        yield from _keyed(part, subject)
    if not of.is_sum:
        yield cell


def shares(rule: Rule, subject: Subject) -> list[Finding]:
    """A percentage is the table's, rounded as it is printed."""
    findings = []
    for said in all_said(subject):
        statement = said.statement
        stands = value_of(statement.quantity, subject.figures)
        if statement.kind != "percent" or stands is None:
            continue
        slack = Decimal(1).scaleb(-statement.decimals) * (Decimal(1) if statement.approx else Decimal("0.5"))
        if abs(Decimal(stands) - Decimal(statement.value)) > slack:
            findings.append(_share(rule, subject, said))
    return findings


def _share(rule: Rule, subject: Subject, said: Said) -> Finding:
    statement = said.statement
    exact = print_figure(value_of(statement.quantity, subject.figures, statement.decimals))
    cells = _cells(statement.quantity, subject)
    words = {"sentence": said.sentence, "said": said.words, "expected": exact}
    return subject.finding(rule, [said.text, *cells], [said.mark(exact, cells[0])], **words)


def trends(rule: Rule, subject: Subject) -> list[Finding]:
    """A rise or fall said of a quantity is the one from last year's report."""
    findings = []
    for said in all_said(subject):
        now = value_of(said.statement.quantity, subject.figures)
        before = value_of(said.statement.quantity, subject.figures_before)
        if said.statement.kind.startswith("trend_") and now is not None and before is not None:
            findings += _trend(rule, subject, said, now, before)
    return findings


def _trend(rule: Rule, subject: Subject, said: Said, now: Figure, before: Figure) -> list[Finding]:
    statement, difference = said.statement, Decimal(now - before)
    if statement.kind == "trend_percent":
        if not before:
            return []
        difference = difference * 100 / before
    slack = Decimal(1).scaleb(-statement.decimals) if statement.kind == "trend_percent" else Decimal(0)
    slack = slack / (1 if statement.approx else 2)
    if abs(difference - Decimal(statement.value)) <= slack:
        return []
    expected: Figure = figure(round(difference, statement.decimals))
    turned = "上升" if expected > 0 else "下降" if expected < 0 else "没有变化"
    change = f"{turned} {print_figure(figure(abs(Decimal(expected))))}" if expected else turned
    words = {
        "sentence": said.sentence,
        "said": said.words,
        "of": quantity_name(subject.form, statement.quantity),
        "now": print_figure(now),
        "then": print_figure(before),
        "change": change + ("%" if statement.kind == "trend_percent" and expected else ""),
    }
    cells = _cells(statement.quantity, subject)
    return [subject.finding(rule, [said.text, *cells], [said.mark(None, cells[0])], **words)]


def twice(rule: Rule, subject: Subject) -> list[Finding]:
    """The same quantity is stated with the same number wherever it is stated."""
    findings = []
    told: dict[str, Said] = {}
    for said in all_said(subject):
        statement = said.statement
        if statement.kind in {"percent", "trend_count", "trend_percent"} or statement.approx or statement.alternatives:
            continue
        first = told.setdefault(statement.quantity, said)
        if _in_yuan(first) != _in_yuan(said):
            findings.append(_pair(rule, subject, first, said))
    return findings


def _in_yuan(said: Said) -> Decimal:
    return Decimal(said.statement.value) * (_YUAN if said.statement.unit == "ten_thousand_yuan" else 1)


def _pair(rule: Rule, subject: Subject, first: Said, second: Said) -> Finding:
    words = {
        "of": quantity_name(subject.form, first.statement.quantity) or rule.words[0],
        "first": first.sentence,
        "second": second.sentence,
        "where": subject.form.place_name(second.text),
    }
    places = dict.fromkeys([first.text, second.text])
    return subject.finding(rule, places, [first.mark(), second.mark()], **words)


@dataclass(frozen=True, slots=True)
class _Fees:
    """What section six says of the fee for information, in 元, as far as it says it."""

    notices: Said | None
    charged: Said | None
    received: Said | None


def _fees(subject: Subject, texts: Iterable[tuple[str, str]]) -> _Fees:
    found: dict[str, Said] = {}
    for said in _read(tuple(texts), subject.report.year, subject.unit_kind.id):
        if said.statement.quantity.startswith(_FEE):
            found.setdefault(said.statement.quantity.removeprefix(_FEE), said)
    return _Fees(found.get("notices"), found.get("charged"), found.get("received"))


def fees(rule: Rule, subject: Subject) -> list[Finding]:
    """What section six says of the fee agrees with itself and with table two."""
    told = _fees(subject, [(rule.text, subject.texts[rule.text])])
    faults = [*_fee_against_table(rule, subject, told), *_fee_in_itself(subject, told)]
    return [
        subject.finding(rule, [said.text, *cells], [said.mark()], sentence=said.sentence, why=why)
        for said, why, cells in faults
    ]


Fault = tuple[Said, str, Sequence[str]]


def _fee_against_table(rule: Rule, subject: Subject, told: _Fees) -> Iterator[Fault]:
    table = subject.figures[rule.cell]
    if told.received is None or table is None or not _in_yuan(told.received):
        return
    in_table = Decimal(table) * _YUAN
    if in_table < _in_yuan(told.received):
        name = subject.form.place_name(rule.cell)
        yield (
            told.received,
            f"收取了 {_yuan(told.received)} 元，但{name}是 {print_figure(table)} 万元，应当不少于收取的金额",
            [rule.cell],
        )


def _fee_in_itself(subject: Subject, told: _Fees) -> Iterator[Fault]:
    charged = told.charged or told.received
    if told.notices and charged and not told.notices.statement.value and _in_yuan(charged) and not _last_year(subject):
        yield charged, f"发出收费通知 0 件，却有 {_yuan(charged)} 元，件数和金额不能一个是 0、一个不是", ()
    if told.charged and told.received and _in_yuan(told.received) > _in_yuan(told.charged) and not _last_year(subject):
        more = f"收取了 {_yuan(told.received)} 元，多于应收的 {_yuan(told.charged)} 元"
        yield told.received, f"{more}；如果包括上年发出通知的，请写明", ()


def _last_year(subject: Subject) -> bool:
    """Whether last year's report tells of notices, which this year's money may answer."""
    if subject.previous is None:
        return False
    notices = _fees(subject, subject.texts_before.items()).notices
    return bool(notices and notices.statement.value)


def _yuan(said: Said) -> str:
    return print_figure(figure(_in_yuan(said)))


KINDS = {
    "numbers_said": numbers,
    "nils_said": nils,
    "parts_said": parts,
    "shares_said": shares,
    "trends_said": trends,
    "said_twice": twice,
    "fees_said": fees,
}
"""The kinds of rule that stand here."""
