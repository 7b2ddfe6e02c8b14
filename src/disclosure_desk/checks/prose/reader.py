"""Reads a paragraph clause by clause: what each number, nil phrase and 均 says, leaning on what was said before.

In: a paragraph, the year of the report, the kind of unit. Out: the statements of the paragraph.
Holds: a paragraph is read by itself, so its reading is remembered and a keystroke costs one paragraph.

Tried for each clause, in this order: a rise or fall, after a word of comparison or right after another one; nothing,
while a comparison still waits for its number; numbers; a share; a nil phrase; what is implied; else the words only
move the topic.

    收到申请30件，较上年增加3件，增幅8.2%  -> 30 received, and two trends of that number
    收到申请30件，较上年（20件）增加10件   -> 30 received, a trend of 10; the 20 in brackets are passed over
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from disclosure_desk.checks.prose.clauses import Clause, clauses_of
from disclosure_desk.checks.prose.comparisons import read_share, read_trend
from disclosure_desk.checks.prose.counts import read_counts
from disclosure_desk.checks.prose.implied import implied_quantities
from disclosure_desk.checks.prose.lexer import Token, sentences
from disclosure_desk.checks.prose.meaning import CARRIED_OUT, CLOSED, FOREIGN
from disclosure_desk.checks.prose.nil import nil_quantities
from disclosure_desk.checks.prose.paragraph_rules import apply_paragraph_rules
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement
from disclosure_desk.checks.prose.vocabulary import vocabulary


@lru_cache(maxsize=512)
def read_paragraph(paragraph: str, year: int, unit_kind: str) -> tuple[Statement, ...]:
    """What a paragraph says of the form's cells."""
    found = list(sentences(paragraph, year, vocabulary()))
    # A report names its year at the head of a paragraph and then speaks of last year as 2023年: read the whole first.
    state = ParagraphState(
        is_office="office" in unit_kind, names_own_year=any("this" in token.kinds for each in found for token in each)
    )
    for index, sentence in enumerate(found):
        _read_sentence(index, sentence, state)
    return tuple(apply_paragraph_rules(state.statements))


def _read_sentence(index: int, sentence: Sequence[Token], state: ParagraphState) -> None:
    state.begin(index, Phrase(sentence))
    comparing = has_trend = False
    for clause in clauses_of(sentence):
        phrase = clause.phrase
        state.note_time(phrase)
        state.names_parts = state.names_parts or phrase.has("parts")
        comparing = comparing or (phrase.has("compare") and not phrase.has("nil"))
        counted = bool(clause.numbers or clause.percents)
        if (comparing or has_trend) and read_trend(clause, state):
            comparing, has_trend = False, True
            if not state.in_sentence:
                state.turn_to(phrase)
                state.unnumbered = phrase
            continue
        has_trend = False
        if not comparing or not (phrase.has("compare") or (counted and clause.inside)):
            _read_clause(clause, state)


def _read_clause(clause: Clause, state: ParagraphState) -> None:
    phrase = clause.phrase
    before, state.unnumbered = state.unnumbered, None
    if clause.numbers:
        state.unnumbered = before
        read_counts(clause, state)
    elif clause.percents:
        read_share(clause, state)
    elif phrase.has("nil"):
        _read_nil(phrase, state)
    elif not _read_implied(phrase, state):
        # 受理的申请均在规定期限内办结，共52件 (o176): the words are kept for a number that comes without any.
        state.turn_to(phrase)
        state.unnumbered = phrase


def _read_nil(phrase: Phrase, state: ParagraphState) -> None:
    """Add what a nil phrase says did not happen."""
    if state.is_of_other_time(phrase):
        return
    place = next(place for place, token in enumerate(phrase.tokens) if "nil" in token.kinds)
    for quantity, doubtful in nil_quantities(phrase, place, state.context):
        state.add(phrase.tokens[place], quantity, 0, "nil", Qualifiers(uncertain=doubtful))
    state.turn_to(phrase)


def _read_implied(phrase: Phrase, state: ParagraphState) -> bool:
    """Add what a phrase without a number says of the whole before it; whether it says anything."""
    whole = state.whole
    if whole is None or state.context.topic == FOREIGN or phrase.has("foreign") or state.is_of_other_time(phrase):
        return False
    token = replace(phrase.tokens[0], end=phrase.tokens[-1].end)
    if phrase.has("all") and _narrow(token, phrase, whole, state):
        return True
    stated = {statement.quantity for statement in state.in_sentence}
    found = [each for each in implied_quantities(phrase, whole, state.context) if each.quantity not in stated]
    # 协助15件，都妥善答复: where some of the whole was another's, or 均 may mean several numbers, nothing is sure.
    doubtful = whole.uncertain or state.doubtful_whole or _is_one_of_several(whole, state)
    for each in found:
        # 收到9件（结转下年度1件），均已答复: not all nine were closed.
        if each.quantity != CLOSED or CARRIED_OUT not in stated:
            qualifiers = Qualifiers("", whole.approx, doubtful or each.doubtful, each.others, implied=True)
            state.add(token, each.quantity, whole.value, "count", qualifiers)
    return bool(found)


def _narrow(token: Token, phrase: Phrase, whole: Statement, state: ParagraphState) -> bool:
    """诉讼 18 件，均为未经复议直接起诉: the number is that of one block, and the other block's is 0."""
    blocks = vocabulary().groups.get(whole.quantity.rpartition(".")[0], ())
    named = next((block for block, _ in phrase.values("subject") if block in blocks), None)
    if named is None:
        return False
    place = state.statements.index(whole)
    state.whole = state.statements[place] = replace(whole, quantity=f"{named}.total")
    for other in blocks:
        if other != named:
            state.add(token, f"{other}.total", 0, "count", Qualifiers(uncertain=whole.uncertain, implied=True))
    state.context.topic = named
    return True


def _is_one_of_several(whole: Statement, state: ParagraphState) -> bool:
    """Whether 均 may speak of more numbers than the last one: 复议 21 件，诉讼 27 件，均获维持."""
    blocks = {
        each.quantity for each in state.in_sentence if each.part_of is None and each.quantity.startswith("disputes")
    }
    return whole.quantity in blocks and len(blocks) > 1
