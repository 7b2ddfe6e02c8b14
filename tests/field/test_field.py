"""What must never be, and how much must be right, over the whole corpus."""

from collections import Counter

import pytest
from corpus import BATCHES, corpus
from score import hard_faults, scored, share_right

pytestmark = pytest.mark.slow

_LEAST_RIGHT = 0.99
"""The share of figures that must be right in each batch."""

_MOST_REMARKS, _USUAL_REMARKS = 8, 2
"""So many remarks a clerk reads of a file at most, and of half the files."""


def test_corpus_is_large_and_of_all_formats():
    endings = Counter(case.ending for case in corpus())

    assert endings.total() >= 530
    assert min(endings[ending] for ending in (".txt", ".html", ".mht", ".docx", ".xlsx", ".pdf")) >= 4


@pytest.mark.parametrize("batch", BATCHES)
def test_nearly_all_figures_are_right_and_the_others_are_marked_or_listed(batch):
    scores = [scored(case) for case in corpus(batch)]
    faults = {score.name: hard_faults(score)[:3] for score in scores if hard_faults(score)}

    assert faults == {}
    remarks = sorted(score.counts["remarks"] for score in scores)
    assert remarks[-1] <= _MOST_REMARKS
    assert remarks[len(remarks) // 2] <= _USUAL_REMARKS
    assert share_right(scores) >= _LEAST_RIGHT
