"""What the numbers of a clause say, each by its own words or, where it has none, by what was passed over before it.

In: a clause with numbers, and the paragraph state. Out: statements added to the state, whose topics and antecedents
move on. Holds: each number gives at most one statement, but for `also` (受理并办结9件) and for names that share a
number (复议、诉讼各1件); a number with no name of the form gives none, and may turn the topics away.

Tried for each number, in this order: the meanings that 分别为 deals out; words of another time (the number is passed
over, its words are kept); no words at all (共计12件: the sum of what the sentence listed); what the words name; else it
is passed over.

    新收申请12件、上年结转1件      -> requests.received.total = 12, requests.pending_at_start.total = 1
    2023年收到15件，2024年21件    -> the 21 are requests.received.total: the words of the 15 (s042)
    69个政务公开专区             -> nothing: 专区 is what is counted
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure_desk.checks.prose.clauses import Clause, Frame
from disclosure_desk.checks.prose.frame_meaning import ACTS, LIST, meanings_of, one_or_none
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import (
    BOTH_IN,
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    DISPUTES,
    DOCUMENTS,
    FEE,
    INFORMATION_FEE,
    RECEIVED,
    REQUESTS,
    RESULTS,
    Meaning,
    meaning_of,
)
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement, StatementKind
from disclosure_desk.core.figure import Figure, figure

_TIMES = ("last", "this", "next", "period", "compare", "up", "down")
_MONEY = {"yuan": 1, "ten_thousand_yuan": 10**4, "hundred_million_yuan": 10**8}
_UNITS = {FEE: "ten_thousand_yuan", INFORMATION_FEE: "yuan"}
_STAGES = {RECEIVED, CLOSED, CARRIED_IN, CARRIED_OUT}
_LISTS = (DISPUTES, "requests.received")
_DONE_TO_PEOPLE = ("proactive.compulsion", "proactive.penalty")


def number_of(token: Token) -> Figure:
    """The number a token is; 0 for a nil phrase."""
    return 0 if token.number is None else token.number


def is_approx(phrase: Phrase, token: Token) -> bool:
    """Whether a number is given loosely: 约, 近, 余."""
    return token.approx or phrase.has("approx")


def read_counts(clause: Clause, state: ParagraphState) -> None:
    """Add what each number of a clause states."""
    said, state.in_clause = state.in_clause, []
    state.context.closes = clause.phrase.has("close")
    frames = list(clause.frames())
    respective = _respective_meanings(frames, state) or _dealt_out(frames, said)
    if not respective and _are_parts_of_no_cell(frames, clause, state):
        return
    for order, frame in enumerate(frames):
        if respective:
            _state_number(frame, clause, respective[order : order + 1], state)
        elif _is_what_was_before(frame, frames[order + 1 :][:1]):
            state.elided = frame.before.without(*_TIMES)
            state.turn_to(frame.before)
        else:
            _read_frame(frame, clause, state)


def _dealt_out(frames: Sequence[Frame], said: Sequence[Statement]) -> Sequence[Meaning]:
    """The meanings that 分别为 deals out of the sum just said: 复议、诉讼共5件，分别为3件、2件."""
    before = frames[0].before
    if not said or not before.has("respectively") or before.without("respectively").is_meaningful:
        return ()
    terms = said[-1].quantity.split("+")
    if len(terms) != len(frames) or len(terms) < LIST:
        return ()
    return [
        Meaning(
            each, (REQUESTS if each.startswith(REQUESTS) else each.rpartition(".")[0],), doubtful=said[-1].uncertain
        )
        for each in terms
    ]


def _are_parts_of_no_cell(frames: Sequence[Frame], clause: Clause, state: ParagraphState) -> bool:
    """Whether the numbers of a clause are parts that no cell counts; they are passed over.

    分别收到申请2件、5件和8件，累计15件: parts by channel, whose words are those of the sum to come.
    公文310件，其中主动公开88件、依申请公开12件、不予公开210件: how documents are marked.
    """
    if len(frames) < LIST:
        return False
    first, following = frames[0].before, frames[1:]
    if first.has("respectively") and not any((one.before + one.after).is_meaningful for one in following):
        state.elided = first.without("channel")
        state.turn_to(first)
    elif not (state.names_parts and first.last_of("publish", "ask", "info") == "publish" and clause.phrase.has("ask")):
        return False
    state.remember_strange()
    return True


def _is_what_was_before(frame: Frame, following: Sequence[Frame]) -> bool:
    """Whether a number is only what the next one rose or fell from.

    申请量从2023年的60件增加到75件 (g051), 与去年相比，行政复议由5件降至1件: the first is last year's.
    """
    changes = any(one.before.has("up", "down") for one in following)
    ends_with_from = any("from" in token.kinds for token in frame.before.tokens[-1:])
    return changes and (frame.before.has("last", "period") or ends_with_from)


def _respective_meanings(frames: Sequence[Frame], state: ParagraphState) -> Sequence[Meaning]:
    """The meanings that 分别为 deals out, one to each number: 收到、办结数量分别为6件、5件 (o009)."""
    before = frames[0].before
    if not before.has("respectively"):
        return ()
    members = [member for member in before.split() if member.is_meaningful]
    if len(members) != len(frames) or len(members) < LIST:
        return ()
    state.turn_to(before)
    found = [meaning_of(member, state.context) for member in members]
    return [each for each in found if each] if all(found) else ()


def _read_frame(frame: Frame, clause: Clause, state: ParagraphState) -> None:
    own = frame.before if frame.before.is_meaningful else frame.after
    bare = own.without(*_TIMES, "all")
    # 被纠错（败诉）2件 (t045): the words before the bracket are the number's.
    if not own.is_meaningful and clause.mark == "）" and state.unnumbered is not None:
        own = bare = state.unnumbered
        frame = replace(frame, before=own)
    if state.is_of_other_time(frame.timed):
        state.elided = bare if bare.is_meaningful else state.elided
        state.turn_to(own)
        # 2024年收到的5件已全部办结 (t112): 全部 speaks of those five.
        state.remember_strange()
        return
    if (
        not bare.is_meaningful
        and not (own.has("total") or frame.before.has("rest"))
        and _names_result(state.unnumbered)
    ):
        # 无法提供类申请占比最高，为31件 (h017): the words just before are the number's.
        bare = own = state.unnumbered or own
        frame = replace(frame, before=own, after=Phrase(()))
    if not bare.is_meaningful:
        if _leans_on_elided(own, state) and state.elided is not None:
            frame = replace(frame, before=state.elided + bare, after=Phrase(()))
        else:
            _sum_up(frame, state)
            return
    found = meanings_of(frame, state.context)
    # 申请人逾期不补正，镇政府不再处理的有3件 (s039): the words just before say what result it was.
    if not found and state.unnumbered is not None and _names_result(state.unnumbered):
        found = one_or_none(meaning_of(state.unnumbered + frame.before, state.context))
    if found:
        _state_number(frame, clause, found, state)
    else:
        _pass_over(frame, clause, state)


def _names_result(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.has("outcome", "result")


def _leans_on_elided(own: Phrase, state: ParagraphState) -> bool:
    """Whether a number without words is told of with those of one passed over: 由上年的12件降到7件 (s007)."""
    return state.elided is not None and (
        not own.has("total") or own.has("down", "up", "reach") or not state.has_statements
    )


def _pass_over(frame: Frame, clause: Clause, state: ParagraphState) -> None:
    """Pass over what the form does not count; what follows may belong to it: 信访事项61件，结案59件 (o136)."""
    phrase = frame.before + frame.after
    if frame.before.has("channel"):
        state.channels += 1
        _doubt_channel_count(state)
        return
    staying = [head for head, _ in phrase.values("subject") if head in DOCUMENTS or head == FEE]
    if staying:
        # 清理规范性文件15件，继续有效12件 (s052) are of documents; 行政事业性收费项目4项，收费816万元 (g042) of fees.
        state.context.documents = staying[-1] if staying[-1] in DOCUMENTS else state.context.documents
        state.context.topics = (staying[-1],)
        state.remember_strange()
        return
    if phrase.has("subscope", "agent", "body"):
        state.remember_strange(_part(frame, state), doubtful=True)
        return
    if not phrase.has("channel") and (phrase.has("foreign", "publish", "stray", "info") or _leads_away(phrase, state)):
        # 收到4项，其中1项与他人合并答复，4项均已办结 (f002): a part of the whole is no other topic.
        if not (clause.inside or state.names_parts) or phrase.has("foreign", "stray"):
            state.turn_away()
        state.remember_strange(_part(frame, state))


def _part(frame: Frame, state: ParagraphState) -> Figure | None:
    return number_of(frame.token) if state.names_parts else None


def _leads_away(phrase: Phrase, state: ParagraphState) -> bool:
    """Whether unknown text has taken the topic elsewhere; court cases are told of in many words."""
    return phrase.has_unknown_text and (not state.context.topic.startswith(DISPUTES) or phrase.has(*ACTS))


def _sum_up(frame: Frame, state: ParagraphState) -> None:
    """共计19件 after the numbers it adds up (o102), or after words without a number."""
    before, token = frame.before, frame.token
    # 收取信息处理费3件共1140元: money without words of its own is what was paid for the notices before it.
    if token.unit in _MONEY and state.context.topics == (INFORMATION_FEE,):
        _add_statement(frame, Meaning(f"{INFORMATION_FEE}.received", (INFORMATION_FEE,)), Phrase(()), None, state)
        return
    if not (before.has("total") or frame.after.has("total")):
        # 一审审结2件，均胜诉: 均 speaks of those two, whatever they are.
        state.remember_strange(_part(frame, state))
        return
    whole = _whole_of([statement for statement in state.recent if statement.part_of is None])
    if whole:
        state.add(token, whole, number_of(token), "count", Qualifiers(approx=is_approx(before, token)))
        state.remember(is_part=False)
        return
    words = state.unnumbered or state.elided
    if not state.has_statements and words and (found_before := meaning_of(words.without("channel"), state.context)):
        _add_statement(frame, found_before, words, None, state)


def _whole_of(listed: Sequence[Statement]) -> str:
    """What the numbers of a sentence add up to; nothing if they are no list of parts."""
    quantities = {statement.quantity for statement in listed}
    if quantities == {RECEIVED, CARRIED_IN}:
        return BOTH_IN
    # 收到书面申请8件，网上申请11件，共19件 (o102): the parts were taken for the whole, and doubted since.
    if quantities == {RECEIVED}:
        return RECEIVED if all(statement.uncertain for statement in listed) else ""
    heads = {quantity.rpartition(".")[0] for quantity in quantities}
    if len(heads) == 1 and (head := heads.pop()).startswith(_LISTS):
        return "" if f"{head}.total" in quantities else f"{head}.total"
    results = quantities and CLOSED not in quantities and all(each.startswith(RESULTS) for each in quantities)
    return CLOSED if results else ""


def _state_number(frame: Frame, clause: Clause, found: Sequence[Meaning], state: ParagraphState) -> None:
    phrase = frame.before + frame.after
    named = [each for each in found if each.quantity]
    topics = tuple(dict.fromkeys(topic for each in found for topic in each.topics))
    if not all(topic.startswith(DISPUTES) for topic in topics):
        topics = found[-1].topics
    is_total = bool(named) and all(each.quantity.endswith(".total") for each in named)
    state.follow(topics, phrase, is_total=is_total)
    if not named or _counts_onlyone_or_none(frame, named[0], state):
        return
    # 其中 and brackets make a number part of the whole before it: 收到申请9件（自然人8件）.
    parent = state.outside if clause.inside else state.whole if state.names_parts else None
    if phrase.has("without") and any(each.quantity == CARRIED_IN for each in named):
        state.exclude_carried_in()
        parent = None
    for each in _as_one_sum(frame.token, named, phrase):
        _add_statement(frame, each, phrase, parent, state)


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


def _counts_onlyone_or_none(frame: Frame, first: Meaning, state: ParagraphState) -> bool:
    """Whether the number counts only some of what the cell does, as of a part of the body, or by one channel."""
    phrase = frame.before + frame.after
    if _is_of_other_body(phrase, state):
        state.elided = phrase.without("body", *_TIMES)
        state.remember_strange(_part(frame, state), doubtful=True)
        return True
    # 除1件不再处理外，其余18件均作出答复: what others leave is no whole.
    if first.quantity in {RECEIVED, CLOSED} and phrase.has("rest"):
        state.remember_strange()
        return True
    whole = first.quantity in {RECEIVED, CLOSED} and (state.names_parts or state.context.has_requests)
    if not whole or not phrase.has("channel"):
        return False
    _doubt_channel_count(state)
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


def _doubt_channel_count(state: ParagraphState) -> None:
    """Doubt the number before if it was by channel, too, and so no whole: 书面申请8件，网上申请11件 (o102)."""
    if state.by_channel is not None and not state.names_parts:
        state.make_uncertain(state.by_channel)
        state.by_channel = None


def _add_statement(
    frame: Frame, each: Meaning, phrase: Phrase, parent: Statement | None, state: ParagraphState
) -> None:
    token = frame.token
    topic = each.topics[-1]
    # 收费通知八十六件，涉及金额十二万元 (s165): of the fee, what is no money are notices; but 总金额为零 (t067).
    is_nothing = token.unit == "bare" and not number_of(token) and phrase.has("fee_charged", "fee_received")
    if topic == INFORMATION_FEE and token.unit not in _MONEY and not is_nothing:
        each = Meaning(f"{INFORMATION_FEE}.notices", each.topics)
    kind: StatementKind = "amount" if topic in _UNITS and not each.quantity.endswith("notices") else "count"
    value = number_of(token)
    if (token.unit in _MONEY) is not (kind == "amount") and not (kind == "amount" and value == 0):
        return
    # 被复议0次 (h027) is none however it is counted.
    if token.unit == "times" and topic not in _DONE_TO_PEOPLE and value:
        return
    # 经沟通，撤件117件，受理54件: a number received of what was never called a request may be of anything.
    is_unnamed = (
        each.quantity == RECEIVED
        and not (state.context.has_named_requests or state.context.names_requests)
        and not phrase.has("info", "receive_new")
    )
    inherited = parent is not None and parent.uncertain and parent.quantity.startswith("proactive")
    unit = _UNITS[topic] if kind == "amount" else ""
    if unit and token.unit in _MONEY:
        value = figure(Decimal(value) * _MONEY[token.unit] / _MONEY[unit])
    primary, others = _chosen(each, value, parent, state)
    qualifiers = Qualifiers(
        unit,
        is_approx(phrase, token),
        each.doubtful or is_unnamed or inherited or (phrase.has("channel") and state.channels > 0),
        tuple((other, value) for other in others),
        parent,
    )
    statement = state.add(token, primary, value, kind, qualifiers)
    _remember(statement, phrase, state)
    state.remember(is_part=parent is not None)
    for also in each.also:
        state.add(token, also, value, "count", replace(qualifiers, others=(), part_of=None))


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
