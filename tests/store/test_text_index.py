import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.store.text_index import TextIndex

TEXTS = [
    (0, "problems", "公开不够及时，培训“走过场”。\n下一步加强培训。"),
    (0, "other_matters", "本年度未收取信息处理费。"),
    (1, "problems", "Training is rare; TRAINING matters."),
    (1, "other_matters", ""),
]
ALPHABET = "甲乙丙 ab\"'*%_\n。-"


@pytest.fixture
def index():
    made = TextIndex(TEXTS)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("信息处理费", {(0, "other_matters")}),
        ("培训", {(0, "problems")}),
        ("费", {(0, "other_matters")}),
        ("。\n下一步", {(0, "problems")}),
        ("“走过场”", {(0, "problems")}),
        ("Training", {(1, "problems")}),
        ("training", set()),
        ("rare; TRAINING", {(1, "problems")}),
        ('不"够', set()),
        ("a\0b", set()),
        ("NEAR(培训 OR", set()),
    ],
)
def test_words_are_found_letter_by_letter_however_short(index, words, found):
    assert index.containing(words) == found


@given(texts=st.lists(st.text(ALPHABET, max_size=30), max_size=6), words=st.text(ALPHABET, min_size=1, max_size=6))
def test_the_index_finds_what_a_look_through_all_texts_finds(texts, words):
    made = TextIndex((number, "place", text) for number, text in enumerate(texts))
    try:
        assert made.containing(words) == {(number, "place") for number, text in enumerate(texts) if words in text}
    finally:
        made.close()


def test_no_texts_have_no_words():
    made = TextIndex([])
    assert made.containing("信息公开") == set()
    made.close()
