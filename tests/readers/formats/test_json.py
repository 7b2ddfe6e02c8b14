import json
from decimal import Decimal

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note, Report
from disclosure_desk.readers.formats.json import read_json, read_json_tolerantly
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers.json import render

CELL = "proactive.fee.amount"
TOTAL = "requests.received.total"
EXPLANATION = "explanation.Y-COPIED.high.0123456789ab"


@pytest.fixture
def document(full_report: Report) -> dict:
    return json.loads(render(full_report))


def encoded(document: object) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("stands", "value"),
    [
        (None, None),
        (0, 0),
        (-3, -3),
        ("7.5", Decimal("7.5")),
        ("12.50", Decimal("12.5")),
        ("3.0", 3),
        ("007", 7),
        ("-0.1", Decimal("-0.1")),
        (999_999_999_999, 999_999_999_999),
        ("999999999999.999999999999", Decimal("999999999999.999999999999")),
        (f"1.{'0' * 40}", 1),
    ],
)
def test_a_figure_is_read_in_its_one_form(form: Form, document, stands, value):
    document["cells"][CELL] = stands
    read = read_json(form, encoded(document)).cells[CELL]

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "stands",
    [
        *(
            "1.5",
            "true",
            "false",
            "[]",
            "{}",
            '""',
            '"1,5"',
            '"1e3"',
            '"１２"',
            '"NaN"',
            '" 1"',
            '"1."',
            "NaN",
            "Infinity",
        ),
        *("1e400", "1000000000000", "-1000000000000", '"1000000000000"', '"1.0000000000001"'),
        *(f'"{"9" * 41}"', f'"1.{"0" * 41}"', "9" * 5000, f"-{'9' * 5000}", '"\\ud800"'),
    ],
)
def test_what_is_no_figure_is_refused_by_its_key(form, document, stands):
    document["cells"][CELL] = "PLACE"
    with pytest.raises(ReadError, match=CELL) as caught:
        read_json(form, encoded(document).replace(b'"PLACE"', stands.encode()))
    assert len(str(caught.value)) < 150


def test_missing_texts_are_empty_and_a_byte_order_mark_is_no_fault(form, document):
    document["texts"] = {"problems": "甲"}
    report = read_json(form, b"\xef\xbb\xbf" + encoded(document))

    assert report.texts["problems"] == "甲"
    assert report.texts["preface"] == ""


def test_notes_come_back(form, document):
    notes = [Note("original", CELL, "/"), Note("unplaced", "", "一行"), Note("doubtful", "year", "")]
    document["notes"] = [{"kind": note.kind, "place": note.place, "text": note.text} for note in notes]
    assert read_json(form, encoded(document)).notes == tuple(notes)


def test_explanations_come_back_and_need_not_be_there(form, document):
    document["explanations"] = {EXPLANATION: "例行工作。", "explanation.T3-BALANCE.0123456789ab": ""}
    assert read_json(form, encoded(document)).explanations == {EXPLANATION: "例行工作。"}

    del document["explanations"]
    assert read_json(form, encoded(document)).explanations == {}


def computed(place: str) -> dict:
    return {"kind": "computed", "place": place, "text": ""}


def test_a_computed_total_is_left_to_the_program_again(form, document, full_report):
    document["notes"] = [computed(TOTAL)]
    report = read_json(form, encoded(document))

    assert report.cells[TOTAL] is None
    assert report.figure(TOTAL) == full_report.cells[TOTAL]
    assert report.notes == ()


def test_a_computed_total_that_does_not_add_up_is_kept_as_it_stands(form, document, full_report):
    document["cells"]["requests.received.business"] += 1
    document["notes"] = [computed(TOTAL), computed(TOTAL)]
    report = read_json(form, encoded(document))

    assert report.cells[TOTAL] == full_report.cells[TOTAL]
    assert report.notes == ()


