"""The goals on labelled sentences, and what the scorer counts."""

from pathlib import Path

import pytest
from narrative_score import Score, cases, main, score
from shared_cases import shared_case

DATA = Path(__file__).parents[2] / "data"
OWN = DATA / "narrative-own.jsonl"


@pytest.mark.parametrize(
    ("path", "recall", "precision", "alarms"),
    [
        pytest.param(OWN, 0.97, 0.985, 0, id="own"),
        # What the reader did when it first met these sentences: it must not do worse, and nobody has tuned it to them.
        pytest.param(DATA / "narrative-second.jsonl", 176 / 248, 175 / 184, 1, id="second"),
        *shared_case("narrative.jsonl", 0.97, 0.985, 0),
    ],
)
def test_the_goals_are_reached(path: Path, recall: float, precision: float, alarms: int) -> None:
    result = score(cases(path))
    assert len(result.alarms) <= alarms, result.alarms
    assert result.recall >= recall, result.faults
    assert result.precision >= precision, result.faults


def test_what_the_scorer_counts() -> None:
    right = {"cell": "requests.received.total", "value": 3}
    result = score(
        [
            {"id": "1", "year": 2024, "sentence": "收到政府信息公开申请3件。", "claims": [right]},
            {"id": "2", "year": 2024, "sentence": "收到政府信息公开申请4件。", "claims": [right]},
            {"id": "3", "year": 2024, "sentence": "收到政府信息公开申请3件。", "claims": [right | {"uncertain": True}]},
            {"id": "4", "year": 2024, "sentence": "收到政府信息公开申请3件，同比增长5%。", "claims": []},
        ]
    )
    assert (result.claims, result.found, result.reported, result.right) == (2, 1, 3, 1)
    assert [len(result.faults), len(result.alarms)] == [2, 1]
    assert (Score().recall, Score().precision) == (1, 1)


def test_the_scorer_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(OWN), "--list", "--parity", "0"]) == 0
    assert "recall" in capsys.readouterr().out
