"""What commands say of a report in JSON: which report, the verdict, the findings, and the remarks of its reading."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.checks.finding import Repair
from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.report import Report, Value
from disclosure_desk.readers.model.remark import Remark

JsonObject = dict[str, object]


def report_data(report: Report) -> JsonObject:
    """Which report it is."""
    return {"unit": report.unit, "year": report.year, "form": report.form.id, "title": report.title}


def verdict_data(verdict: Verdict) -> JsonObject:
    """The verdict, in words and in figures."""
    return {
        "sentence": verdict.sentence,
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "hints": verdict.hints,
        "missing_approvals": list(verdict.missing_approvals),
    }


def findings_data(findings: Iterable[Finding]) -> JsonObject:
    """The findings that the verdict counts, those that were explained, and those that only follow from another."""
    groups: dict[str, list[JsonObject]] = {"counted": [], "explained": [], "following": []}
    for one in findings:
        group = "explained" if one.explanation else "following" if one.follows_from else "counted"
        groups[group].append(_finding(one))
    return {**groups}


def remarks_data(remarks: Sequence[Remark]) -> list[JsonObject]:
    """What was doubtful when the report was read: for each cause, and each single case of it."""
    return [
        {
            "kind": remark.kind,
            "place": remark.place,
            "text": remark.text,
            "cases": [{"place": note.place, "text": note.text, "item": note.item} for note in remark.notes],
        }
        for remark in remarks
    ]


def _finding(finding: Finding) -> JsonObject:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "section": finding.section,
        "cells": list(finding.cells),
        "message": finding.message,
        "basis": finding.basis,
        "key": finding.key,
        "explanation": finding.explanation,
        "cause": finding.follows_from,
        "repairs": [_repair(repair) for repair in finding.repairs],
        "marks": [mark._asdict() for mark in finding.marks],
    }


def _repair(repair: Repair) -> JsonObject:
    changes = [{"cell": one.place, "before": _value(one.before), "after": _value(one.after)} for one in repair.changes]
    return {"slip": repair.typo, "sentence": repair.sentence, "changes": changes}


def _value(value: Value) -> object:
    """A value as the report's own JSON has it: a decimal fraction as a string."""
    return print_figure(value) if isinstance(value, Decimal) else value