def test_totals_of_totals_are_weighed_from_the_ground_up(form, document):
    parts, whole = "requests.outcome.total.business", "requests.outcome.total.total"
    document["cells"][parts] += 5
    document["cells"][whole] += 5
    document["notes"] = [computed(whole), computed(parts)]
    report = read_json(form, encoded(document))

    assert report.cells[parts] == document["cells"][parts]
    assert report.cells[whole] is None


def test_a_computed_total_that_is_blank_stays_blank(form, document):
    document["cells"][TOTAL] = None
    document["notes"] = [computed(TOTAL)]
    assert read_json(form, encoded(document)).cells[TOTAL] is None


def test_a_computed_total_may_be_longer_than_what_can_be_keyed(form, document):
    for column in ("natural_person", "business"):
        document["cells"][f"requests.received.{column}"] = 999_999_999_999
    for column in ("research", "public_interest", "legal_services", "other"):
        document["cells"][f"requests.received.{column}"] = 0
    document["cells"][TOTAL] = 1_999_999_999_998
    with pytest.raises(ReadError, match=TOTAL):
        read_json(form, encoded(document))
    document["notes"] = [computed(TOTAL)]

    assert read_json(form, encoded(document)).figure(TOTAL) == 1_999_999_999_998
    document["cells"][TOTAL] = 1_999_999_999_997
    with pytest.raises(ReadError, match=TOTAL):
        read_json(form, encoded(document))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是完整的 JSON 文件：第 1 行第 1 个字符"),
        (b'{"form": "2021"', "不是完整的 JSON 文件"),
        (b"\x00\x01\xff\xfe", "不是 UTF-8 编码的 JSON 文件"),
        ("年报".encode("gb18030"), "不是 UTF-8 编码"),
        (b"[" * 200_000, "括号套得太深"),
        (b"[" + b"1," * 500_001, "内容太多"),
        (b'{"a":' * 200_000, "括号套得太深"),
        (b"[]", "报告应当是一个对象"),
        (b"null", "“null”"),
        (b'{"form": "2021", "form": "2021"}', "“form”出现了两次"),
        (b"{}", "里面没有“cells”"),
        (b'{"cells": {}, "texts": {}}', "里面没有“cells”"),
        (b'{"name": "a package", "version": "1"}', "也没有“texts”"),
        (b'{"texts": {"problems": "' + b"a" * 500_001 + b'"}}', "文字太长了，超过 50 万字"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(form, content, words):
    with pytest.raises(ReadError, match=words):
        read_json(form, content)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"form": "2019"}, "“form”是“2019”"),
        ({"form": None}, "“form”是“null”"),
        ({"form": "2\ud800"}, r"“form”是“2\?”"),
        ({"year": "2025"}, "“year”是“2025”"),
        ({"year": True}, "“year”是“true”"),
        ({"year": 999}, "四位数的年份"),
        ({"year": 10000}, "四位数的年份"),
        ({"year": 2025.0}, "四位数的年份"),
        ({"unit": 5}, "“unit”应当是文字，不是“5”"),
        ({"unit": "\ud800"}, "“unit”里有残缺的乱码字"),
        ({"texts": []}, "“texts”应当是一个对象（花括号），不是一个列表"),
        ({"texts": {"preface": {}}}, "“texts.preface”应当是文字，不是一个对象"),
        ({"cells": None}, "“cells”应当是一个对象"),
        ({"notes": {}}, "“notes”应当是一个列表"),
        ({"notes": ["a"]}, "notes 第 1 条应当是一个对象"),
        ({"notes": [{"kind": "a", "place": ""}]}, "notes 第 1 条里缺少“text”"),
        ({"notes": [{"kind": "a", "place": "", "text": "", "x": 1}]}, "notes 第 1 条里有不认识的“x”"),
        ({"notes": [{"kind": "a", "place": 1, "text": ""}]}, "notes 第 1 条的 place”应当是文字"),
        ({"notes": [computed(CELL)]}, "它不是合计"),
        ({"notes": [computed("problems")]}, "它不是合计"),
        ({"explanations": []}, "“explanations”应当是一个对象"),
        ({"explanations": {"problems": "甲"}}, "“explanations”里的“problems”不是对哪一条核对结果的说明"),
        ({"explanations": {EXPLANATION: 1}}, f"“explanations.{EXPLANATION}”应当是文字"),
    ],
)
def test_a_wrong_key_or_value_is_named(form, document, changes, words):
    with pytest.raises(ReadError, match=words):
        read_json(form, encoded({**document, **changes}))


