"""The conformance set: each case gives what it expects and, of the rules it asks about, nothing else."""

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from cases import case

from disclosure_desk.checks import check
from disclosure_desk.checks.rule_loader import BLANK, PREVIOUS
from disclosure_desk.core.form_file import load_form

SET = Path(__file__).resolve().parents[1] / "data" / "conformance"
MAKER = Path(__file__).resolve().parents[1] / "conformance" / "make_cases.py"
FORM = load_form("2021")
ARITHMETIC = ["T3-BALANCE", "T3-OUTCOME-TOTAL", "T3-ROW-TOTAL", "T4-TOTAL", "NUM-WHOLE", "NUM-BLANK"]


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (SET / name).read_text(encoding="utf-8").splitlines()]


BASES = {one["base"]: dict.fromkeys(FORM.cells, 0) | one["values"] for one in lines("bases.jsonl")}


def _figure(place: str, value: object) -> object:
    """A decimal figure is written as text, so that no reader makes it inexact."""
    return Decimal(value) if isinstance(value, str) and place.removeprefix(PREVIOUS) in FORM.cells else value


def found(entry: dict) -> Counter:
    base = BASES[entry["base"]] if "base" in entry else {}
    values = {place: None if value == BLANK else _figure(place, value) for place, value in entry["values"].items()}
    findings = check(*case(FORM, base | values))
    scope = entry.get("scope", ARITHMETIC)
    return Counter((one.rule, one.severity, next(iter(one.cells), None)) for one in findings if one.rule in scope)


def expected(entry: dict) -> Counter:
    return Counter(map(tuple, entry["expected"]))


def test_the_set_is_large_and_no_id_stands_twice():
    ids = [one["id"] for name in ("generated.jsonl", "handmade.jsonl") for one in lines(name)]

    assert len(ids) == len(set(ids)) >= 1000
    assert sum(bool(one["expected"]) for one in lines("generated.jsonl")) >= 600


@pytest.mark.parametrize("base", BASES)
def test_generated_cases_give_what_is_expected(base):
    wrong = {one["id"]: (found(one), expected(one)) for one in lines("generated.jsonl") if one["base"] == base}

    assert {name: pair for name, pair in wrong.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("entry", lines("handmade.jsonl"), ids=lambda entry: entry["id"])
def test_handmade_cases_give_what_is_expected(entry):
    assert found(entry) == expected(entry)


@pytest.mark.slow
def test_the_generated_part_is_what_its_script_makes():
    before = {name: (SET / name).read_bytes() for name in ("bases.jsonl", "generated.jsonl")}
    subprocess.run([sys.executable, MAKER], check=True, timeout=60)

    assert {name: (SET / name).read_bytes() for name in before} == before
