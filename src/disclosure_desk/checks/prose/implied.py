"""What a phrase without a number says of the numbers before it: 均已办结, 申请人均为自然人, 全部予以公开.

In: the phrase, the clause it is, the paragraph state. Out: statements added to the state, each `implied`.
Holds: the phrase speaks of the nearest number; if no cell counts that one, of none. A denial (尚未全部办结) or a share
(大部分已答复) says nothing of a number. What may be said of several numbers has a reading for each.

Tried in this order: of disputes that all were of one block (均为直接起诉), and their result; of requests the result
(of a group of results its single reason: 不予公开8件（属行政执法案卷）), who applied, what is pending, that all were
closed: as many as came in, with or without those carried in.

    收到5件，上年结转1件，均已办结       -> requests.outcome.total.total = 6, or 5
    复议9起、诉讼4起，均维持            -> each block's upheld
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.checks.prose.clauses import Clause
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import meaning_of
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import QuantityReading, Statement
from disclosure_desk.checks.prose.topics import BOTH_IN, CARRIED_IN, CARRIED_OUT, CLOSED, DISPUTES, RECEIVED, RESULTS
from disclosure_desk.checks.prose.vocabulary import vocabulary
from disclosure_desk.core.figure import Figure

_PLAIN = {"all", "ask", "applicant", "channel", "info", "receive", "close"}
_FLOW = {RECEIVED, BOTH_IN, CLOSED}
_BY_APPLICANT = RECEIVED.removesuffix("total")


class _Implied(NamedTuple):
    """A quantity that equals a number before."""

    quantity: str
    value: Figure
    others: tuple[QuantityReading, ...] = ()
    doubtful: bool = False


def read_implied(clause: Clause, state: ParagraphState) -> bool:
    """Add what a phrase without a number says of those before it; whether it says anything."""
    phrase, nearest = clause.phrase, state.nearest
    value = None if nearest is None else nearest.wordless_value
    if value is not None and _of_wordless(clause, value, state):
        return True
    if nearest is None or state.context.is_foreign or phrase.has("denial", "some", "foreign"):
        return False
    makes_whole = nearest.value is not None and state.parts_make_whole()
    if state.is_of_other_time(phrase) or (nearest.place is None and not nearest.doubtful and not makes_whole):
        return False
    number = state.whole if nearest.place is None else state.statements[nearest.place]
    if number is not None and number.quantity.startswith(DISPUTES):
        return _of_disputes(clause, number, state)
    if number is None or not number.quantity.startswith("requests."):
        return False
    return _add_of_requests(clause, number, state, doubtful=nearest.doubtful and not makes_whole)


def _add_of_requests(clause: Clause, number: Statement, state: ParagraphState, *, doubtful: bool) -> bool:
    token = _whole_phrase(clause)
    implied_counts = list(_of_requests(clause, number, state))
    # 办理53件（新收50件，结转3件），均已办结: the 3 may have come in.
    sure = [each for each in state.recent if not each.uncertain and (CARRIED_IN, each.value) not in each.alternatives]
    stated = {each.quantity: each.value for each in sure}
    for each in implied_counts:
        is_stated = each.quantity in stated and not _is_dealt_with(each, state)
        goes_on = stated.get(CARRIED_OUT, 0) if each.quantity == CLOSED else 0
        # 收到9件（结转下年度1件），均已答复: not all nine were closed; but 其余均已答复 are the other eight.
        if is_stated or (goes_on and not (clause.phrase.has("rest") and goes_on < each.value)):
            continue
        uncertain = number.uncertain or doubtful or each.doubtful
        others = tuple((quantity, value - goes_on) for quantity, value in each.others)
        qualifiers = Qualifiers("", number.approx, uncertain, others, implied=True)
        state.add(token, each.quantity, each.value - goes_on, "count", qualifiers)
    return bool(implied_counts)


def _goes_on(phrase: Phrase, state: ParagraphState) -> bool:
    """Whether a phrase says of what was just counted that it goes on into the next year."""
    is_of_requests = state.context.names_requests and not phrase.has("denial", "some", "foreign", "last")
    is_stated = any(one.quantity == CARRIED_OUT for one in state.recent)
    return is_of_requests and phrase.has("carry", "keep_on") and phrase.has("next") and not is_stated


def _whole_phrase(clause: Clause) -> Token:
    """The place where the phrase of a clause stands."""
    tokens = clause.phrase.tokens
    return tokens[0]._replace(end=tokens[-1].end)


def _of_wordless(clause: Clause, value: Figure, state: ParagraphState) -> bool:
    """What is said of a number without words of its own.

    复议2件，已审结1件（维持）; 1件因需征求第三方意见延期，延至2025年答复.
    """
    phrase, token = clause.phrase, _whole_phrase(clause)
    if _goes_on(phrase, state):
        state.add(token, CARRIED_OUT, value, "count", Qualifiers(implied=True))
        return True
    names_result = phrase.has("result") and (clause.inside or phrase.has("all")) and not phrase.has("denial", "some")
    named = meaning_of(phrase, state.context) if names_result and state.context.topic.startswith(DISPUTES) else None
    if named is None or not named.quantity:
        return False
    others = tuple((each, value) for each in named.others)
    state.add(token, named.quantity, value, "count", Qualifiers(uncertain=named.doubtful, others=others, implied=True))
    return True


def _is_dealt_with(each: _Implied, state: ParagraphState) -> bool:
    """Whether the number closed has only been told as what was dealt with: 共计办理53件，均在年内办结."""
    return any(
        (each.quantity, (RECEIVED, each.value)) == (one.quantity, one.alternatives[0])
        for one in state.recent
        if one.alternatives
    )


def _of_disputes(clause: Clause, number: Statement, state: ParagraphState) -> bool:
    token = _whole_phrase(clause)
    phrase, numbers = clause.phrase, _numbers_in_a_row(clause, state) or [number]
    # 其中1件直接起诉，尚在审理: a part is spoken of by itself, but for 均.
    if not phrase.has("all") and number.part_of is not None and number not in numbers:
        numbers = [number]
    # 行政复议1件，复议机关确认违法 (s019): of a single one nobody says 均; nor where the result is all that is said.
    if not (phrase.has("all") or max(one.value for one in numbers) == 1 or _is_bare(phrase)):
        return False
    # 复议案件为零，诉讼案件为一件，已判决维持
    numbers = [one for one in numbers if one.value] or numbers
    narrowed = _narrow(token, phrase, numbers[-1], state)
    if narrowed is not None:
        numbers = [narrowed]
    results = phrase.values("result")
    named = {head for head, _ in phrase.values("subject")} if narrowed is None else set()
    if results:
        result, doubtful = results[-1]
        for one in numbers:
            blocks = [term.rpartition(".")[0] for term in one.quantity.split("+")]
            if named and not named & set(blocks):
                continue
            quantity = "+".join(f"{block}.{result}" for block in blocks)
            others = tuple((f"disputes.litigation.{result}", one.value) for block in blocks if "_" in block)
            qualifiers = Qualifiers("", one.approx, one.uncertain or doubtful, others, implied=True)
            state.add(token, quantity, one.value, "count", qualifiers)
    return bool(results) or narrowed is not None


def _is_bare(phrase: Phrase) -> bool:
    """Whether nothing is named but a kind of dispute or that they are pending: 行政诉讼2件，直接起诉，尚在审理."""
    results = {result for result, _ in phrase.values("result")}
    known = all(token.is_silent or token.kinds.keys() & {"subject", "result"} for token in phrase.tokens)
    return known and results <= {"pending"}


def _numbers_in_a_row(clause: Clause, state: ParagraphState) -> Sequence[Statement]:
    """The numbers of disputes just given, a whole without its parts: 复议21件，诉讼27件，均获维持 says it of both."""
    found: list[Statement] = []
    for each in reversed(state.row() or state.antecedents[-1:]):
        statement = None if each.place is None else state.statements[each.place]
        is_total = statement is not None and statement.quantity.startswith(DISPUTES)
        is_total = is_total and statement is not None and statement.quantity.endswith(".total")
        if statement is None or (found and (not is_total or statement.sentence != found[0].sentence)):
            break
        found.append(statement)
        if not is_total or (clause.inside or not clause.mark):
            break
    # 复议共17件，其中信息公开类4件，均获维持: a part named as its whole is what the form counts.
    quantities = {(each.start, each.quantity) for each in found}
    wider = {each.part_of for each in found if (each.part_of, each.quantity) in quantities}
    wholes = {each.start for each in found} - wider
    row = [each for each in reversed(found) if each.part_of not in wholes and each.start not in wider]
    # 应诉案件均为复议后起诉，结果均为维持: once narrowed, of those alone.
    topics = set(state.context.topics)
    spoken = [each for each in row if topics & {term.rpartition(".")[0] for term in each.quantity.split("+")}]
    return spoken or row


def _narrow(token: Token, phrase: Phrase, whole: Statement, state: ParagraphState) -> Statement | None:
    """诉讼 18 件，均为未经复议直接起诉: the number is that of one block, and the other block's is 0."""
    blocks = vocabulary().groups.get(whole.quantity.rpartition(".")[0], ())
    named = next((block for block, _ in reversed(phrase.values("subject")) if block in blocks), None)
    if named is None:
        return None
    place = state.statements.index(whole)
    narrowed = whole._replace(quantity=f"{named}.total", alternatives=whole.alternatives)
    state.statements[place] = narrowed
    for other in blocks:
        if other != named:
            qualifiers = Qualifiers(uncertain=whole.uncertain, implied=True)
            state.add(token, f"{other}.total", 0, "count", qualifiers)
    state.context.topics = (named,)
    return narrowed