@pytest.mark.parametrize("key", ["form", "unit", "year", "texts", "cells", "notes"])
def test_what_is_not_there_is_blank(form, document, key):
    whole = read_json(form, encoded(document))
    del document[key]

    report = read_json(form, encoded(document))

    assert report.form is form
    assert report.unit == ("" if key == "unit" else whole.unit)
    assert report.year == (0 if key == "year" else whole.year)
    assert any(report.texts.values()) == (key != "texts")
    assert all(value is None for value in report.cells.values()) == (key == "cells")


def test_missing_cells_are_blank_and_what_has_no_place_is_told_once(form, document):
    value = document["cells"].pop(CELL)
    document["cells"]["proactive.fee.sum"] = value
    document["texts"]["epilogue"] = "尾声" * 30
    document["notes"].append({"kind": "doubtful", "place": "proactive.fee.sum", "text": "存疑"})

    report = read_json(form, encoded({**document, "extra": [1], "坏\ud800": None}))

    assert report.cells[CELL] is None
    told = f"proactive.fee.sum＝“{value}”；epilogue＝“{'尾声' * 15}…”；extra＝一个列表；坏?＝“null”"
    assert [note.text for note in report.notes] == [
        "proactive.fee.sum：存疑",
        f"这个 .json 里有 4 项表样里没有，没有取：{told}",
    ]


def test_much_that_has_no_place_is_counted(form, document):
    report = read_json(form, encoded({**document, **{f"x{number}": number for number in range(20)}}))

    assert report.notes[-1].text.startswith("这个 .json 里有 20 项表样里没有，没有取：x0＝“0”；x1")
    assert report.notes[-1].text.endswith("x7＝“7”；等")


TAKEN = {
    "7.5": ("7.5", "原文是“7.5”，读作 7.5"),
    '"1,532"': ("1532", "原文是“1,532”，读作 1532"),
    '"１２"': ("12", "原文是“１２”，读作 12"),
    "57.0": ("57", "原文是“57.0”，读作 57"),
}
LEFT = {
    "true": "true",
    "[1]": "一个列表",
    "{}": "一个对象",
    '"若干"': "若干",
    "NaN": "NaN",
    "1e400": "Infinity",
    "1000000000000": "1000000000000",
    '"1.0000000000001"': "1.0000000000001",
    f'"{"9" * 70}"': "9" * 30 + "…",
    "9" * 5000: "9" * 30 + "…",
    '"\\ud800"': "?",
}


def tolerantly(form, document, *changed):
    content = encoded(document)
    for before, after in changed:
        content = content.replace(before.encode(), after.encode())
    return read_json_tolerantly(form, content, lambda _: None)


@pytest.mark.parametrize("stands", [*TAKEN, *LEFT])
def test_a_cell_with_what_is_no_figure_is_told_and_the_rest_is_read(form, document, stands):
    whole = read_json(form, encoded(document))
    document["cells"][CELL] = "PLACE"
    report, unsure = tolerantly(form, document, ('"PLACE"', stands))

    figure, told = TAKEN.get(stands, (None, ""))
    assert report.cells[CELL] == (None if figure is None else Decimal(figure))
    kind, text = ("doubtful", told) if told else ("original", LEFT[stands])
    assert report.notes[-1] == Note(kind, CELL, text)
    assert unsure == {CELL}
    assert {**report.cells, CELL: None} == {**whole.cells, CELL: None}
    assert report.texts == whole.texts


@pytest.mark.parametrize("blank", ["", " "])
def test_a_cell_of_blanks_is_blank(form, document, blank):
    notes = read_json(form, encoded(document)).notes
    document["cells"][CELL] = blank
    report, unsure = tolerantly(form, document)

    assert (report.cells[CELL], report.notes, unsure) == (None, notes, frozenset())


