"""The goals on labelled sentences, and what the scorer counts."""

from pathlib import Path

import pytest
from narrative_score import Case, Score, cases, main, score
from shared_cases import shared_case

DATA = Path(__file__).parents[2] / "data"
OWN = DATA / "narrative-own.jsonl"
NUMBERED = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
RECEIVED, CLOSED = "requests.received.total", "requests.outcome.total.total"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "recall", "precision", "alarms", "swaps"),
    [
        pytest.param(OWN, 0.97, 0.99, 0, 0.98, id="own"),
        pytest.param(DATA / "narrative-second.jsonl", 0.95, 0.99, 0, 0.98, id="second"),
        *(pytest.param(DATA / f"narrative-{name}.jsonl", 0.97, 0.99, 0, 0.98, id=name) for name in NUMBERED),
        pytest.param(DATA / "narrative-thirteenth.jsonl", 0.95, 0.99, 0, 0.98, id="thirteenth"),
        pytest.param(DATA / "narrative-fourteenth.jsonl", 0.97, 0.99, 0.1, 0.98, id="fourteenth"),
        pytest.param(DATA / "narrative-fifteenth.jsonl", 0.96, 0.99, 0.1, 0.98, id="fifteenth"),
        pytest.param(DATA / "narrative-frames.jsonl", 0.99, 0.99, 0, 0.98, id="frames"),
        *shared_case("narrative.jsonl", 0.97, 0.99, 0, 0.98),
        *shared_case("narrative-kinds.jsonl", 0.97, 0.99, 0, 0.98),
    ],
)
def test_the_goals_are_reached(path: Path, recall: float, precision: float, alarms: float, swaps: float) -> None:
    result = score(cases(path))
    assert result.alarm_share <= alarms, result.faults
    assert result.recall >= recall, result.faults
    assert result.precision >= precision, result.faults
    assert result.swap_recall >= swaps, result.faults


def scored(sentence: str, *claims: Case) -> Score:
    return score([{"id": "1", "year": 2024, "sentence": sentence, "claims": list(claims)}])


def claim(cell: str, value: float, **more: object) -> Case:
    return {"cell": cell, "value": value, **more}


@pytest.mark.parametrize(
    ("sentence", "claims", "expected"),
    [
        ("新收政府信息公开申请3件。", [claim(RECEIVED, 3)], (1, 1, 0)),
        ("新收政府信息公开申请4件。", [claim(RECEIVED, 3)], (1, 0, 1)),
        ("新收政府信息公开申请3件。", [claim(RECEIVED, 3, uncertain=True)], (0, 0, 0)),
        ("新收政府信息公开申请3件。", [claim(CLOSED, 3)], (1, 0, 1)),
        ("新收政府信息公开申请3件，同比增长5%。", [], (0, 0, 1)),
        ("不予公开3件。", [claim("requests.outcome.denied.total", 3)], (1, 1, 0)),
        ("收取信息处理费3元。", [claim("information_fee.received", 3)], (1, 1, 0)),
        ("收取信息处理费3元。", [claim("information_fee.notices", 3)], (1, 0, 1)),
        (
            "办结申请30件，其中予以公开18件，占60%。",
            [
                claim(CLOSED, 30),
                claim("requests.outcome.granted.total", 18),
                claim(f"requests.outcome.granted.total/{CLOSED}", 60, kind="percent"),
            ],
            (3, 3, 0),
        ),
    ],
)
def test_what_the_scorer_counts(sentence: str, claims: list[Case], expected: tuple[int, int, int]) -> None:
    result = scored(sentence, *claims)
    assert (result.claims, result.found, result.wrong) == expected, result.faults


def test_figures_exchanged_in_the_table_are_counted_apart() -> None:
    result = scored("新收政府信息公开申请5件，办结4件。", claim(RECEIVED, 5), claim(CLOSED, 4))
    assert (result.swaps, result.noticed) == (1, 1)
    assert (Score().recall, Score().precision, Score().swap_recall, Score().alarm_share) == (1, 1, 1, 0)


def test_the_scorer_prints_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    some = tmp_path / "some.jsonl"
    some.write_text("\n".join(OWN.read_text("utf-8").splitlines()[:3]), "utf-8")
    assert main([str(some), "--list"]) == 0
    assert "recall 10/10" in capsys.readouterr().out