def _of_requests(clause: Clause, number: Statement, state: ParagraphState) -> Iterator[_Implied]:
    phrase, flow = clause.phrase, _flow_of(clause, number, state)
    if phrase.has("outcome", "grant_bare") and not phrase.has("carry"):
        yield from _results(clause, number, flow, state)
        return
    if flow is None:
        return
    everything = phrase.has("all")
    if phrase.has("applicant") and (everything or phrase.has("is")) and (_is_plain(phrase) or flow.value == 1):
        yield _Implied(f"requests.received.{phrase.values('applicant')[-1][0]}", flow.value)
    if flow.quantity == CLOSED and (RECEIVED, flow.value) not in flow.alternatives:
        return
    # 收到依申请公开2件，年末均未到答复期限: all of them go on into the next year.
    if phrase.has("pending") and not phrase.has("close"):
        if flow.quantity == RECEIVED:
            yield _Implied(CARRIED_OUT, flow.value)
    elif phrase.has("close") and (everything or phrase.has("then", "done")):
        yield _closed(flow, state)


def _flow_of(clause: Clause, number: Statement, state: ParagraphState) -> Statement | None:
    """The number of requests that came in or were closed of which a phrase speaks after another number."""
    if number.quantity in _FLOW and number.part_of is None:
        return number
    # 自然人13件均通过线上提交: without a comma, and in brackets, 均 speaks of that number alone.
    if clause.inside or not clause.mark:
        return None
    flow = next((each for each in state.wholes() if each.quantity in _FLOW), None)
    if flow is None or not flow.uncertain:
        return flow
    # 书面申请8件，网上申请11件，上年结转2件，均已办结: the first by channel is no whole.
    return None if state.channels else _of_all_applicants(flow, state)


