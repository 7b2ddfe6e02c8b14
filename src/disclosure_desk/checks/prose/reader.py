"""Reads a paragraph clause by clause: what each number, nil phrase and 均 says, leaning on what was said before.

In: a paragraph, the year of the report. Out: the statements of the paragraph.
Holds: a paragraph is read by itself, so its reading is remembered and a keystroke costs one paragraph.

Tried for each clause, in this order: a rise or fall, after a word of comparison or right after another one; nothing,
while a comparison still waits for its number; numbers; a share; a nil phrase; what is implied; else the words only
move the topics.

    收到申请30件，较上年增加3件，增幅8.2%  -> 30 received, and two trends of that number
    收到申请30件，较上年（20件）增加10件   -> 30 received, a trend of 10; the 20 in brackets are passed over
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from disclosure_desk.checks.prose.clauses import Clause, clauses_of
from disclosure_desk.checks.prose.comparisons import compared, read_share, read_trend
from disclosure_desk.checks.prose.counts import read_counts
from disclosure_desk.checks.prose.implied import read_implied
from disclosure_desk.checks.prose.lexer import Sentence, Token, names_year, sentences
from disclosure_desk.checks.prose.nil import nil_quantities
from disclosure_desk.checks.prose.paragraph_rules import apply_paragraph_rules
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement
from disclosure_desk.checks.prose.vocabulary import vocabulary

_COMPARING = ("compare", "last", "this", "period", "up", "down")
_ENDS_PARTS = "；"


@lru_cache(maxsize=512)
def read_paragraph(paragraph: str, year: int) -> tuple[Statement, ...]:
    """What a paragraph says of the form's cells."""
    # A report names its year at the head of a paragraph and then speaks of last year as 2023年: read the whole first.
    state = ParagraphState(names_own_year=names_year(paragraph, year, vocabulary()))
    leading: list[tuple[int, Sentence]] = []
    for index, sentence in enumerate(sentences(paragraph, year, vocabulary())):
        # What neither has a quantity nor names a topic may still speak of a number before: 均已办结. A sentence that
        # only names a topic is read as soon as a later one has a quantity.
        if sentence.has_quantity or (state.antecedents and sentence.leans):
            for before, leads in leading:
                _read_sentence(before, leads.tokens(), state)
            leading.clear()
            _read_sentence(index, sentence.tokens(), state)
        elif sentence.leads:
            leading.append((index, sentence))
    return tuple(apply_paragraph_rules(state.statements))


def _read_sentence(index: int, sentence: Sequence[Token], state: ParagraphState) -> None:
    whole = Phrase(sentence)
    state.begin(index, whole)
    comparing = has_trend = False
    rows = _rows(whole) if whole.has("publish") else iter(())
    state.context.publishes = next(rows, False)
    for clause in clauses_of(sentence):
        phrase = clause.phrase
        state.enter(inside=clause.inside)
        if clause.mark == _ENDS_PARTS:
            state.names_parts = comparing = False
            state.context.publishes = next(rows, False)
            if clause.numbers:
                state.start_row()
        state.note_time(phrase)
        state.names_parts = state.names_parts or (phrase.has("parts") and not clause.inside)
        comparing = comparing or (phrase.has("compare") and not phrase.has("nil"))
        if (comparing or has_trend) and read_trend(clause, state):
            comparing, has_trend = False, True
            if compared(phrase, state) is None:
                state.turn_to(phrase)
                state.unnumbered = phrase
                words = phrase.up_to("compare")
                # 2024年较2023年申请量减少9件，为17件
                named = phrase.without(*_COMPARING)
                state.elided = words if words.without("this").is_meaningful else named
            continue
        has_trend = False
        if not comparing:
            _read_clause(clause, state)
        elif phrase.has("compare"):
            _read_comparison(clause, state)
        # 较上年（20件）: what stands in brackets while a comparison waits is last year's.
        elif not (clause.inside and (clause.numbers or clause.percents)):
            _read_clause(clause, state)


def _rows(sentence: Phrase) -> Iterator[bool]:
    """Whether something is made public in each row of a sentence, between its ；: each tells something of its own."""
    publishes = False
    for token in sentence.tokens:
        if token.text == _ENDS_PARTS:
            yield publishes
            publishes = False
        publishes = publishes or "publish" in token.kinds
    yield publishes


def _read_comparison(clause: Clause, state: ParagraphState) -> None:
    """Follow what is compared: 去年同期收到11件申请，今年收到8件 (f050)."""
    state.turn_to(clause.phrase)
    if not clause.numbers and not clause.percents:
        # 新收申请数量与上年持平，均为18件 (s041): the words are those of the number to come.
        words = clause.phrase.up_to("compare").without("last", "period")
        state.elided = words if words.is_meaningful else None


def _read_clause(clause: Clause, state: ParagraphState) -> None:
    phrase = clause.phrase
    before, state.unnumbered = state.unnumbered, None
    if clause.numbers:
        state.unnumbered = before
        count_before = len(state.statements)
        read_counts(clause, state)
        # 自然人申请23件、占比79.3%
        if len(state.statements) > count_before:
            state.unnumbered = None
        # 占60%的申请3件占比较高: the percentage stands before the number, and what follows has none.
        if clause.percents and (tail := clause.after_numbers()).percents and tail.phrase.has("share"):
            read_share(tail, state)
    elif clause.percents:
        count_before = len(state.statements)
        # 自然人申请占比最高，达92.5%
        names_share_before = before is not None and before.has("share") and not clause.phrase.has("share")
        read_share(clause.behind(before) if names_share_before and before else clause, state)
        if len(state.statements) == count_before:
            state.turn_to(clause.phrase)
        # 自然人申请约占九成，为81件: the subject of the share is the number's.
        state.unnumbered = phrase.up_to("share")
    elif phrase.has("nil"):
        _read_nil(phrase, state)
    elif not read_implied(clause, state):
        # 受理的申请均在规定期限内办结，共52件 (o176): the words are kept for a number that comes without any.
        state.turn_to(phrase)
        state.unnumbered = before if clause.inside and before is not None else phrase


def _read_nil(phrase: Phrase, state: ParagraphState) -> None:
    """Add what a nil phrase says did not happen."""
    # 历年均未收取: what never happened did not happen this year.
    if state.is_of_other_time(phrase) and not phrase.has("all"):
        return
    place = next(place for place, token in enumerate(phrase.tokens) if "nil" in token.kinds)
    # 有3个月未收到申请 is no nil of the year.
    if any(token.unit == "some" for token in phrase.tokens[:place]):
        return
    for quantity, doubtful in nil_quantities(phrase, place, state.context):
        state.add(phrase.tokens[place], quantity, 0, "nil", Qualifiers(uncertain=doubtful))
    state.turn_to(phrase)