FAULTS = [
    ({"year": "2025"}, "year", "年份原文是“2025”，读作 2025"),
    ({"year": "二五年"}, "year", "“year”是“二五年”，应当是四位数的年份，例如 2025，没有取"),
    ({"year": 999}, "year", "“year”是“999”，应当是四位数的年份，例如 2025，没有取"),
    ({"unit": 5}, "unit", "“unit”应当是文字，不是“5”，没有取"),
    ({"unit": "某\ud800局"}, "unit", "“unit”里有残缺的乱码字，换成了问号"),
    ({"texts": []}, "", "“texts”应当是一个对象（花括号），不是一个列表，没有取"),
    ({"texts": {"preface": {}}}, "preface", "“texts.preface”应当是文字，不是一个对象，没有取"),
    ({"notes": {}}, "", "“notes”应当是一个列表（方括号），不是一个对象，没有取"),
    ({"notes": ["a"]}, "", "notes 第 1 条应当是一个对象（花括号），不是“a”，没有取"),
    ({"notes": [{"kind": "a", "place": ""}]}, "", "notes 第 1 条里缺少“text”，没有取"),
    ({"notes": [{"kind": 1, "place": "", "text": ""}]}, "", "“notes 第 1 条的 kind”应当是文字，不是“1”，没有取"),
    ({"notes": [computed(CELL)]}, "", f"notes 第 1 条说“{CELL}”是算出来的，但表样里它不是合计，没有取"),
    ({"explanations": []}, "", "“explanations”应当是一个对象（花括号），不是一个列表，没有取"),
    ({"explanations": {"a": "甲"}}, "", "“explanations”里的“a”不是对哪一条核对结果的说明，没有取"),
    ({"explanations": {EXPLANATION: 1}}, "", f"“explanations.{EXPLANATION}”应当是文字，不是“1”，没有取"),
]


@pytest.mark.parametrize(("changes", "place", "told"), FAULTS, ids=[told for _, _, told in FAULTS])
def test_what_cannot_stand_where_it_is_written_is_told_and_the_rest_is_read(form, document, changes, place, told):
    whole = read_json(form, encoded(document))
    report, unsure = tolerantly(form, {**document, **changes})

    assert report.notes[-1] == Note("doubtful" if place else "unplaced", place, told)
    assert unsure == ({place} if place else set())
    assert report.cells == whole.cells
    assert report.year == (0 if "没有取" in told and place == "year" else whole.year)
    assert report.unit == (whole.unit if place != "unit" else "某?局" if "问号" in told else "")


def test_a_key_that_is_there_twice_is_told_where_its_values_differ(form, document):
    document["texts"]["preface"] = "甲"
    text = '"preface": "\\u7532"'
    document["cells"][CELL] = 7
    cell = f'"{CELL}": 7'
    report, unsure = tolerantly(
        form, document, (cell, f"{cell}, {cell.replace('7', '8')}"), (text, f'{text}, "preface": "no"')
    )

    assert report.cells[CELL] is None
    assert report.texts["preface"] == "甲"
    assert unsure == {CELL, "preface"}
    assert [note for note in report.notes if note.place in unsure] == [
        Note("original", CELL, "两个不同的值（“7”、“8”）"),
        Note("doubtful", "preface", "“texts.preface”在文件里有两处，不一样，取了第一处，没有取的是“no”"),
    ]
    assert tolerantly(form, document, (cell, f"{cell}, {cell}")).unsure == frozenset()
    with pytest.raises(ReadError, match="“unit”出现了两次"):
        tolerantly(form, document, ('"unit":', '"unit": "no", "unit":'))


def test_a_computed_total_of_too_many_digits_is_left_out_and_told(form, document):
    document["cells"][TOTAL] = 1_999_999_999_997
    document["notes"] = [computed(TOTAL)]
    report, unsure = tolerantly(form, document)

    assert report.cells[TOTAL] is None
    assert unsure == {TOTAL}
