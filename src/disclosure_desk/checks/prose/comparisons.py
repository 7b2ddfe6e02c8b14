"""What is said against last year's report or as a share: 同比增长 x %, 比上年增加 N 件, 占 x %."""

from disclosure_desk.checks.prose.clauses import Clause
from disclosure_desk.checks.prose.counts import is_approx, number_of
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import CLOSED, FOREIGN, RECEIVED, Phrase
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.statement import StatementKind


def read_trend(clause: Clause, state: ParagraphState) -> bool:
    """Put a rise or fall down; whether one stood here."""
    phrase = clause.phrase
    if not phrase.has("up", "down"):
        return False
    tokens = [*[phrase.tokens[place] for place in clause.numbers], *clause.percents]
    if tokens and state.in_sentence and state.context.topic != FOREIGN:
        _state_trend(phrase, tokens[-1], state)
    return bool(tokens)


def _state_trend(phrase: Phrase, token: Token, state: ParagraphState) -> None:
    told = [statement for statement in state.in_sentence if not statement.kind.startswith("trend")]
    kind: StatementKind = "trend_percent" if token.unit == "percent" else "trend_count"
    sign = -1 if phrase.has("down") else 1
    qualifiers = Qualifiers(approx=is_approx(phrase, token), uncertain=told[-1].uncertain)
    state.add(token, told[-1].quantity, sign * number_of(token), kind, qualifiers)


def read_share(clause: Clause, state: ParagraphState) -> None:
    """Put down what share the numbers just before are said to be."""
    tops = [statement.quantity for statement in state.in_clause]
    if not tops or not clause.phrase.has("share") or any(top.startswith("proactive") for top in tops):
        return
    token = clause.percents[0]
    outcome = all(top.startswith("requests.outcome.") for top in tops) and not clause.phrase.has("ask")
    whole = CLOSED if outcome else RECEIVED
    if whole in tops:
        return
    top = "+".join(tops)
    top = f"({top})" if "+" in top else top
    uncertain = any(statement.uncertain for statement in state.in_clause)
    qualifiers = Qualifiers(approx=is_approx(clause.phrase, token), uncertain=uncertain)
    state.add(token, f"{top}/{whole}", number_of(token), "percent", qualifiers)
