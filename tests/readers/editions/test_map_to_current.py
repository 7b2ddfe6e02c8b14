"""A report that was saved on another edition of the form is one on the form in force: what fits is taken."""

from pathlib import Path

import pytest

from disclosure_desk.cli import main as cli
from disclosure_desk.core.edition_map import CellMapping, EditionMap
from disclosure_desk.core.form_file import load_form, read_form_file
from disclosure_desk.core.report import EXPLANATION, Note, Report, new_report
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import ReadError, Reading, interpret, read, read_content
from disclosure_desk.readers.editions.map_to_current import map_report
from disclosure_desk.readers.model.remark import noted_before
from disclosure_desk.writers.json import render

FORM, OLD = load_form("2021"), load_form("2019")
EDITIONS = Path(__file__).parents[2] / "data" / "reading" / "editions"
ANSWER = f"{EXPLANATION}T3-BALANCE.0123456789ab"


@pytest.fixture
def earlier() -> Report:
    """A whole report on the form of 2019, each figure of which tells its cell."""
    figures = {cell.id: number for number, cell in enumerate(OLD.cells.values(), 1001) if not cell.is_sum}
    return new_report(OLD, "涿河区金牛山办事处", 2024, {**figures, "problems": "问题不少。", ANSWER: "原因。"})


def test_a_json_of_the_edition_before_is_read_and_mapped(earlier: Report):
    reading = read_content(FORM, render(earlier), ".json")
    report = reading.report

    assert (report.form, report.unit, report.year) == (FORM, earlier.unit, 2024)
    assert report.texts["problems"] == "问题不少。"
    assert report.explanations == {ANSWER: "原因。"}
    assert report.cells["proactive.licence.decisions"] == earlier.cells["proactive.licence.handled"]
    assert report.cells["requests.received.business"] == earlier.cells["requests.received.business"]
    assert report.cells["proactive.fee.amount"] is None
    assert "proactive.licence.decisions" in reading.unsure
    assert any("2019 年试行格式" in note.text for note in reading.report.notes)


def test_it_can_be_last_years_report_of_a_check(earlier: Report, full_report: Report, tmp_path: Path, capsys):
    (tmp_path / "last.json").write_bytes(render(earlier))
    (tmp_path / "this.json").write_bytes(render(full_report))

    code = cli.run(["check", str(tmp_path / "this.json"), "--previous", str(tmp_path / "last.json")], lambda *_: 0)

    said = capsys.readouterr()
    assert code in {0, 1}
    assert "去年的报告" in said.err
    assert "上年" in said.out


def test_a_row_renamed_in_next_years_edition_keeps_its_figures(full_report: Report, tmp_path: Path):
    text = resource("forms", "2021.toml").read_text(encoding="utf-8")
    renamed = text.replace('form = "2021"', 'form = "2027"').replace('"行政规范性文件"', '"规范性文件（含备案）"')
    (tmp_path / "2027.toml").write_text(renamed, encoding="utf-8")
    following = read_form_file(tmp_path / "2027.toml")
    same_cells = EditionMap(("行政规范性文件",), "表样换版了，请核对。", (CellMapping("*", "*"),))
    mapping = FORM._replace(edition_map=same_cells)
    values = {**full_report.cells, **full_report.texts}
    before = new_report(mapping, full_report.unit, full_report.year, values, [Note("label", "unit", "看过。")])

    mapped = map_report(following, Reading(before, tuple(map(noted_before, before.notes))))

    assert following.place_name("proactive.normative_document.issued") != FORM.place_name(
        "proactive.normative_document.issued"
    )
    assert mapped.report.form is following
    assert mapped.report.figures() == before.figures()
    assert mapped.report.texts == before.texts
    assert [note.text for note in mapped.report.notes] == ["表样换版了，请核对。", "看过。"]


@pytest.mark.parametrize("form_id", ['"1999"', "2019", "null"])
def test_a_form_that_nobody_knows_is_refused(earlier: Report, tmp_path: Path, form_id):
    content = render(earlier).replace(b'"form":"2019"', b'"form":' + form_id.encode())
    (tmp_path / "a.json").write_bytes(content)

    with pytest.raises(ReadError, match="本程序能读的是“2021”版表样的报告"):
        read(FORM, tmp_path / "a.json")


def test_without_a_map_nothing_is_guessed(earlier: Report):
    mapped = map_report(
        FORM,
        Reading(
            new_report(OLD._replace(edition_map=None), earlier.unit, earlier.year, {**earlier.cells, **earlier.texts}),
            (),
        ),
    )

    assert set(mapped.report.cells.values()) == {None}
    assert any("现行格式没有地方放" in note.text for note in mapped.report.notes)


def test_of_two_editions_with_one_sign_the_one_that_shows_most_is_taken(tmp_path: Path, monkeypatch):
    row = "1.信访举报投诉类申请"
    text = resource("forms", "2021.toml").read_text(encoding="utf-8")
    (tmp_path / "2027.toml").write_text(
        text.replace('form = "2021"', 'form = "2027"').replace(row, "1.信访投诉类申请"), encoding="utf-8"
    )
    following = read_form_file(tmp_path / "2027.toml")
    shared_sign = EditionMap((row,), "这是 2021 年格式的报告。", (CellMapping("*", "*"),))
    forms = {"2021": FORM._replace(edition_map=shared_sign), "2019": OLD}
    monkeypatch.setattr(interpret, "OTHER_EDITIONS", ("2021", "2019"))
    monkeypatch.setattr(interpret, "load_form", forms.__getitem__)
    reading = read(following, EDITIONS / "songling-2019.txt")

    assert any("2019 年试行格式" in note.text for note in reading.report.notes)
    assert reading.report.cells["proactive.licence.decisions"] is not None


def test_an_edition_that_brings_no_map_is_passed_by(monkeypatch):
    old = (EDITIONS / "songling-2019.txt").read_bytes()
    before = read_content(FORM, old, ".txt")
    monkeypatch.setattr(interpret, "OTHER_EDITIONS", ("2021", "2019"))

    assert read_content(FORM, old, ".txt") == before
    assert any("2019 年试行格式" in note.text for note in before.report.notes)
