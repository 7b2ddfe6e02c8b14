"""`new`: figures and texts become a report, whole or not at all, and nothing in them is guessed."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from disclosure_desk.cli import new
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read
from disclosure_desk.writers import write

EXAMPLE = resource("examples", "wangjiang-2025.txt")
UNIT = "青石区望江街道办事处"
TITLE = ("--unit", UNIT, "--year", "2025")


@pytest.fixture(scope="module")
def example(form: Form) -> Report:
    return read(form, EXAMPLE).report


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: Report) -> Path:
    """The example in parts: its figures as a list by ids, its texts in files."""
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "figures.csv", [("id", "figure", "name"), *rows(example)])
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in example.texts.items():
        (texts / f"{name}.txt").write_text("\n\n".join(text.split("\n")) + "\n", encoding="utf-8")
    (texts / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "empty").mkdir()
    return tmp_path


def rows(report: Report) -> list[tuple[str, str, str]]:
    form = report.form
    return [(one, "" if figure is None else str(figure), form.place_name(one)) for one, figure in report.cells.items()]


def table(path: Path, lines: list[tuple[str, ...]], delimiter: str = ",", encoding: str = "utf-8") -> None:
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(lines)
    path.write_bytes(stream.getvalue().encode(encoding))


def test_figures_and_texts_become_the_same_report(folder: Path, run, example: Report):
    (folder / "texts" / "preface.txt").write_bytes(b"\xef\xbb\xbf" + example.texts["preface"].encode() + b"\r\n")
    command = ("new", *TITLE, "--figures", "figures.csv", "--texts", "texts")
    assert run(*command, "-o", "a.json") == (0, "已写好 a.json\n结论：可以定稿\n", "")
    write(example, folder / "b.json")
    made, wanted = (json.loads((folder / name).read_text(encoding="utf-8")) for name in ("a.json", "b.json"))
    assert made == {**wanted, "notes": []}
    assert run("check", "a.json")[0] == 0


@pytest.mark.parametrize("kind", ["tsv", "txt", "gb18030", "xlsx", "docx"])
def test_a_list_may_be_any_file_with_rows(folder: Path, run, example: Report, kind):
    if kind in {"xlsx", "docx"}:
        path = office_file(folder / f"f.{kind}", rows(example))
    else:
        path = folder / f"f.{'csv' if kind == 'gb18030' else kind}"
        lines = rows(example)[::-1]
        encoding = "gb18030" if kind == "gb18030" else "utf-8-sig"
        table(path, lines, "," if kind == "gb18030" else "\t", encoding)
    assert run("new", *TITLE, "--figures", path, "-o", "a.json")[0] == 0
    assert json.loads((folder / "a.json").read_text(encoding="utf-8"))["cells"]["proactive.fee.amount"] == "0.36"


def office_file(path: Path, lines: list[tuple[str, ...]]) -> Path:
    if path.suffix == ".xlsx":
        from openpyxl import Workbook  # noqa: PLC0415 - one case needs it

        book = Workbook()
        for line in lines:
            book.active.append(line)
        book.save(path)
        return path
    from docx import Document  # noqa: PLC0415 - one case needs it

    document = Document()
    grid = document.add_table(rows=len(lines), cols=3)
    cells = grid._cells
    for number, text in enumerate(text for line in lines for text in line):
        cells[number].text = text
    document.save(path)
    return path


@pytest.mark.parametrize("title", [None, "", "2025年政府信息公开工作年度报告"])
def test_the_official_tables_are_figures_too(folder: Path, run, example: Report, title: str | None):
    """As a whole report, as tables without a word, and as tables under a title that leaves the unit out."""
    text = EXAMPLE.read_text(encoding="utf-8")
    if title is not None:
        text = "\n".join([title, *(line for line in text.splitlines() if "\t" in line)])
    (folder / "tables.txt").write_text(text, encoding="utf-8")
    assert run("new", *TITLE, "--figures", "tables.txt", "-o", "a.json") == (
        0,
        "已写好 a.json\n结论：还有 3 处必须改\n",
        "",
    )
    made = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    write(example, folder / "example.json")
    assert made["cells"] == json.loads((folder / "example.json").read_text(encoding="utf-8"))["cells"]
    assert (made["cells"]["requests.received.natural_person"], set(made["texts"].values())) == (14, {""})


def test_nothing_given_is_a_blank_report(folder: Path, run):
    assert run("new", *TITLE, "--texts", "empty", "-o", "a.json", "--strict")[0] == 1
    assert run("new", *TITLE, "-o", "a.json", "--force")[0] == 0
    assert set(json.loads((folder / "a.json").read_text(encoding="utf-8"))["cells"].values()) == {None}


def test_it_goes_to_the_standard_output_and_into_other_formats(folder: Path, run):
    code, out, err = run("new", *TITLE, "--figures", "figures.csv", "-o", "-")
    assert (code, json.loads(out)["unit"], err) == (0, UNIT, "结论：还有 3 处必须改\n")
    assert run("new", *TITLE, "-o", "a.html", "-q")[0] == 0
    assert UNIT in (folder / "a.html").read_text(encoding="utf-8")


def test_ids_are_listed_and_make_a_list_of_figures(folder: Path, run, form: Form):
    code, out, _ = run("new", "--ids")
    assert code == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert [one for one, _ in lines] == [*form.cells, *form.texts]
    cells = [(one, "0", name) for one, name in lines if one in form.cells]
    table(folder / "zero.csv", cells)
    assert run("new", *TITLE, "--figures", "zero.csv", "-o", "a.json")[0] == 0
    assert set(json.loads((folder / "a.json").read_text(encoding="utf-8"))["cells"].values()) == {0}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            ("requests.received.natural_persons", "1"),
            "第 3 行：没有编号是“requests.received.natural_persons”的格；是不是",
        ),
        (("requests.received.business", "9"), "第 3 行：requests.received.business 前面已经有了"),
        (("requests.received.other", "三"), "第 3 行，表三"),
        (("requests.received.other", "/"), "“/”不是数字"),
        (("requests.received.other", "-1"), "是负数"),
        (("requests.received.other", "1.5"), "第 3 行，表三"),
        (("x", "1"), "第 3 行：没有编号是“x”的格。"),
    ],
)
def test_a_figure_that_is_none_is_refused_with_its_row(folder: Path, run, line, message):
    table(folder / "f.csv", [("编号", "数"), ("requests.received.business", "2"), line])
    code, out, err = run("new", *TITLE, "--figures", "f.csv", "-o", "a.json")
    assert (code, out) == (2, "")
    assert err.startswith("f.csv：")
    assert message in err
    assert not (folder / "a.json").exists()


def test_a_list_whose_only_id_is_mistyped_is_a_list(folder: Path, run):
    table(folder / "f.csv", [("requests.received.busines", "2")])
    err = run("new", *TITLE, "--figures", "f.csv", "-o", "a.json")[2]
    assert "第 1 行：没有编号是“requests.received.busines”的格；是不是 requests.received.business。" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "a.json"], "要写 --unit 单位全称和 --year 年度"),
        (["--unit", UNIT, "-o", "a.json"], "要写 --unit 单位全称和 --year 年度"),
        (["--unit", " ", "--year", "2025", "-o", "a.json"], "要写 --unit 单位全称和 --year 年度"),
        (["--unit", UNIT, "--year", "25", "-o", "a.json"], "“25”不是统计年度，要写 2008 到 2099 之间的年份"),
        (["--unit", UNIT, "--year", "2007", "-o", "a.json"], "“2007”不是统计年度"),
        (["--unit", "我局", "--year", "2025", "-o", "a.json"], "--unit 后面的“我局”不行：“我局”是代称"),
        (["--unit", UNIT, "--year", "二〇二五", "-o", "a.json"], "“二〇二五”不是统计年度"),
        ([*TITLE], "没有写目标文件"),
        ([*TITLE, "-o", "a.wps"], "不会写这种文件：a.wps"),
        ([*TITLE, "-o", "a.json", "--figures", "none.csv"], "none.csv：没有这个文件"),
        ([*TITLE, "-o", "a.json", "--figures", "words.txt"], "words.txt：这不是"),
        ([*TITLE, "-o", "a.json", "--figures", "noise.csv"], "noise.csv：这不是"),
        ([*TITLE, "-o", "a.json", "--figures", "r.json"], "已经是一份报告"),
        ([*TITLE, "-o", "a.json", "--figures", "other.txt"], "和 --unit、--year 写的不一样"),
        ([*TITLE, "-o", "a.json", "--texts", "none"], "文件夹读不出来：none"),
        ([*TITLE, "-o", "a.json", "--texts", "odd"], "odd/problem.txt 不知道放在哪里；是不是 problems.txt"),
        ([*TITLE, "-o", "a.json", "--texts", "binary"], "binary/problems.txt 不是 UTF-8 的文本文件"),
        ([*TITLE, "-o", "a.json", "--texts", "nested"], "nested/problems.txt：这是文件夹"),
        ([*TITLE, "-o", "a.json", "--texts", "long"], "long 里的文字太长了，超过 50 万字"),
        ([*TITLE, "-o", "figures.csv.json", "--figures", "figures.csv.json", "--force"], "目标就是来源"),
        ([*TITLE, "-o", "link.html", "--texts", "texts", "--force"], "目标就是来源"),
        ([*TITLE, "-o", "there.json"], "目标已经存在：there.json"),
    ],
)
def test_what_makes_no_report_is_refused_and_nothing_written(folder: Path, run, arguments, message):
    (folder / "words.txt").write_text("今天天气很好。", encoding="utf-8")
    (folder / "r.json").write_text("{}", encoding="utf-8")
    (folder / "other.txt").write_text(EXAMPLE.read_text(encoding="utf-8").replace("望江", "望湖"), encoding="utf-8")
    (folder / "there.json").write_bytes(b"old")
    (folder / "figures.csv.json").symlink_to("figures.csv")
    (folder / "link.html").symlink_to("texts/problems.txt")
    (folder / "noise.csv").write_bytes(b"\xff\xff\xff")
    for name, content in (
        ("odd/problem.txt", b"x"),
        ("binary/problems.txt", b"\xff\xfe"),
        ("nested/problems.txt/x", b""),
        ("long/problems.txt", b"a" * 500_001),
    ):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(content)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, out, err = run("new", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_figures_are_read_within_the_limits_of_any_other_file(folder: Path, run, monkeypatch: pytest.MonkeyPatch):
    def fill_the_memory(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(new, "rows_of_text", fill_the_memory)
    code, _, err = run("new", *TITLE, "--figures", "figures.csv", "-o", "a.json")
    assert (code, err.partition("，")[0]) == (2, "figures.csv：读这份文件要用的内存太多")
    assert not (folder / "a.json").exists()
