"""What follows from another finding has its key as cause, and stands beneath it."""

from disclosure_desk.checks.engine import beneath_causes, with_consequences
from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.plausibility import AllZero
from disclosure_desk.core.form import EXPLANATION

LEADER = AllZero(id="A", part="", follows=())
FOLLOWER = AllZero(id="B", part="", follows=("A",))


def finding(rule: str, number: int, section: str = "overview", cells=(), marks=()) -> Finding:
    return Finding(rule, "warning", section, cells, "", "", key=f"{EXPLANATION}{rule}.{number}", marks=marks)


def causes(*findings: Finding) -> list[str]:
    return [one.follows_from for one in with_consequences([LEADER, FOLLOWER], findings)]


def test_findings_about_the_same_cell_follow_if_the_rule_says_so():
    cause, same, other = finding("A", 1, cells=("x", "y")), finding("B", 2, cells=("y",)), finding("B", 3, cells=("z",))

    assert causes(same, cause, other) == [cause.key, "", ""]
    assert causes(cause._replace(key=cause.key.replace("A", "C")), same) == ["", ""]


def test_findings_about_words_follow_where_the_words_overlap():
    cause = finding("A", 1, cells=("t",), marks=(TextMark("t", 5, 8),))
    marks = [TextMark("t", 7, 9), TextMark("t", 8, 9), TextMark("t", 2, 5), TextMark("u", 5, 8)]

    assert causes(cause, *(finding("B", 2, cells=("t",), marks=(mark,)) for mark in marks)) == [
        "",
        cause.key,
        "",
        "",
        "",
    ]


def test_what_follows_stands_beneath_its_cause_within_its_section():
    cause = finding("A", 1)
    below, elsewhere = finding("B", 2), finding("B", 3, section="problems")
    followers = [one._replace(follows_from=cause.key) for one in (below, elsewhere)]
    alone = finding("C", 4)

    assert list(beneath_causes([followers[0], cause, alone, followers[1]])) == [
        cause,
        followers[0],
        alone,
        followers[1],
    ]
