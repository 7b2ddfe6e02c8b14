"""What a phrase without a number says of the number before it: 均已办结, 申请人均为自然人, 全部予以公开."""

from dataclasses import dataclass

from disclosure_desk.checks.prose.meaning import (
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    RECEIVED,
    Setting,
    Words,
    is_telling,
    meaning,
)
from disclosure_desk.checks.prose.statement import Statement

_IS = {"为", "是", "系", "属", "属于"}
_DONE = {"已", "已经", "并", "均已", "已全部"}
_PLAIN = {"all", "ask", "applicant", "channel", "info", "receive", "other", "close"}


@dataclass(frozen=True, slots=True)
class Implied:
    """A quantity that equals the whole just stated."""

    quantity: str
    others: tuple[str, ...] = ()
    doubtful: bool = False


def implied(words: Words, whole: Statement, setting: Setting) -> list[Implied]:
    """What a portion without a number says of the whole before it."""
    if words.has("denial"):
        return []
    texts = {token.text for token in words.tokens}
    everything = words.has("all")
    if whole.quantity.startswith("disputes"):
        return _dispute(words, whole) if everything else []
    if whole.quantity not in {RECEIVED, CLOSED}:
        return []
    if words.has("outcome", "grant_bare") and (everything or texts & (_IS | _DONE)) and not words.has("carry"):
        return _outcome(words, setting, doubtful=not everything and not texts & _IS)
    found = []
    if words.has("applicant") and (everything or texts & _IS) and _plain(words):
        column = words.values("applicant")[-1][0]
        found.append(Implied(f"{whole.quantity.rpartition('.')[0]}.{column}"))
    if whole.quantity == RECEIVED and words.has("pending") and not words.has("close"):
        return [Implied(CARRIED_OUT)]
    if whole.quantity == RECEIVED and words.has("close") and (everything or texts & _DONE):
        found.append(Implied(CLOSED, (f"{CLOSED}-{CARRIED_IN}",)))
    return found


def _plain(words: Words) -> bool:
    """Whether nothing else is spoken of than who applied."""
    return all(token.kinds and (not is_telling(token) or token.kinds.keys() & _PLAIN) for token in words.tokens)


def _outcome(words: Words, setting: Setting, *, doubtful: bool) -> list[Implied]:
    found = meaning(words, setting)
    if found is None or not found.quantity.startswith("requests.outcome"):
        return []
    result = [Implied(found.quantity, doubtful=doubtful or found.doubtful)]
    if words.has("close"):
        result.append(Implied(CLOSED))
    return result


def _dispute(words: Words, whole: Statement) -> list[Implied]:
    results = words.values("result")
    block = whole.quantity.rpartition(".")[0]
    if results and not words.values("subject"):
        return [Implied(f"{block}.{results[-1][0]}", doubtful=results[-1][1])]
    return []
