"""What a phrase without a number says of the number before it: 均已办结, 申请人均为自然人, 全部予以公开.

In: the phrase, the whole before it, the topic context. Out: quantities that are said to equal the whole.
Holds: only a number of requests, of results or of disputes has implied quantities; a denial (尚未全部办结) has none.

Tried in this order: of disputes their result; of requests the result (全部予以公开), who applied (均为自然人), what is
still pending (均未到答复期限), that all were closed (均已办结; or all but those carried in: a second reading).

    收到申请9件，均已办结          -> requests.outcome.total.total = 9, or as many without those carried in
    复议2件，均维持               -> disputes.reconsideration.upheld = 2
"""

from dataclasses import dataclass

from disclosure_desk.checks.prose.meaning import CARRIED_IN, CARRIED_OUT, CLOSED, RECEIVED, TopicContext, meaning_of
from disclosure_desk.checks.prose.phrase import Phrase, is_meaningful
from disclosure_desk.checks.prose.statement import Statement

_IS = {"为", "是", "系", "属", "属于"}
_DONE = {"已", "已经", "并", "均已", "已全部"}
_PLAIN = {"all", "ask", "applicant", "channel", "info", "receive", "other", "close"}


@dataclass(frozen=True, slots=True)
class ImpliedQuantity:
    """A quantity that equals the whole just stated."""

    quantity: str
    others: tuple[str, ...] = ()
    doubtful: bool = False


def implied_quantities(phrase: Phrase, whole: Statement, context: TopicContext) -> list[ImpliedQuantity]:
    """The quantities that a phrase without a number says are the whole before it."""
    # 尚未全部办结 denies what 全部办结 would imply.
    if phrase.has("denial"):
        return []
    texts = {token.text for token in phrase.tokens}
    everything = phrase.has("all")
    # 行政诉讼1件，正在审理 (o233): of disputes only 均 speaks of the number before.
    if whole.quantity.startswith("disputes"):
        return _dispute(phrase, whole) if everything else []
    if whole.quantity not in {RECEIVED, CLOSED}:
        return []
    # 已予以公开 without 均 or 为 may be said of some of them only, so it is doubtful.
    if phrase.has("outcome", "grant_bare") and (everything or texts & (_IS | _DONE)) and not phrase.has("carry"):
        return _outcome(phrase, context, doubtful=not everything and not texts & _IS)
    found = []
    if phrase.has("applicant") and (everything or texts & _IS) and _plain(phrase):
        column = phrase.values("applicant")[-1][0]
        found.append(ImpliedQuantity(f"{whole.quantity.rpartition('.')[0]}.{column}"))
    # 收到依申请公开2件，年末均未到答复期限: all of them go on into the next year.
    if whole.quantity == RECEIVED and phrase.has("pending") and not phrase.has("close"):
        return [ImpliedQuantity(CARRIED_OUT)]
    if whole.quantity == RECEIVED and phrase.has("close") and (everything or texts & _DONE):
        found.append(ImpliedQuantity(CLOSED, (f"{CLOSED}-{CARRIED_IN}",)))
    return found


def _plain(phrase: Phrase) -> bool:
    """Whether nothing else is spoken of than who applied."""
    return all(token.kinds and (not is_meaningful(token) or token.kinds.keys() & _PLAIN) for token in phrase.tokens)


def _outcome(phrase: Phrase, context: TopicContext, *, doubtful: bool) -> list[ImpliedQuantity]:
    found = meaning_of(phrase, context)
    if found is None or not found.quantity.startswith("requests.outcome"):
        return []
    result = [ImpliedQuantity(found.quantity, doubtful=doubtful or found.doubtful)]
    if phrase.has("close"):
        result.append(ImpliedQuantity(CLOSED))
    return result


def _dispute(phrase: Phrase, whole: Statement) -> list[ImpliedQuantity]:
    results = phrase.values("result")
    block = whole.quantity.rpartition(".")[0]
    if results and not phrase.values("subject"):
        return [ImpliedQuantity(f"{block}.{results[-1][0]}", doubtful=results[-1][1])]
    return []
