import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.text.sentences import clause_at, clauses, sentences, split_clauses

TEXT = "收到申请3件；办结3件。\n信息处理费0元！没有结转？"
ANY_TEXT = st.text("甲乙 。；！？\n", max_size=40)


def test_a_sentence_ends_at_a_full_stop_and_a_clause_at_a_semicolon_too():
    assert [one.words for one in sentences(TEXT)] == ["收到申请3件；办结3件。", "信息处理费0元！", "没有结转？"]
    assert [one.words for one in clauses(TEXT)] == ["收到申请3件；", "办结3件。", "信息处理费0元！", "没有结转？"]


@pytest.mark.parametrize(("words", "clause"), [("收到", "收到申请3件"), ("办结3", "办结3件"), ("结转", "没有结转")])
def test_the_clause_around_a_place_has_no_end_mark(words, clause):
    assert clause_at(TEXT, TEXT.index(words)) == clause


@given(ANY_TEXT)
def test_spans_say_where_their_words_stand(text):
    for span in (*sentences(text), *clauses(text)):
        assert text[span.start : span.end] == span.words


@given(ANY_TEXT)
def test_split_clauses_joined_are_the_text(text):
    assert "".join(split_clauses(text)) == text
