"""What holds for any text: no crash, numbers where they are stated to be, work in proportion to length."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from narrative_score import cases

from disclosure_desk.checks.prose import read_statements
from disclosure_desk.checks.prose.reader import read_paragraph
from disclosure_desk.checks.prose.vocabulary import read_vocabulary, vocabulary
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError

DATA = Path(__file__).parents[2] / "data"
PIECES = list(vocabulary().words)
PIECES += [
    *"，。；：（）《》、\n 12〇.,％%“”",
    "2023年",
    "2024年",
    "3件",
    "12件",
    "4.5万元",
    "60%",
    "某某",
    "百分之五",
    "元",
]


SENTENCES = [case["sentence"] for name in ("third", "fifth") for case in cases(DATA / f"narrative-{name}.jsonl")]
spliced = st.builds(
    lambda one, word, other, cut: one[: cut % len(one)] + word + other[cut % len(other) :],
    st.sampled_from(SENTENCES),
    st.sampled_from(PIECES),
    st.sampled_from(SENTENCES),
    st.integers(0, 200),
)
"""The beginning of one sentence and the end of another, with a word between."""


def digits(text: str) -> bool:
    return any(char in "0123456789０１２３４５６７８９零〇一二三四五六七八九十百千万两" for char in text)


@given(spliced | st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
@example("均3件，3件。")
@example("占60%的申请3件占比较高。")
def test_every_statement_stands_in_the_text(text: str) -> None:
    for statement in read_statements(text, 2024):
        stated = text[statement.start : statement.end]
        assert stated
        assert statement.kind == "nil" or statement.implied or digits(stated)
        assert statement.kind.startswith("trend") or statement.value >= 0
        assert statement.part_of is None or 0 <= statement.part_of < len(text)


@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
)
def test_paragraphs_are_read_by_themselves(one: str, other: str) -> None:
    before = "".join(one.split("\n")) + "\n"
    alone = [(each.start + len(before), each.quantity, each.value) for each in read_statements(other, 2024)]
    both = [(each.start, each.quantity, each.value) for each in read_statements(before + other, 2024)]
    assert both[len(both) - len(alone) :] == alone


def calls(work: Callable[[], object]) -> int:
    """How many functions of the program a piece of work calls: its size, whatever the machine does."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize(
    "piece",
    ["1", "其中", "（", "《", "收到政府信息公开申请3件，", "、3件", "1,111", "一", "未收到", "均已办结", "2023年", "."],
)
def test_work_is_in_proportion_to_length(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (2_000, 8_000))
    few = calls(lambda: read_paragraph.__wrapped__(short, 2024))
    many = calls(lambda: read_paragraph.__wrapped__(long, 2024))
    assert many <= 5 * few + 200


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "其中", "（", "《", "收到政府信息公开申请3件、"])
def test_long_hostile_text_is_read(piece: str) -> None:
    read_statements(piece * (50_000 // len(piece)), 2024)


def test_a_paragraph_is_read_once() -> None:
    text = "本街道收到政府信息公开申请3件。"
    read_statements(text, 2024)
    hits = read_paragraph.cache_info().hits
    read_statements(f"{text}\n新的一段。", 2024)
    assert read_paragraph.cache_info().hits == hits + 1


def changed(tmp_path: Path, before: str, after: str) -> Path:
    text = resource("dictionaries", "statements.toml").read_text("utf-8")
    assert before in text
    path = tmp_path / "statements.toml"
    path.write_text(text.replace(before, after, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('traditional = "', 'traditional = "x', "traditional"),
        ("[values.subject]", "[values.object]", "values.object"),
        ("receive = [", "recieve = [", "words.receive"),
        ("[units]", "[units]\nfew = []", "units.few"),
    ],
)
def test_a_wrong_dictionary_is_refused(tmp_path: Path, before: str, after: str, key: str) -> None:
    with pytest.raises(FormError, match=key):
        read_vocabulary(changed(tmp_path, before, after))
