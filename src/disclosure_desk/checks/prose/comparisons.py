"""What is said against last year's report or as a share: 同比增长 x %, 比上年增加 N 件, 占 x %.

In: a clause after a word of comparison, or with percentages; the paragraph state. Out: statements added to the state.
Holds: a change is of the last quantity that the sentence stated, a share of the numbers just before; without any,
nothing is stated.

A share is of all results (CLOSED) where its numbers are results, unless 申请 is named, else of all requests received.

    新收申请30件，同比增长50%   -> requests.received.total trend_percent 50
    予以公开18件，占比60%      -> requests.outcome.granted.total/requests.outcome.total.total = 60 (o053)
"""

from collections.abc import Iterator, Sequence

from disclosure_desk.checks.prose.clauses import Clause
from disclosure_desk.checks.prose.count_statement import is_approx, number_of
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import meaning_of
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement, StatementKind
from disclosure_desk.checks.prose.topics import BOTH_IN, CLOSED, RECEIVED, RESULTS

_FLOW_WORDS = ("receive", "receive_new", "close", "handle", "carry", "outcome", "result")


def read_trend(clause: Clause, state: ParagraphState) -> bool:
    """Add a rise or fall; whether one stands here."""
    phrase = clause.phrase
    # 与2024年相比，复议由5件降至1件: the number is what it is now, no change.
    if not phrase.has("up", "down") or (phrase.has("level") and not phrase.has("compare")):
        return False
    # 较上年同期的9件少: a number before the word is last year's.
    turn = next(place for place, token in enumerate(phrase.tokens) if token.kinds.keys() & {"up", "down"})
    counted = [place for place in clause.numbers if place > turn]
    tokens = [*[phrase.tokens[place] for place in counted], *clause.percents]
    stated = compared(phrase, state)
    if tokens and stated is not None and not state.context.is_foreign:
        _state_trend(phrase, tokens[-1], stated, state)
    return bool(tokens)


def compared(phrase: Phrase, state: ParagraphState) -> Statement | None:
    """The statement that a rise or fall is of: the last one or, where its words name one, the last of those.

    行政许可0件；行政处罚较上年增加12件 tells nothing of the licences. A rise right after another is of the same number:
    复议9件、诉讼3件，复议较上年增加2件，增长28%.
    """
    words = phrase.up_to("compare") if phrase.has("compare") else Phrase(())
    named_by_words = meaning_of(words, state.context) if words.has(*_FLOW_WORDS) else None
    # 受理11件；办结数比去年增加1件 tells nothing of those received.
    if named_by_words and named_by_words.quantity:
        own = {named_by_words.quantity, *named_by_words.others}
        return next((one for one in reversed(state.recent) if own & {name for name, _ in one.readings}), None)
    heads = tuple(head for head, _ in phrase.up_to("compare").values("subject")) if phrase.has("compare") else ()
    named = (one for one in reversed(state.recent) if not heads or one.quantity.startswith(heads))
    return next(named, None)


def _state_trend(phrase: Phrase, token: Token, stated: Statement, state: ParagraphState) -> None:
    kind: StatementKind = "trend_percent" if token.unit in {"percent", "tenths"} else "trend_count"
    sign = -1 if phrase.has("down") else 1
    qualifiers = Qualifiers(approx=is_approx(phrase, token), uncertain=stated.uncertain)
    state.add(token, stated.quantity, sign * number_of(token), kind, qualifiers)


def read_share(clause: Clause, state: ParagraphState) -> None:
    """Add the share that the numbers of the clause before are said to be."""
    stated = [statement for statement in state.in_clause if statement.quantity not in {CLOSED, RECEIVED}]
    # 予以公开54件，达61.4%: a percentage of which nothing else is said.
    alone = clause.inside or clause.phrase.has("reach", "is")
    is_bare = alone and not clause.phrase.is_meaningful and bool(stated)
    if not (clause.phrase.has("share") or is_bare):
        return
    token = clause.percents[0]
    own = _own_top(clause.phrase, state)
    stated = [] if own else stated
    tops = own or [statement.quantity for statement in stated]
    if not tops or any(top.startswith("proactive") for top in tops):
        return
    # 予以公开18件，占比60% (o053) is a share of the results, 自然人申请占93.9% one of what came in.
    outcome = all(top.startswith("requests.outcome.") for top in tops) and not clause.phrase.has("ask")
    whole = CLOSED if outcome else RECEIVED
    wholes = dict.fromkeys((whole, CLOSED, RECEIVED, BOTH_IN) if outcome else (whole, BOTH_IN))
    uncertain = any(statement.uncertain for statement in stated)
    readings = [f"{_bracketed(top)}/{each}" for top in _tops(tops, stated) for each in wholes]
    others = tuple((quantity, number_of(token)) for quantity in readings[1:])
    qualifiers = Qualifiers(approx=is_approx(clause.phrase, token), uncertain=uncertain, others=others)
    state.add(token, readings[0], number_of(token), "percent", qualifiers)


def _own_top(phrase: Phrase, state: ParagraphState) -> list[str]:
    """What the words of a share name themselves: 新收申请中自然人占96% (g005), 不予公开类比重下降到5.6%."""
    words = phrase.up_to("share")
    if state.context.is_foreign or not words.has("applicant", "outcome"):
        return []
    if not words.has("outcome"):
        return [f"requests.received.{column}" for column, _ in words.values("applicant")[-1:]]
    found = meaning_of(words, state.context)
    return [found.quantity] if found and found.quantity.startswith(RESULTS) and not found.doubtful else []


def _tops(tops: Sequence[str], stated: Sequence[Statement]) -> Iterator[str]:
    """What a share is of: all the numbers just before, or what the only one may mean: 其他处理18件，占6.12%."""
    yield "+".join(tops)
    if len(stated) == 1:
        yield from (quantity for quantity, value in stated[0].alternatives if value == stated[0].value)


def _bracketed(quantity: str) -> str:
    return f"({quantity})" if "+" in quantity else quantity
