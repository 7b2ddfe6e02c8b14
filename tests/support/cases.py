"""Examples of rules as reports: a flat table of places and values, and what else the rules are told."""

from collections.abc import Collection, Mapping
from datetime import date

from disclosure_desk.checks import CheckContext
from disclosure_desk.checks.rule import RuleKind
from disclosure_desk.checks.rule_loader import GIVEN, PREVIOUS
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import UNIT, YEAR, Note, Report, Value, new_report

NAME = "涿河区金牛山办事处"
REPORT_YEAR = 2025
NOTE = "note."
"""After `given.`: what was noted of the source, by the note's kind, with the place it is about behind it if any."""


def case(form: Form, values: Mapping[str, Value]) -> tuple[Report, CheckContext]:
    """The report and its context; `previous.` speaks of last year's report, `given.` of the context."""
    own = {place: value for place, value in values.items() if not place.startswith((PREVIOUS, GIVEN))}
    before = {place.removeprefix(PREVIOUS): value for place, value in values.items() if place.startswith(PREVIOUS)}
    given = {place.removeprefix(GIVEN): str(value) for place, value in values.items() if place.startswith(GIVEN)}
    unit, year = str(own.pop(UNIT, NAME)), int(str(own.pop(YEAR, REPORT_YEAR)))
    noted = [(name.removeprefix(NOTE).partition("."), text) for name, text in given.items() if name.startswith(NOTE)]
    notes = [Note(kind, place, text) for (kind, _, place), text in noted]
    report = new_report(form, unit, year, own, notes)
    last = {UNIT: unit, YEAR: year - 1} | before
    previous = new_report(form, str(last.pop(UNIT)), int(str(last.pop(YEAR))), last) if before else None
    return report, _check_context(previous, given)


def broken(rule: RuleKind) -> dict[str, Value]:
    """The rule's example with its smallest break put on it."""
    return {**rule.example, **rule.breaks}


def _check_context(previous: Report | None, given: Mapping[str, str]) -> CheckContext:
    known: dict[str, object] = {
        "kind": given.get("kind", ""),
        "today": date.fromisoformat(given["today"]) if "today" in given else None,
        "deadline": date.fromisoformat(given["deadline"]) if "deadline" in given else None,
        "most_read": int(given.get("most_read", "50000")),
        "length_limit": int(given.get("length_limit", "1000")),
        "similar_warn": int(given.get("similar_warn", "50")),
        "similar_refuse": int(given.get("similar_refuse", "0")),
        "words": tuple(_word(line) for line in given.get("words", "").splitlines()),
        "unprintable": _among(given["unprintable"]) if "unprintable" in given else None,
        "imported": given.get("imported", "") == "yes",
        "approvals": tuple(given["approvals"].split()) if "approvals" in given else None,
        "waived": tuple(given.get("waived", "").split()),
        "is_draft": given.get("is_draft", "") == "yes",
    }
    unknown = {name for name in given if not name.startswith(NOTE)} - known.keys()
    if unknown:
        raise KeyError(f"no such circumstance: {sorted(unknown)}")
    return CheckContext(previous, **known)


def _word(line: str) -> tuple[str, str]:
    word, _, instead = line.partition("→")
    return word, instead


def _among(characters: Collection[str]):
    return lambda text: "".join(dict.fromkeys(one for one in text if one in characters))
