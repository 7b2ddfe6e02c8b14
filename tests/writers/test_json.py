import json
from decimal import Decimal

import jsonschema
import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.report import Change, Note, Report, new_report
from disclosure_desk.core.resources import resource
from disclosure_desk.readers.formats.json import read_json
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.json import render

KEYS = st.from_regex(r"explanation\.(T3-BALANCE|Y-COPIED\.high)\.[0-9a-f]{12}", fullmatch=True)
EXPLAINED = st.dictionaries(KEYS, st.text(st.characters(exclude_categories=["Cs"]), max_size=9), max_size=3)
EXAMPLES = settings(max_examples=examples(25), deadline=None)


EXPLANATION = "explanation.Y-COPIED.0123456789ab"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(resource("schemas", "report.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_figure_and_text_is_there(full_report: Report, validator):
    document = json.loads(render(full_report))
    validator.validate(document)

    assert list(document) == ["cells", "explanations", "form", "notes", "texts", "unit", "year"]
    assert (document["form"], document["unit"], document["year"]) == ("2021", "涿河区金牛山办事处", 2025)
    assert document["texts"] == dict(full_report.texts)
    assert (document["notes"], document["explanations"]) == ([], {})
    assert document["cells"].pop("proactive.fee.amount") == "12.345678"
    assert len(document["cells"]) == 199
    assert all(value == full_report.cells[cell] for cell, value in document["cells"].items())


def test_a_blank_is_null(blank_report: Report, validator):
    document = json.loads(render(blank_report))
    validator.validate(document)

    assert len(document["cells"]) == 200
    assert set(document["cells"].values()) == {None}


def test_a_total_left_to_the_program_is_worked_out_and_marked(form, validator):
    values = {f"disputes.reconsideration.{part}": 2 for part in ("upheld", "overturned", "other_result", "pending")}
    report = new_report(form, "", 2025, values, [Note("doubtful", "problems", "看一看")])
    document = json.loads(render(report))
    validator.validate(document)

    assert document["cells"]["disputes.reconsideration.total"] == 8
    assert document["notes"] == [
        {"kind": "doubtful", "place": "problems", "text": "看一看"},
        {"kind": "computed", "place": "disputes.reconsideration.total", "text": ""},
    ]
    assert read_json(form, render(report)) == report


def test_halves_that_add_up_to_a_whole_are_written_whole(form):
    parts = ("upheld", "overturned", "other_result", "pending")
    report = new_report(form, "", 2025, {f"disputes.reconsideration.{part}": Decimal("0.5") for part in parts})
    assert json.loads(render(report))["cells"]["disputes.reconsideration.total"] == 2


@given(data=st.data())
@EXAMPLES
def test_what_is_written_fits_the_schema_and_reads_back_as_the_same_report(data, random_reports, form, validator):
    report = data.draw(random_reports)
    report.apply([Change(place, "", said) for place, said in data.draw(EXPLAINED).items()])
    content = render(report)

    validator.validate(json.loads(content))
    assert read_json(form, content) == report
    assert render(read_json(form, content)) == content


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"problems": "\ud83d"}, "存在的主要问题"),
        ({EXPLANATION: "\ud83d"}, "对“文字和去年的相同”的说明"),
        ({"unit": "\ud83d"}, "单位名称"),
        ({"note": "\ud83d"}, "附注"),
    ],
)
def test_half_a_character_is_refused_by_its_place(form, changes, name):
    texts = {key: value for key, value in changes.items() if key in {"problems", EXPLANATION}}
    notes = [Note("unplaced", "", changes["note"])] if "note" in changes else []
    with pytest.raises(WriteError, match=f"{name}.*残缺的乱码字"):
        render(new_report(form, changes.get("unit", ""), 2025, texts, notes))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("year", "2025"),
        ("year", 99),
        ("form", "2019"),
        ("unit", None),
        ("cells", {}),
        ("texts", {"Preface": ""}),
        ("texts", {"preface": None}),
        ("notes", [{"kind": "computed", "place": "", "text": "x"}]),
        ("notes", [{"kind": "doubtful"}]),
        ("cells.proactive.fee.amount", 1.5),
        ("cells.proactive.fee.amount", "1.50"),
        ("cells.proactive.fee.amount", "1"),
        ("cells.proactive.fee.amount", True),
        ("cells.proactive.fee.amount", 10**15),
        ("explanations", {"Y-COPIED.0123456789ab": "甲"}),
        ("explanations", {"explanation.Y-COPIED.0123456789ab": ""}),
        ("more", 1),
    ],
)
def test_the_schema_refuses_what_the_program_never_writes(full_report, validator, place, value):
    document = json.loads(render(full_report))
    head, _, rest = place.partition(".")
    if rest:
        document[head][rest] = value
    else:
        document[head] = value
    assert not validator.is_valid(document)
