"""Adds the statement that a number makes by what it means: its quantity, unit, readings, and what it is a part of.

In: a frame, the meanings of its words, the paragraph state. Out: statements added to the state, whose topics and
antecedents move on. Holds: a number that counts only some of what a cell does, as of a part of the body, makes none.

    办结9件，其中予以公开5件     -> the 5 are a part of the 9
    予以公开和部分公开合计5421件   -> one statement about the sum
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure_desk.checks.prose.clauses import Clause, Frame
from disclosure_desk.checks.prose.frame_meaning import LIST
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement, StatementKind
from disclosure_desk.checks.prose.topics import (
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    DISPUTES,
    DOCUMENTS,
    FEE,
    INFORMATION_FEE,
    LITIGATION,
    RECEIVED,
    RESULTS,
    Meaning,
)
from disclosure_desk.core.figure import Figure, figure

MONEY = {"yuan": 1, "ten_thousand_yuan": 10**4, "hundred_million_yuan": 10**8}
TIMES = ("last", "this", "next", "period", "compare", "up", "down")
"""The kinds of words that say when, or against when, and nothing of what is counted."""
_UNITS = {FEE: "ten_thousand_yuan", INFORMATION_FEE: "yuan"}
_STAGES = {RECEIVED, CLOSED, CARRIED_IN, CARRIED_OUT}
_PASSIVE = "被"
_DONE_TO_PEOPLE = ("proactive.compulsion", "proactive.penalty")


def number_of(token: Token) -> Figure:
    """The number a token is; 0 for a nil phrase."""
    return 0 if token.number is None else token.number


def is_approx(phrase: Phrase, token: Token) -> bool:
    """Whether a number is given loosely: 约, 近, 余."""
    return token.approx or phrase.has("approx")


def part_of(frame: Frame, state: ParagraphState) -> Figure | None:
    """The number, where it is a part of one before."""
    return number_of(frame.token) if state.names_parts else None


def state_number(frame: Frame, clause: Clause, found: Sequence[Meaning], state: ParagraphState) -> None:
    """Add what a number states by the meanings of its words."""
    phrase = frame.before + frame.after
    named = [each for each in found if each.quantity]
    topics = tuple(dict.fromkeys(topic for each in found for topic in each.topics))
    if not all(topic.startswith(DISPUTES) for topic in topics):
        topics = found[-1].topics
    is_total = bool(named) and all(each.quantity.endswith(".total") for each in named)
    is_of_foreign = state.context.is_foreign and state.names_parts and not phrase.has("decide")
    is_of_foreign = is_of_foreign and any(each.quantity.endswith(".decisions") for each in named)
    state.follow(topics, phrase, is_total=is_total)
    if not named or _counts_only_some(frame, named[0], state):
        return
    # 其中 and brackets make a number part of the whole before it: 收到申请9件（自然人8件）.
    parent = state.outside if clause.inside else state.whole if state.names_parts else None
    if phrase.has("without") and any(each.quantity == CARRIED_IN for each in named):
        state.exclude_carried_in()
        parent = None
    # 接受咨询42次，其中行政处罚8次 are of the consultations.
    if is_of_foreign:
        state.turn_away()
        named = [each._replace(doubtful=True) for each in named]
    for each in _as_one_sum(frame.token, named, phrase):
        add_statement(frame, each, phrase, _whole_of(each, parent, state), state)


def _whole_of(each: Meaning, parent: Statement | None, state: ParagraphState) -> Statement | None:
    """The whole that a number is a part of: of 其中复议2件、诉讼1件 the second is none of the first.

    After several wholes each part has its own: 复议17件、诉讼9件，其中信息公开类复议3件、诉讼2件.
    """
    if parent is None or not parent.quantity.startswith(DISPUTES):
        return parent
    before = [] if state.is_inside else [one for one in state.wholes() if one.sentence == state.sentence]
    blocks = list(_blocks(each.quantity))
    return next((one for one in [parent, *before] if any(block in one.quantity for block in blocks)), None)


def _blocks(quantity: str) -> Iterator[str]:
    """The blocks of a quantity, either kind of litigation as litigation."""
    for term in quantity.split("+"):
        yield LITIGATION if term.startswith(LITIGATION) else term.rpartition(".")[0]


def _as_one_sum(token: Token, named: Sequence[Meaning], phrase: Phrase) -> Sequence[Meaning]:
    """One number after several names is their sum, but not 0, not with 均 or 各, and not of stages of one thing.

    予以公开和部分公开合计5421件 (s160) is a sum; 受理、办结申请9件 are the same nine.
    """
    quantities = list(dict.fromkeys(each.quantity for each in named))
    are_stages = all(quantity in _STAGES for quantity in quantities)
    if len(quantities) < LIST or not number_of(token) or phrase.has("all", "each") or are_stages:
        return named
    topics = tuple(dict.fromkeys(topic for each in named for topic in each.topics))
    return (Meaning("+".join(quantities), topics, doubtful=any(each.doubtful for each in named)),)


def _counts_only_some(frame: Frame, first: Meaning, state: ParagraphState) -> bool:
    """Whether the number counts only some of what the cell does, as of a part of the body, or by one channel."""
    phrase = frame.before + frame.after
    if _is_of_other_body(phrase, state):
        state.elided = phrase.without("body", *TIMES)
        state.remember_strange(part_of(frame, state), doubtful=True)
        return True
    # 另有4件于年底收到 are some of all.
    if first.quantity == RECEIVED and frame.before.has("without"):
        state.remember_strange(wordless_value=number_of(frame.token))
        return True
    # 除1件不再处理外，其余18件均作出答复: what others leave is no whole.
    # But 除2件结转下年外，其余27件均已答复.
    goes_on = first.quantity == CLOSED and state.nearest_quantity == CARRIED_OUT
    if first.quantity in {RECEIVED, CLOSED} and phrase.has("rest") and not goes_on:
        state.remember_strange()
        return True
    whole = first.quantity in {RECEIVED, CLOSED} and (state.names_parts or state.context.has_requests)
    if not whole or not phrase.has("channel"):
        return False
    doubt_channel_count(state)
    state.channels += 1
    # 线上申请46件，线下申请8件，全部答复 is of those, whatever stood in the sentence before.
    if not state.has_statements:
        state.remember_strange(doubtful=True)
    return True


def _is_of_other_body(phrase: Phrase, state: ParagraphState) -> bool:
    """Whether a number is of another body, or of one part of the body that reports.

    代表县政府受理23件 (o078) is what an office did for its government, 市政府办公厅代表市政府共受理2577件 is all of it.
    市局本级新收413件 (s071) is the body itself, unless others stand beside it or the whole has been given.
    """
    if phrase.has("subscope"):
        return True
    if phrase.has("agent"):
        return not phrase.has("total")
    if not phrase.has("body"):
        return False
    # 县级部门共办理127件，乡镇办理64件 (h010), but 本机关及所属单位共收到35件 (f055).
    together = phrase.has("total") and (state.bodies == 1 or phrase.has("and"))
    return not together and (state.bodies > 1 or state.context.has_requests)


def doubt_channel_count(state: ParagraphState) -> None:
    """Doubt the number before if it was by channel, too, and so no whole: 书面申请8件，网上申请11件 (o102)."""
    if state.by_channel is not None and not state.names_parts:
        state.make_uncertain(state.by_channel)
        state.by_channel = None


def add_statement(frame: Frame, each: Meaning, phrase: Phrase, parent: Statement | None, state: ParagraphState) -> None:
    """Add the statement of one meaning, unless the unit is none of what it names."""
    token = frame.token
    topic = each.topics[-1]
    # 收费通知八十六件，涉及金额十二万元 (s165): of the fee, what is no money are notices; but 总金额为零 (t067).
    is_nothing = token.unit == "bare" and not number_of(token) and phrase.has("fee_charged", "fee_received")
    if topic == INFORMATION_FEE and token.unit not in MONEY and not is_nothing:
        each = Meaning(f"{INFORMATION_FEE}.notices", each.topics)
    kind: StatementKind = "amount" if topic in _UNITS and not each.quantity.endswith("notices") else "count"
    value = number_of(token)
    if (token.unit in MONEY) is not (kind == "amount") and not (kind == "amount" and value == 0):
        return
    # 被复议0次 (h027) is none however it is counted.
    is_done_to_us = any(word.text.startswith(_PASSIVE) for word in phrase.tokens if "subject" in word.kinds)
    if token.unit == "times" and topic not in _DONE_TO_PEOPLE and value and not is_done_to_us:
        return
    # 经沟通，撤件117件，受理54件: a number received of what was never called a request may be of anything.
    is_unnamed = (
        each.quantity == RECEIVED
        and not (state.context.has_named_requests or state.context.names_requests)
        and not phrase.has("info", "receive_new")
    )
    inherited = parent is not None and parent.uncertain and parent.quantity.startswith("proactive")
    # 办结申请20件，其中要求公开征地信息的申请8件: a part that is only called a request is no number of all.
    is_some = parent is not None and each.quantity == RECEIVED and not phrase.has("receive", "receive_new", "new")
    unit = _UNITS[topic] if kind == "amount" else ""
    if unit and token.unit in MONEY:
        value = figure(Decimal(value) * MONEY[token.unit] / MONEY[unit])
    primary, others = _chosen(each, value, parent, state)
    qualifiers = Qualifiers(
        unit,
        is_approx(phrase, token),
        each.doubtful or is_unnamed or inherited or is_some or (phrase.has("channel") and state.channels > 0),
        tuple((other, value) for other in others),
        parent,
    )
    statement = state.add(token, primary, value, kind, qualifiers)
    _remember(statement, phrase, state)
    state.remember(is_part=parent is not None)
    for also in each.also:
        state.add(token, also, value, "count", qualifiers._replace(others=(), part_of=None))


def _chosen(
    each: Meaning, value: Figure, parent: Statement | None, state: ParagraphState
) -> tuple[str, tuple[str, ...]]:
    """The reading to name, and the others.

    Results after several blocks of disputes are of all of them, but of one where they stand in its brackets:
    复议21件（其中3件被纠错）.
    """
    if len(each.topics) < LIST or not each.others:
        return each.quantity, each.others
    if state.outside is not None and parent is state.outside and value <= parent.value and "+" not in parent.quantity:
        block = parent.quantity.rpartition(".")[0]
        result = each.others[0].rpartition(".")[2]
        return f"{block}.{result}", ()
    return each.quantity, each.others


def _remember(statement: Statement, phrase: Phrase, state: ParagraphState) -> None:
    """Remember what later numbers may show to be a part."""
    state.in_clause.append(statement)
    if statement.quantity.startswith(DISPUTES):
        state.context.lists_results = not statement.quantity.endswith(".total")
    state.context.has_outcomes = state.context.has_outcomes or statement.quantity.startswith(RESULTS)
    place = len(state.statements) - 1
    if statement.quantity.startswith("proactive"):
        state.context.act = phrase.last_of("issue", "repeal", "in_force") or state.context.act
        documents = [topic for topic in state.context.topics if topic in DOCUMENTS]
        state.context.documents = documents[-1] if documents else state.context.documents
    if phrase.has("channel"):
        state.by_channel = place
    state.note_requests(statement.quantity)
    if not phrase.has("applicant"):
        return
    state.context.lists_applicants = True
    # 收到自然人申请1100件，法人或其他组织申请104件 (o052): the first was no whole.
    if statement.quantity == RECEIVED:
        state.by_applicant = place
    elif state.by_applicant is not None and not state.names_parts:
        state.make_uncertain(state.by_applicant)
        state.by_applicant = None
