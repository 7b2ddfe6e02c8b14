"""What is said against last year's report or as a share: 同比增长 x %, 比上年增加 N 件, 占 x %.

In: a clause after a word of comparison, or with percentages; the paragraph state. Out: statements added to the state.
Holds: a change is of the last quantity that the sentence stated, a share of the numbers just before; without any,
nothing is stated.

A share is of all results (CLOSED) where its numbers are results, unless 申请 is named, else of all requests received.

    新收申请30件，同比增长50%   -> requests.received.total trend_percent 50
    予以公开18件，占比60%      -> requests.outcome.granted.total/requests.outcome.total.total = 60 (o053)
"""

from disclosure_desk.checks.prose.clauses import Clause
from disclosure_desk.checks.prose.counts import is_approx, number_of
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import CLOSED, FOREIGN, RECEIVED
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import StatementKind


def read_trend(clause: Clause, state: ParagraphState) -> bool:
    """Add a rise or fall; whether one stands here."""
    phrase = clause.phrase
    if not phrase.has("up", "down"):
        return False
    tokens = [*[phrase.tokens[place] for place in clause.numbers], *clause.percents]
    if tokens and state.in_sentence and state.context.topic != FOREIGN:
        _state_trend(phrase, tokens[-1], state)
    return bool(tokens)


def _state_trend(phrase: Phrase, token: Token, state: ParagraphState) -> None:
    stated = [statement for statement in state.in_sentence if not statement.kind.startswith("trend")]
    kind: StatementKind = "trend_percent" if token.unit == "percent" else "trend_count"
    sign = -1 if phrase.has("down") else 1
    qualifiers = Qualifiers(approx=is_approx(phrase, token), uncertain=stated[-1].uncertain)
    state.add(token, stated[-1].quantity, sign * number_of(token), kind, qualifiers)


def read_share(clause: Clause, state: ParagraphState) -> None:
    """Add the share that the numbers of the clause before are said to be."""
    tops = [statement.quantity for statement in state.in_clause]
    if not tops or not clause.phrase.has("share") or any(top.startswith("proactive") for top in tops):
        return
    token = clause.percents[0]
    # 予以公开18件，占比60% (o053) is a share of the results, 自然人申请占93.9% one of what came in.
    outcome = all(top.startswith("requests.outcome.") for top in tops) and not clause.phrase.has("ask")
    whole = CLOSED if outcome else RECEIVED
    if whole in tops:
        return
    top = "+".join(tops)
    top = f"({top})" if "+" in top else top
    uncertain = any(statement.uncertain for statement in state.in_clause)
    qualifiers = Qualifiers(approx=is_approx(clause.phrase, token), uncertain=uncertain)
    state.add(token, f"{top}/{whole}", number_of(token), "percent", qualifiers)
