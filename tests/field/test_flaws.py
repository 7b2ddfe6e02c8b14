"""One structural flaw in a clean report costs the figures it is about, and never makes another wrong without a mark.

Some of the files of `score_flaws.py`, which reads thousands of them.
"""

import pytest
from flaws import flaw
from score_flaws import scored, share_right

pytestmark = pytest.mark.slow

_FILES = 30
_LEAST_RIGHT = 0.97
"""The share of the untouched figures that must be right."""


@pytest.mark.parametrize("number", [7, 8, 9])
def test_file_of_a_number_is_always_the_same(number):
    first, second = flaw(number), flaw(number)

    assert (first.name, first.truth, first.touched, first.gone) == (
        second.name,
        second.truth,
        second.touched,
        second.gone,
    )


def test_no_figure_is_wrong_unmarked_or_blank_untold_and_nearly_all_others_are_right():
    scores = [scored(flaw(number)) for number in range(_FILES)]

    assert {score.flaw.name: score.faults for score in scores if score.faults} == {}
    assert share_right(scores) >= _LEAST_RIGHT
