"""The index of texts finds what reading every text letter for letter finds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure_desk.store import text_index
from disclosure_desk.store.text_index import TextIndex

TEXTS = [
    (0, "problems", "公开不够及时，培训“走过场”。\n下一步加强培训。"),
    (0, "other_matters", "本年度未收取信息处理费。"),
    (1, "problems", "Training is rare; TRAINING matters."),
    (1, "other_matters", ""),
]
ALPHABET = "甲乙丙𠮷 abAÄä\"'*%_()\n。-\0﷐\ufffe"


@pytest.fixture
def index() -> Iterator[TextIndex]:
    with closing(TextIndex(TEXTS)) as one:
        yield one


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
        ("text: 培训", set()),
        ("\ud83d信息处理费", set()),
    ],
)
def test_words_are_found_letter_for_letter_however_short(
    index: TextIndex, words: str, found: set[tuple[int, str]]
) -> None:
    assert index.containing(words) == found


@given(
    texts=st.lists(st.text(ALPHABET, max_size=30) | st.text(max_size=9), max_size=6),
    words=st.text(ALPHABET, min_size=1, max_size=6) | st.text(min_size=1, max_size=6),
)
@example(texts=["政府信息\0公开申请"], words="公开申请")
@example(texts=["\ufffe政府信息"], words="\ufffe政府")
@example(texts=["政府 信息"], words="府\0信")
def test_the_index_finds_what_reading_all_texts_finds(texts: list[str], words: str) -> None:
    with closing(TextIndex((number, "place", text) for number, text in enumerate(texts))) as index:
        assert index.containing(words) == {(number, "place") for number, text in enumerate(texts) if words in text}


def test_a_text_with_half_a_character_does_not_hide_the_others() -> None:
    with closing(TextIndex([(0, "place", "\ud83d政府信息"), (1, "place", "政府信息")])) as index:
        assert index.containing("政府信息") == {(0, "place"), (1, "place")}


def test_no_texts_have_no_words() -> None:
    with closing(TextIndex([])) as index:
        assert index.containing("信息公开") == set()


def test_a_sqlite_without_the_index_reads_every_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without(sqlite3.Connection):
        """A SQLite that was built without FTS5."""

        def executescript(self, _script: str) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("no such module: FTS5")

    connect = sqlite3.connect
    monkeypatch.setattr(text_index.sqlite3, "connect", lambda name: connect(name, factory=Without))
    with closing(TextIndex(TEXTS)) as index:
        assert index.containing("信息处理费") == {(0, "other_matters")}
        assert index.containing("没有的词") == set()
