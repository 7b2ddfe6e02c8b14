"""Reads a paragraph portion by portion: what each number, nil phrase and 均 says, leaning on what was said before."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from disclosure_desk.checks.prose.clauses import Portion, portions
from disclosure_desk.checks.prose.comparisons import read_share, read_trend
from disclosure_desk.checks.prose.counts import read_counts
from disclosure_desk.checks.prose.implied import implied
from disclosure_desk.checks.prose.lexer import Token, sentences
from disclosure_desk.checks.prose.meaning import CARRIED_OUT, CLOSED, FOREIGN, Words
from disclosure_desk.checks.prose.nil import nil_quantities
from disclosure_desk.checks.prose.paragraph_rules import settle
from disclosure_desk.checks.prose.paragraph_state import Ledger, Manner
from disclosure_desk.checks.prose.statement import Statement
from disclosure_desk.checks.prose.vocabulary import vocabulary


@lru_cache(maxsize=512)
def read_paragraph(paragraph: str, year: int, unit_kind: str) -> tuple[Statement, ...]:
    """What a paragraph says of the form's cells."""
    found = list(sentences(paragraph, year, vocabulary()))
    ledger = Ledger(office="office" in unit_kind, dated=any("this" in token.kinds for each in found for token in each))
    for index, sentence in enumerate(found):
        _read_sentence(index, sentence, ledger)
    return tuple(settle(ledger.statements))


def _read_sentence(index: int, sentence: Sequence[Token], ledger: Ledger) -> None:
    ledger.begin(index, Words(sentence))
    comparing = echo = False
    for portion in portions(sentence):
        words = portion.words
        ledger.tell_time(words)
        ledger.parts = ledger.parts or words.has("parts")
        comparing = comparing or (words.has("compare") and not words.has("nil"))
        counted = bool(portion.numbers or portion.percents)
        if (comparing or echo) and read_trend(portion, ledger):
            comparing, echo = False, True
            if not ledger.here:
                ledger.turn(words)
                ledger.unnumbered = words
            continue
        echo = False
        if not comparing or not (words.has("compare") or (counted and portion.inside)):
            _read_portion(portion, ledger)


def _read_portion(portion: Portion, ledger: Ledger) -> None:
    words = portion.words
    before, ledger.unnumbered = ledger.unnumbered, None
    if portion.numbers:
        ledger.unnumbered = before
        read_counts(portion, ledger)
    elif portion.percents:
        read_share(portion, ledger)
    elif words.has("nil"):
        _read_nil(words, ledger)
    elif not _read_implied(words, ledger):
        ledger.turn(words)
        ledger.unnumbered = words


def _read_nil(words: Words, ledger: Ledger) -> None:
    if ledger.elsewhen(words):
        return
    place = next(place for place, token in enumerate(words.tokens) if "nil" in token.kinds)
    for quantity, doubtful in nil_quantities(words, place, ledger.setting):
        ledger.state(words.tokens[place], quantity, 0, "nil", Manner(uncertain=doubtful))
    ledger.turn(words)


def _read_implied(words: Words, ledger: Ledger) -> bool:
    whole = ledger.whole
    if whole is None or ledger.setting.topic == FOREIGN or words.has("foreign") or ledger.elsewhen(words):
        return False
    token = replace(words.tokens[0], end=words.tokens[-1].end)
    if words.has("all") and _narrow(token, words, whole, ledger):
        return True
    said = {statement.quantity for statement in ledger.here}
    found = [each for each in implied(words, whole, ledger.setting) if each.quantity not in said]
    doubtful = whole.uncertain or ledger.doubtful_whole or _is_one_of_several(whole, ledger)
    for each in found:
        if each.quantity != CLOSED or CARRIED_OUT not in said:
            manner = Manner("", whole.approx, doubtful or each.doubtful, each.others, implied=True)
            ledger.state(token, each.quantity, whole.value, "count", manner)
    return bool(found)


def _narrow(token: Token, words: Words, whole: Statement, ledger: Ledger) -> bool:
    """诉讼 18 件，均为未经复议直接起诉: the number is that of one block, and the other block's is 0."""
    blocks = vocabulary().groups.get(whole.quantity.rpartition(".")[0], ())
    named = next((block for block, _ in words.values("subject") if block in blocks), None)
    if named is None:
        return False
    place = ledger.statements.index(whole)
    ledger.whole = ledger.statements[place] = replace(whole, quantity=f"{named}.total")
    for other in blocks:
        if other != named:
            ledger.state(token, f"{other}.total", 0, "count", Manner(uncertain=whole.uncertain, implied=True))
    ledger.setting.topic = named
    return True


def _is_one_of_several(whole: Statement, ledger: Ledger) -> bool:
    """Whether 均 may speak of more numbers than the last one: 复议 21 件，诉讼 27 件，均获维持."""
    blocks = {each.quantity for each in ledger.here if each.part_of is None and each.quantity.startswith("disputes")}
    return whole.quantity in blocks and len(blocks) > 1
