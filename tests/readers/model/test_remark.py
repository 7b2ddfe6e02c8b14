"""What a clerk reads of what was noted: one remark a cause, none twice, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.report import Note
from disclosure_desk.readers.model.remark import SourceNote, cause_of, noted_before, remarks_of

LABEL = "这一行的名称与规定的不同，当作“{}”"


def notes(*reasons, kind="doubtful", words="甲"):
    return [SourceNote(kind, "", reason, words, number) for number, reason in enumerate(reasons)]


def test_one_of_a_cause_is_told_in_its_own_words():
    (remark,) = remarks_of(notes(LABEL.format("规章")))

    assert remark.text == "这一行的名称与规定的不同，当作“规章”：甲"
    assert (remark.kind, remark.place, len(remark.notes)) == ("doubtful", "", 1)


def test_many_of_a_cause_are_told_once_with_how_many_and_the_first_words():
    (remark,) = remarks_of(
        SourceNote("doubtful", "", LABEL.format(word), word * 9, at) for at, word in enumerate("甲乙丙丁")
    )

    assert (
        remark.text == f"有 4 行的名称与规定的不同，按最接近的那一行放的：“{'甲' * 9}”；“{'乙' * 9}”；“{'丙' * 9}”等。"
    )
    assert [note.item for note in remark.notes] == [0, 1, 2, 3]


def test_lines_of_a_page_are_counted_and_not_listed():
    above = SourceNote("unplaced", "", "标题前面的这一行没有地方放", "首页", 0)
    behind = SourceNote("unplaced", "", "这一行是页面、目录或者落款，不是正文，没有取用", "版权所有", 9)

    assert [remark.text for remark in remarks_of([above, behind])] == [
        "原文里有 2 行不是报告的正文（网页栏目、目录、页码、落款等），没有取用。"
    ]


def test_a_cause_that_no_dictionary_knows_is_told_by_its_first_case():
    told = remarks_of(notes("表九“甲”里有 3 个数", "表九“乙”里有 14 个数", "别的事"))

    assert [remark.text for remark in told] == ["表九“甲”里有 3 个数：甲（同样的共 2 处）", "别的事：甲"]


@pytest.mark.parametrize(
    ("words", "cause"), [("/", "mark"), ("——", "mark"), ("无", "mark"), ("3²", "no-figure"), ("lO", "no-figure")]
)
def test_a_stroke_for_nothing_is_no_word_for_a_figure(words, cause):
    assert cause_of(SourceNote("original", "preface", "", words)) == cause


def test_of_a_reason_only_what_it_quotes_is_an_example_but_of_the_name():
    rows = notes(
        "表二里没有找到“规章”这一行，各格先空着。",
        "表二里没有找到“（一）“甲””这一行，各格先空着。",
        kind="label",
        words="",
    )
    name = notes("标题没有写明单位，从“甲”取了“乙”，请核对。", "没有找到年份，请补上统计年度。", words="")

    assert remarks_of(rows)[0].text == "有 2 行没有找到，各格先空着：“规章”；“（一）“甲””。"
    assert remarks_of(name)[0].text.endswith("从“甲”取了“乙”，请核对；没有找到年份，请补上统计年度。")


def test_what_is_noted_twice_counts_once():
    twice = notes("别的事")[0]

    assert [len(remark.notes) for remark in remarks_of([twice, twice])] == [1]


def test_the_places_of_a_remark_are_one_or_none():
    there, elsewhere = (SourceNote("original", place, "", "/") for place in ("preface", "problems"))

    assert [remark.place for remark in remarks_of([there])] == ["preface"]
    assert [remark.place for remark in remarks_of([there, elsewhere])] == [""]


@pytest.mark.parametrize(
    "note", [Note("original", "preface", "甲：乙"), Note("label", "", "甲：乙：丙"), Note("label", "", "：甲")]
)
def test_a_note_kept_with_a_report_comes_back_as_it_was(note):
    assert noted_before(note).note == note


@given(
    st.lists(
        st.builds(
            SourceNote,
            st.sampled_from(["doubtful", "unplaced"]),
            st.just(""),
            st.sampled_from(
                [LABEL.format("甲"), LABEL.format("乙"), "标题前面的这一行没有地方放", "别的 3 事", "别的 4 事", ""]
            ),
            st.sampled_from("甲乙/"),
            st.integers(0, 3),
        )
    )
)
def test_every_note_is_in_exactly_one_remark(found):
    told = remarks_of(found)

    assert sorted(note for remark in told for note in remark.notes) == sorted(set(found))
    assert len({remark.cause for remark in told}) == len(told)
