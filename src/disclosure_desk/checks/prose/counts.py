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

from disclosure_desk.checks.prose.clauses import Clause, Frame
from disclosure_desk.checks.prose.count_statement import (
    MONEY,
    TIMES,
    add_statement,
    doubt_channel_count,
    is_approx,
    number_of,
    part_of,
    state_number,
)
from disclosure_desk.checks.prose.frame_meaning import ACTS, LIST, meanings_of, one_or_none
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import meaning_of
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement
from disclosure_desk.checks.prose.topics import (
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
)
from disclosure_desk.checks.prose.vocabulary import vocabulary

_SCOPE = ("ask", "info", "receive", "receive_new", "close", "handle")
_YEARS = ("last", "this", "next", "period")
_MADE_PUBLIC = "主动公开"
_LISTS = (DISPUTES, "requests.received")
_GROUPS = ("denied", "unable", "not_processed")


def read_counts(clause: Clause, state: ParagraphState) -> None:
    """Add what each number of a clause states."""
    earlier, state.in_clause = state.in_clause, []
    state.context.closes, state.context.is_inside = clause.phrase.has("close"), clause.inside
    frames = list(clause.frames())
    # 受理1件、答复1件政府信息公开申请: the object of both verbs.
    if not state.context.topics and frames[-1].after.has("ask"):
        state.turn_to(frames[-1].after)
    # 对1件信访类申请和2件重复申请不予处理: what was done is told behind them all.
    # But 信访举报6件、投诉2件不予处理 are no requests.
    is_list = len(frames) >= LIST and not clause.phrase.has("foreign")
    if not state.context.topics and is_list and _names_group(frames[-1].after):
        state.context.topics = (REQUESTS,)
    if _read_by_year(frames, clause, state):
        return
    respective = _respective_meanings(frames, state) or _dealt_out(frames, earlier)
    if not respective and _are_parts_of_no_cell(frames, clause, state):
        return
    for order, frame in enumerate(frames):
        # 本年新收的6件中办结5件: what follows are parts.
        state.is_unrelated = state.is_unrelated or _sorts_documents(frame, state)
        state.names_parts = state.names_parts or (order > 0 and _opens_parts(frame.before.tokens[:1]))
        if respective:
            state_number(frame, clause, respective[order : order + 1], state)
        elif _is_what_was_before(frame, frames[order + 1 :][:1]):
            state.elided = frame.before.without(*TIMES)
            state.turn_to(frame.before)
        else:
            _read_frame(frame, clause, state)
    # 收到的62件申请里，60件来自自然人
    state.names_parts = state.names_parts or _opens_parts(frames[-1].after.tokens[-1:])


def _read_by_year(frames: Sequence[Frame], clause: Clause, state: ParagraphState) -> bool:
    """Add the number of this year of those that 分别 deals out to several: 2024年、2025年分别收到申请9件、12件."""
    before = frames[0].before.tokens
    place = next((place for place, token in enumerate(before) if "respectively" in token.kinds), len(before))
    years = [kind for token in before[:place] for kind in _YEARS if kind in token.kinds]
    if len(years) != len(frames) or len(years) < LIST or any(one.before.is_meaningful for one in frames[1:]):
        return False
    words = Phrase(before[place + 1 :])
    if not words.is_meaningful or years.count("this") > 1:
        return False
    state.turn_to(words)
    for year, frame in zip(years, frames, strict=True):
        found = meanings_of(frame._replace(before=words), state.context) if year == "this" else ()
        if found:
            state_number(frame._replace(before=words), clause, found, state)
        else:
            state.remember_strange()
    return True


def _names_group(phrase: Phrase) -> bool:
    """Whether a phrase names a whole group of results, which nothing but requests has."""
    return any(path in _GROUPS for path, _ in phrase.values("outcome"))


