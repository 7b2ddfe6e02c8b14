"""What a nil phrase says did not happen: 未收到…, 无…和…, 未发生因…引起的…."""

from collections.abc import Iterator
from dataclasses import replace

from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import CLOSED, REQUESTS, Phrase, TopicContext, meaning_of, topic_of

_BEFORE = {"subject", "last", "next", "carry", "ask", "this", "outcome", "and"}
_SHORT = 2
"""无 and 没有 may begin other phrase: what follows must be known."""


def nil_quantities(phrase: Phrase, place: int, context: TopicContext) -> Iterator[tuple[str, bool]]:
    """The quantities said to be nil by the phrase at a place, and whether each is doubtful."""
    nil = phrase.tokens[place]
    after = phrase.tokens[place + 1 :]
    if len(nil.text) <= _SHORT and after and after[0].unknown:
        return
    verb = replace(nil, kinds={kind: value for kind, value in nil.kinds.items() if kind != "outcome"})
    before = tuple(token for token in phrase.tokens[:place] if token.kinds.keys() & _BEFORE)
    members = list(Phrase((*before, verb, *after)).split())
    around = replace(context, topic=topic_of(phrase, context.topic), has_requests=False)
    shared = _shared(members)
    said = set()
    for member in members:
        for quantity, doubtful in _one(_complete(member, verb, shared), around):
            if quantity not in said:
                said.add(quantity)
                yield quantity, doubtful


def _shared(members: list[Phrase]) -> Token | None:
    """The result that the last member names for all: 行政诉讼、行政复议败诉."""
    *others, last = members
    if not others or any(other.has("result") for other in others) or not last.has("subject"):
        return None
    return next((token for token in last.tokens if "result" in token.kinds), None)


def _complete(member: Phrase, verb: Token, shared: Token | None) -> Phrase:
    tokens = member.tokens if member.has("nil") else (verb, *member.tokens)
    if shared and shared not in tokens:
        tokens = (*tokens, shared)
    asking = Phrase(tokens).has("ask")
    return Phrase([token for token in tokens if not (asking and "applicant" in token.kinds)])


def _one(member: Phrase, context: TopicContext) -> Iterator[tuple[str, bool]]:
    last = member.last
    if last is None or last.unknown:
        return
    found = meaning_of(member, context)
    if found is None or found.quantity in {"", CLOSED}:
        return
    if context.topic == REQUESTS or not member.has("outcome"):
        yield found.quantity, found.doubtful