def _of_all_applicants(flow: Statement, state: ParagraphState) -> Statement:
    """What came in by the applicants it is told of: 收到自然人申请14件、企业申请1件，均已答复 are fifteen."""
    applicants = [
        each
        for each in state.recent
        if each.quantity.startswith(_BY_APPLICANT) and each.quantity != RECEIVED and each.part_of is None
    ]
    if not applicants or applicants[0].start != flow.start:
        return flow
    # 自然人14件、法人3件、企业2件: the last are some of the three.
    columns = {each.quantity.removeprefix(_BY_APPLICANT) for each in applicants}
    within = {f"{_BY_APPLICANT}{one}" for column in columns for one in vocabulary().groups.get(column, ())}
    return flow._replace(value=sum(each.value for each in applicants if each.quantity not in within))


def _closed(flow: Statement, state: ParagraphState) -> _Implied:
    """All that came in were closed, those carried in too where they are counted apart; or all but those."""
    carried = next((each for each in state.recent if each.quantity == CARRIED_IN), None)
    others = ((f"{CLOSED}-{CARRIED_IN}", flow.value),) if flow.quantity == RECEIVED else ()
    if carried is None or flow.quantity != RECEIVED or not carried.value:
        return _Implied(CLOSED, flow.value, others)
    return _Implied(CLOSED, flow.value + carried.value, ((CLOSED, flow.value), *others))


def _results(clause: Clause, number: Statement, flow: Statement | None, state: ParagraphState) -> Iterator[_Implied]:
    phrase = clause.phrase
    named = meaning_of(phrase, state.context)
    # 因内容不明确，已告知补正: why something was done, no result.
    is_cause = phrase.has("cause") and not phrase.has("all", "done", "is") and not clause.inside
    if named is None or is_cause or not named.quantity.startswith(RESULTS):
        return
    group = number.quantity.removesuffix(".total")
    if number.quantity.startswith(RESULTS) and named.quantity.startswith(f"{group}."):
        yield _Implied(named.quantity, number.value, doubtful=named.doubtful)
        return
    if flow is None:
        return
    everything = phrase.has("all") or flow.value == 1 or phrase.has("is")
    # 已予以公开 without 均 or 为 may be said of some of them only, so it is doubtful.
    if everything or phrase.has("done"):
        yield _Implied(named.quantity, flow.value, doubtful=named.doubtful or not everything)
        if phrase.has("close") and flow.quantity != CLOSED:
            yield _Implied(CLOSED, flow.value)


def _is_plain(phrase: Phrase) -> bool:
    """Whether nothing else is spoken of than who applied."""
    return all(token.kinds and (token.is_silent or token.kinds.keys() & _PLAIN) for token in phrase.tokens)
