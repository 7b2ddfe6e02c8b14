"""What must never be, and how much must be right, over the whole corpus."""

from collections import Counter

import pytest
from corpus import BATCHES, corpus
from score import Score, hard_faults, scored, share_right

_LEAST_RIGHT = 0.99
"""The share of figures that must be right in each batch."""


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {case.name: scored(case) for case in corpus()}


def test_corpus_is_large_and_of_all_formats(scores):
    endings = Counter(case.ending for case in corpus())

    assert len(scores) >= 530
    assert min(endings[ending] for ending in (".txt", ".html", ".mht", ".docx", ".xlsx", ".pdf")) >= 4


def test_nothing_is_wrong_without_a_mark_or_blank_without_a_word(scores):
    faults = {name: hard_faults(score)[:3] for name, score in scores.items() if hard_faults(score)}

    assert faults == {}


@pytest.mark.parametrize("batch", BATCHES)
def test_nearly_all_figures_are_right(scores, batch):
    assert share_right([scores[case.name] for case in corpus(batch)]) >= _LEAST_RIGHT
