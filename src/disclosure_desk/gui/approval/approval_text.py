"""The words in which the window says how far a report is with its approvals."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from disclosure_desk.store.events.approvals import ApprovalState, ApprovalStep, change_needs_reason

SEALED = "这份报告已经定稿，不能再改。确实要改，请按“更正…”，写明原因。"
APPROVED = "这份报告已经有人审核过。要改，请先按“修改…”，写明原因。"


def lock_words(state: ApprovalState, why: str) -> str:
    """Why nothing may be changed now, "" where it may: sealed, or approved and no reason given yet."""
    if state.is_sealed:
        return SEALED
    return APPROVED if change_needs_reason(state) and not why else ""


def bar_words(state: ApprovalState, steps: Mapping[str, str]) -> str:
    """Where the report stands, for the bar above it; "" while it is an ordinary draft."""
    if state.is_sealed:
        sealing = state.versions[-1]
        day, address = state.published
        published = f"{day} 已公布：{address}" if day else "还没有登记公布。"
        return f"定稿第 {sealing.version} 版（{moment(sealing.at)}），只能看，不能改。{published}"
    parts = [returned_words(state, steps), _given(state, steps), _taken_back(state, steps), _correcting(state)]
    return "".join(part for part in parts if part)


def _correcting(state: ApprovalState) -> str:
    return f"正在更正第 {len(state.versions)} 版，原因：{_ended(state.correcting)}" if state.correcting else ""


def _given(state: ApprovalState, steps: Mapping[str, str]) -> str:
    given = "、".join(f"{steps.get(one.step, one.step)}（{one.name}）" for one in state.approvals)
    return f"已完成{given}。改动会使这些审核作废。" if given else ""


def _taken_back(state: ApprovalState, steps: Mapping[str, str]) -> str:
    gone = "、".join(steps.get(one.step, one.step) for one in state.lapsed)
    if not gone:
        return ""
    reason = "退回" if state.returned else "后来有改动"
    return f"{gone}因{reason}而作废，要重新审核。"


def returned_words(state: ApprovalState, steps: Mapping[str, str]) -> str:
    """Who handed the report back last, and why; "" where nobody did."""
    if state.returned is None:
        return ""
    step, name, why, _ = state.returned
    return f"{steps.get(step, step)}（{name}）退回：{_ended(why)}"


def _ended(sentence: str) -> str:
    """What somebody wrote, with one full stop."""
    return f"{sentence.rstrip('。')}。"


def state_words(step: ApprovalStep) -> str:
    """Where a step stands, in a word."""
    if step.approval:
        return "同意"
    if step.lapsed:
        return "已作废，要重新审核"
    return "等待审核" if step.is_next else "还没轮到"


def moment(at: str) -> str:
    """A stored moment in the computer's own time."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def following_words(steps: Sequence[ApprovalStep], people: Callable[[ApprovalStep], Sequence[str]]) -> str:
    """What comes after the step whose turn it is: who is next, and what handing back would do."""
    number = next((number for number, step in enumerate(steps) if step.is_next), len(steps))
    left = [step for step in steps[number + 1 :] if not step.approval]
    after = f"轮到{turn_words(left[0], people(left[0]))}" if left else "就可以定稿"
    return f"同意后{after}。退回要写原因，前面的审核作废。"


def turn_words(step: ApprovalStep, people: Sequence[str]) -> str:
    """Whose turn it is: a person where there is only one, else the step."""
    return people[0] if len(people) == 1 else step.name


def agreed_names(state: ApprovalState) -> str:
    """Who has agreed, each once; "" where nobody was to."""
    return "、".join(dict.fromkeys(approval.name for approval in state.approvals))


def given_words(state: ApprovalState) -> str:
    """That they have agreed, once all have; "" where nobody was to."""
    names = agreed_names(state)
    return f"{names}{'都' if '、' in names else ''}同意了。" if names else ""
