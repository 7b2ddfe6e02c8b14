"""What is said against last year's report or as a share: 同比增长 x %, 比上年增加 N 件, 占 x %."""

from disclosure_desk.checks.prose.clauses import Portion
from disclosure_desk.checks.prose.counts import is_approx, number_of
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import CLOSED, FOREIGN, RECEIVED, Words
from disclosure_desk.checks.prose.paragraph_state import Ledger, Manner
from disclosure_desk.checks.prose.statement import Kind


def read_trend(portion: Portion, ledger: Ledger) -> bool:
    """Put a rise or fall down; whether one stood here."""
    words = portion.words
    if not words.has("up", "down"):
        return False
    tokens = [*[words.tokens[place] for place in portion.numbers], *portion.percents]
    if tokens and ledger.here and ledger.setting.topic != FOREIGN:
        _state_trend(words, tokens[-1], ledger)
    return bool(tokens)


def _state_trend(words: Words, token: Token, ledger: Ledger) -> None:
    told = [statement for statement in ledger.here if not statement.kind.startswith("trend")]
    kind: Kind = "trend_percent" if token.unit == "percent" else "trend_count"
    sign = -1 if words.has("down") else 1
    manner = Manner(approx=is_approx(words, token), uncertain=told[-1].uncertain)
    ledger.state(token, told[-1].quantity, sign * number_of(token), kind, manner)


def read_share(portion: Portion, ledger: Ledger) -> None:
    """Put down what share the numbers just before are said to be."""
    tops = [statement.quantity for statement in ledger.group]
    if not tops or not portion.words.has("share") or any(top.startswith("proactive") for top in tops):
        return
    token = portion.percents[0]
    outcome = all(top.startswith("requests.outcome.") for top in tops) and not portion.words.has("ask")
    whole = CLOSED if outcome else RECEIVED
    if whole in tops:
        return
    top = "+".join(tops)
    top = f"({top})" if "+" in top else top
    uncertain = any(statement.uncertain for statement in ledger.group)
    manner = Manner(approx=is_approx(portion.words, token), uncertain=uncertain)
    ledger.state(token, f"{top}/{whole}", number_of(token), "percent", manner)