def _sorts_documents(frame: Frame, state: ParagraphState) -> bool:
    """Whether a part says how documents are marked: 公文12件，其中主动公开3件，依申请公开4件，不予公开5件."""
    marks = [token.text for token in frame.before.tokens if not token.is_silent and "info" not in token.kinds]
    return state.names_parts and not state.has_statements and marks[-1:] == [_MADE_PUBLIC]


def _opens_parts(tokens: Sequence[Token]) -> bool:
    return any("among" in token.kinds for token in tokens)


def _dealt_out(frames: Sequence[Frame], earlier: Sequence[Statement]) -> Sequence[Meaning]:
    """The meanings that 分别为 deals out of the sum just said: 复议、诉讼共5件，分别为3件、2件."""
    before = frames[0].before
    if not earlier or not before.has("respectively") or before.without("respectively").is_meaningful:
        return ()
    terms = earlier[-1].quantity.split("+")
    if len(terms) != len(frames) or len(terms) < LIST:
        return ()
    return [
        Meaning(
            each, (REQUESTS if each.startswith(REQUESTS) else each.rpartition(".")[0],), doubtful=earlier[-1].uncertain
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
        own = first.without("channel", "respectively")
        # 通过当面、信函收到申请，分别为2件、5件，共7件: the words of the clause before.
        words = first if own.is_meaningful or state.unnumbered is None else state.unnumbered
        state.elided = words.without("channel")
        state.turn_to(words)
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
    frame = _without_scope(_without_actor(frame, state), state)
    own = frame.before if frame.before.is_meaningful else frame.after
    bare = own.without(*TIMES, "all")
    # 被纠错（败诉）2件 (t045): the words before the bracket are the number's.
    if not own.is_meaningful and clause.mark == "）" and state.unnumbered is not None:
        own = bare = state.unnumbered
        frame = frame._replace(before=own)
    if state.is_of_other_time(frame.timed) or (state.is_since and own.has("cumulative")):
        state.elided = bare if bare.is_meaningful else state.elided
        state.turn_to(own)
        # 2024年收到的5件已全部办结 (t112): 全部 speaks of those five.
        state.remember_strange()
        return
    if not bare.is_meaningful and _is_of_words_before(frame, own, clause, state):
        # 无法提供类申请占比最高，为31件 (h017): the words just before are the number's.
        bare = own = state.unnumbered or own
        frame = frame._replace(before=own, after=Phrase(()))
    if not bare.is_meaningful and frame.before.has("rest") and frame.after.has("limit"):
        goes_on = Meaning(CARRIED_OUT, (REQUESTS,), doubtful=state.context.topic != REQUESTS)
        state_number(frame, clause, (goes_on,), state)
        return
    if not bare.is_meaningful:
        if _leans_on_elided(own, state) and state.elided is not None:
            frame = frame._replace(before=state.elided + bare, after=Phrase(()))
        else:
            _sum_up(frame, state)
            return
    found = meanings_of(frame, state.context)
    # 申请人撤回申请，涉及申请3件
    is_named_only = [each.quantity for each in found] == [RECEIVED] and not own.has("receive", "receive_new", "new")
    if is_named_only and _names_result(state.unnumbered) and frame.before.has("cause", "touch"):
        found = ()
    # 申请人逾期不补正，镇政府不再处理的有3件 (s039): the words just before say what result it was.
    # But 公开信息412条 are told of by themselves.
    is_published = own.has("publish", "foreign") or (own.has("info") and not own.has("ask"))
    if not found and state.unnumbered is not None and _names_result(state.unnumbered) and not is_published:
        found = one_or_none(meaning_of(state.unnumbered + frame.before, state.context))
    if found:
        state_number(frame, clause, _by_reason_before(found, frame, state), state)
    else:
        _pass_over(frame, clause, state)


def _by_reason_before(found: Sequence[Meaning], frame: Frame, state: ParagraphState) -> Sequence[Meaning]:
    """The meaning of a group of results by the single reason that the words just before give.

    因保护第三方合法权益，不予公开1件 says what it says without the comma.
    """
    if len(found) != 1 or state.unnumbered is None or not state.unnumbered.has("outcome"):
        return found
    joined = meaning_of(state.unnumbered + frame.before, state.context)
    is_reason = joined is not None and found[0].quantity in joined.others
    is_reason = is_reason and found[0].quantity.startswith(RESULTS)
    return one_or_none(joined) if is_reason else found


def _without_actor(frame: Frame, state: ParagraphState) -> Frame:
    """The frame without an unknown body at its head, if nothing else stands before the number: 区住建局有4件申请…."""
    tokens = frame.before.tokens
    if state.names_parts:
        return frame
    ends = [place + 1 for place, token in enumerate(tokens) if token.unknown]
    if not ends or not all(token.is_silent or token.unknown for token in tokens):
        return frame
    last = tokens[ends[-1] - 1 : ends[-1] + 1]
    is_body = any(token.text.endswith(vocabulary().body_endings) for token in last)
    return frame._replace(before=Phrase(tokens[ends[-1] :])) if is_body else frame


def _without_scope(frame: Frame, state: ParagraphState) -> Frame:
    """The frame without the words that only say among which: 答复的政府信息公开申请中公开9件 are of 公开.

    What they say beside the name of requests stays: 自然人申请中予以公开3件.
    """
    if not frame.before.has("among"):
        return frame
    tokens = frame.before.tokens
    ends = [place for place, token in enumerate(tokens) if "among" in token.kinds]
    if not Phrase(tokens[ends[-1] + 1 :]).is_meaningful:
        return frame
    scope, own = Phrase(tokens[: ends[-1]]), Phrase(tokens[ends[-1] + 1 :])
    state.turn_to(scope)
    return frame._replace(before=scope.without(*_SCOPE) + own)


def _is_of_words_before(frame: Frame, own: Phrase, clause: Clause, state: ParagraphState) -> bool:
    """Whether a number without words has those of the clause before, which has no number: 占比最高，为31件."""
    if own.has("total") or frame.before.has("rest"):
        return False
    # 申请人主要为自然人（26件）, 占九成，为81件
    is_copula = clause.inside or (frame.before.has("is", "reach") and not frame.before.is_meaningful)
    is_subject = state.unnumbered is not None and state.unnumbered.has("applicant") and not state.unnumbered.has("all")
    return _names_result(state.unnumbered) or (is_copula and is_subject)


def _names_result(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.has("outcome", "result")


def _leans_on_elided(own: Phrase, state: ParagraphState) -> bool:
    """Whether a number without words is told of with those of one passed over: 由上年的12件降到7件 (s007)."""
    return state.elided is not None and (
        not own.has("total") or own.has("down", "up", "reach") or not (state.has_statements and state.row())
    )


def _pass_over(frame: Frame, clause: Clause, state: ParagraphState) -> None:
    """Pass over what the form does not count; what follows may belong to it: 信访事项61件，结案59件 (o136)."""
    phrase = frame.before + frame.after
    if frame.after.has("ask") and frame.after.has("receive"):
        state.turn_to(frame.after)
    if frame.before.has("channel") and not phrase.has("foreign"):
        _turn_to_channel(state)
        state.channels += 1
        doubt_channel_count(state)
        return
    staying = [head for head, _ in phrase.values("subject") if head in DOCUMENTS or head == FEE]
    if staying:
        # 清理规范性文件15件，继续有效12件 (s052) are of documents; 行政事业性收费项目4项，收费816万元 (g042) of fees.
        state.context.documents = staying[-1] if staying[-1] in DOCUMENTS else state.context.documents
        state.context.topics = (staying[-1],)
        state.remember_strange()
        return
    if phrase.has("subscope", "agent", "body"):
        state.remember_strange(part_of(frame, state), doubtful=True)
        return
    is_elsewhere = phrase.has("foreign", "publish", "stray", "info") or _leads_away(phrase, state)
    # 收到申请5件；受理信访事项46件，办结45件: what was received is of another kind.
    is_elsewhere = is_elsewhere or (phrase.has("outcome") and phrase.has("receive"))
    if is_elsewhere and (phrase.has("foreign") or not phrase.has("channel")):
        # 收到4项，其中1项与他人合并答复，4项均已办结 (f002): a part of the whole is no other topic.
        is_beside = clause.inside or state.names_parts or state.context.lists_applicants
        if not is_beside or phrase.has("foreign", "stray"):
            state.turn_away()
            # 梳理公开制度8项，废止1项; but 出台规范性文件5份，公开解读材料5份，废止2份.
            state.context.documents = state.context.documents if DOCUMENTS & state.context.named else ""
        value = None if phrase.has("foreign", "stray", "publish") else number_of(frame.token)
        state.remember_strange(part_of(frame, state), wordless_value=value)


def _turn_to_channel(state: ParagraphState) -> None:
    """镇长信箱收到来信22件，全部回复 is of the letters, where the sentence names no requests."""
    if not state.has_statements:
        state.remember_strange()
        if not state.context.names_requests:
            state.turn_away()


def _leads_away(phrase: Phrase, state: ParagraphState) -> bool:
    """Whether unknown text has taken the topic elsewhere; court cases are told of in many words."""
    return phrase.has_unknown_text and (not state.context.topic.startswith(DISPUTES) or phrase.has(*ACTS))


def _sum_up(frame: Frame, state: ParagraphState) -> None:
    """共计19件 after the numbers it adds up (o102), or after words without a number."""
    before, token = frame.before, frame.token
    # 收取信息处理费3件共1140元: money without words of its own is what was paid for the notices before it.
    if token.unit in MONEY and state.context.topics == (INFORMATION_FEE,):
        add_statement(frame, Meaning(f"{INFORMATION_FEE}.received", (INFORMATION_FEE,)), Phrase(()), None, state)
        return
    # 征收行政事业性收费3项，合计56.8万元
    if token.unit in MONEY and state.context.topics == (FEE,):
        add_statement(frame, Meaning(f"{FEE}.amount", (FEE,)), Phrase(()), None, state)
        return
    if not (before.has("total") or frame.after.has("total")):
        # 一审审结2件，均胜诉: 均 speaks of those two, whatever they are.
        value = None if (before + frame.after).has("instance") else number_of(token)
        state.remember_strange(part_of(frame, state), wordless_value=value)
        return
    whole = _whole_of([one for one in state.recent if one.part_of is None and one.kind == "count"])
    if whole:
        state.add(token, whole, number_of(token), "count", Qualifiers(approx=is_approx(before, token)))
        state.remember(is_part=False)
        return
    words = state.unnumbered or state.elided
    words = None if words is None or words.has("rank") else words
    if not state.has_statements and words and (found_before := meaning_of(words.without("channel"), state.context)):
        add_statement(frame, found_before, words, None, state)


def _whole_of(listed: Sequence[Statement]) -> str:
    """What the numbers of a sentence add up to; nothing if they are no list of parts."""
    quantities = {statement.quantity for statement in listed}
    if quantities == {RECEIVED, CARRIED_IN}:
        return BOTH_IN
    # 收到书面申请8件，网上申请11件，共19件 (o102): the parts were taken for the whole, and doubted since.
    if quantities == {RECEIVED}:
        return RECEIVED if all(statement.uncertain for statement in listed) else ""
    # 受理自然人申请17件，受理法人申请1件，共18件: the first, read as the whole too, has been doubted since.
    if quantities - {RECEIVED} and all(one.uncertain for one in listed if one.quantity == RECEIVED):
        quantities.discard(RECEIVED)
    heads = {quantity.rpartition(".")[0] for quantity in quantities}
    if len(heads) == 1 and (head := heads.pop()).startswith(_LISTS):
        return "" if f"{head}.total" in quantities else f"{head}.total"
    results = quantities and CLOSED not in quantities and all(each.startswith(RESULTS) for each in quantities)
    return CLOSED if results else ""
