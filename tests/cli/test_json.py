"""`--json`: one document that its schema describes, whatever the command answers or refuses."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from disclosure_desk.cli.help_pages import ALL_COMMANDS
from disclosure_desk.core.resources import resource

EXAMPLE = resource("examples", "wangjiang-2025.txt")
TEXT = EXAMPLE.read_text(encoding="utf-8")
WITHOUT_DATA = {"help", "completion"}
"""What is for people only."""
COMMANDS = [entry.name for entry in ALL_COMMANDS if entry.name not in WITHOUT_DATA]
COPY = "desk-20260120-173000.sqlite3"


def schema(command: str) -> dict:
    path = resource("schemas", "command", f"{command.replace(' ', '-')}.schema.json")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def answer(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What a command answers as JSON, held against its schema and its exit code; nothing else is printed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(TEXT.replace("继续办理\t\t\t2\t", "继续办理\t\t\t3\t"), encoding="utf-8")
    (tmp_path / "odd.txt").write_text(TEXT.replace("行政许可\t0", "行政许可\t/"), encoding="utf-8")
    (tmp_path / "weather.txt").write_text("今天天气很好。", encoding="utf-8")

    def carry_out(command: str, *arguments: object) -> dict:
        code, out, err = run(*command.split(), *arguments, "--json")
        assert err == ""
        document = json.loads(out)
        Draft202012Validator(schema(command)).validate(document)
        assert (document["command"], document["version"], document["exit_code"]) == (command, 1, code)
        return document

    return carry_out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_schema_that_is_one_and_allows_nothing_else(command):
    described = schema(command)
    Draft202012Validator.check_schema(described)
    assert described["$id"] == f"urn:disclosure-desk:command:{command.replace(' ', '-')}"
    objects = [one for one in walk(described) if one.get("type") == "object"]
    assert objects
    assert all(
        one["additionalProperties"] is False and set(one["required"]) == set(one["properties"]) for one in objects
    )


def walk(part: object) -> list[dict]:
    if isinstance(part, dict):
        return [part, *(found for one in part.values() for found in walk(one))]
    return [found for one in part for found in walk(one)] if isinstance(part, list) else []


def test_there_is_no_schema_of_what_is_no_command():
    names = {path.name.removesuffix(".schema.json") for path in resource("schemas", "command").iterdir()}
    assert names == {command.replace(" ", "-") for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_mistyped_is_told_as_json_too(answer, command):
    error = answer(command, "--nonsense")["error"]
    assert error["kind"] == "command"
    assert error["message"].startswith("没有 --nonsense 这个选项")


@pytest.mark.parametrize("typed", [["chek"], ["archive"], ["archive", "lst"], []])
def test_what_is_no_command_is_told_as_json_too(run, typed):
    code, out, err = run(*typed, "--json")
    document = json.loads(out)
    assert (code, document["exit_code"], document["command"], document["error"]["kind"], err) == (
        2,
        2,
        "",
        "command",
        "",
    )


class TestCheck:
    def test_one_report(self, answer):
        document = answer("check", "wrong.txt")
        assert document["exit_code"] == 1
        (report,) = document["reports"]
        assert (report["source"], report["unit"], report["year"]) == ("wrong.txt", "青石区望江街道办事处", 2025)
        assert (report["form"], report["remarks"]) == ("2021", [])
        assert report["verdict"]["sentence"] == "还有 1 处必须改"
        assert [len(report["findings"][group]) for group in ("counted", "explained", "following")] == [1, 0, 1]

    def test_several_of_which_one_cannot_be_read(self, answer):
        document = answer("check", "a.txt", "weather.txt", "wrong.txt")
        assert document["exit_code"] == 2
        sound, unread, wrong = document["reports"]
        assert (sound["verdict"]["sentence"], wrong["verdict"]["errors"]) == ("可以定稿", 1)
        assert set(unread) == {"source", "error"}
        assert (unread["error"]["kind"], unread["source"]) == ("source", "weather.txt")

    def test_remarks_are_in_the_document_only(self, answer):
        (report,) = answer("check", "odd.txt", "--previous", "a.txt")["reports"]
        assert {note["kind"] for note in report["remarks"]} == {"original"}

    @pytest.mark.parametrize(
        ("arguments", "kind"), [(["weather.txt"], "source"), (["none.txt"], "source"), ([], "command")]
    )
    def test_what_is_refused(self, answer, arguments, kind):
        assert answer("check", *arguments)["error"]["kind"] == kind


class TestConvert:
    def test_one_report(self, answer):
        (report,) = answer("convert", "a.txt", "a.json", "a.html")["reports"]
        assert (report["written"], report["verdict"]["errors"]) == (["a.json", "a.html"], 0)

    def test_errors_in_the_report_count_only_if_asked(self, answer):
        assert answer("convert", "wrong.txt", "a.json")["exit_code"] == 0
        document = answer("convert", "wrong.txt", "b.json", "--strict")
        assert (document["exit_code"], document["reports"][0]["verdict"]["errors"]) == (1, 1)
        assert Path("b.json").exists()

    def test_several_of_which_one_cannot_be_read(self, answer):
        document = answer("convert", "weather.txt", "a.txt", "--to", "json", "--into", "out")
        unread, written = document["reports"]
        assert (document["exit_code"], unread["written"], unread["error"]["kind"]) == (2, [], "source")
        assert written["written"] == ["out/a.json"]

    def test_several_of_which_one_cannot_be_written(self, answer, monkeypatch):
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("disclosure_desk.writers.report_file.create_file", full)
        first, second = answer("convert", "a.txt", "wrong.txt", "--to", "json", "--into", "out")["reports"]
        assert first["error"]["kind"] == second["error"]["kind"] == "target"
        assert "磁盘满了" in first["error"]["message"]

    @pytest.mark.parametrize(
        ("arguments", "kind"), [(["a.txt", "a.wps"], "target"), (["a.txt", "a.txt"], "target"), (["a.txt"], "command")]
    )
    def test_what_is_refused(self, answer, arguments, kind):
        assert answer("convert", *arguments)["error"]["kind"] == kind


def test_new(answer):
    ids = answer("new", "--ids")
    assert ids["cells"][0]["id"] == "proactive.rule_document.issued"
    assert {"id": "problems", "name": "“五、存在的主要问题及改进情况”"} in ids["texts"]
    document = answer("new", "--unit", "某街道办事处", "--year", "2025", "-o", "a.json")
    assert (document["written"], document["verdict"]["errors"] > 0, document["exit_code"]) == (["a.json"], True, 0)
    assert answer("new", "--unit", "某街道办事处", "--year", "2025", "-o", "b.json", "--strict")["exit_code"] == 1
    assert answer("new", "--unit", "某街道办事处", "--year", "2025", "-o", "a.wps")["error"]["kind"] == "target"


def test_fee(answer):
    fee = answer("fee", "--requests", "35")
    assert (fee["total"], fee["steps"][-1]) == (3000, {"first": 31, "last": 35, "price": 200, "amount": 1000})
    year = answer("fee", "--notices", "2", "--charged", "800.50", "--received", "0", "--year", "2025")
    assert (year["year"], year["basis"]) == (2025, "year")
    assert "800.5元" in year["sentence"]
    assert year["doubt"] == ""
    assert "请核对" in answer("fee", "--notices", "2", "--charged", "8", "--received", "9")["doubt"]
    assert answer("fee", "--pages", "1.5")["error"]["message"] == "“1.5”应当是整数。"


def test_verify(answer, data_folder: Path, package: Path):
    assert answer("verify", data_folder)["faults"] == []
    package.chmod(0o644)
    package.write_bytes(package.read_bytes()[:-1])
    document = answer("verify", data_folder)
    assert document["exit_code"] == 1
    assert document["verdict"].startswith(f"有 {len(document['faults'])} 处不符")
    assert answer("verify", "a.txt")["error"]["kind"] == "source"
    assert answer("verify", package, "none.pdf")["exit_code"] == 2


class TestArchive:
    def test_what_is_there(self, answer, data_folder: Path):
        draft, sealed, other = answer("archive list", "--data", data_folder)["items"]
        assert (draft["name"], draft["version"], draft["sha256"], draft["published"]) == ("1", None, None, None)
        assert (sealed["name"], sealed["version"], sealed["file"]) == ("1-v1", 1, "1-2025-v1.zip")
        assert sealed["published"] == {"date": "2026-01-25", "address": "https://gov.example/1"}
        assert other["year"] == 2024

    def test_what_is_handed_out_and_found(self, answer, data_folder: Path):
        data = ("--data", data_folder, "--for", "核对")
        assert answer("archive export", "1", "a.pdf", *data)["written"] == "a.pdf"
        (found,) = answer("archive find", "--figure", "731", *data)["results"]
        assert (found["item"]["name"], found["places"][0]["excerpt"]) == ("2", "731")
        assert answer("archive find", "--words", "没有的词", *data)["results"] == []

    def test_what_goes_back(self, answer, data_folder: Path):
        document = answer("archive restore", "--data", data_folder, COPY, "--as-it-was")
        assert [(one["year"], one["change"]) for one in document["changed"]] == [(2024, "gone")]
        assert answer("archive restore", "--data", data_folder, "none")["error"]["kind"] == "data"

    def test_a_folder_without_data(self, answer, tmp_path: Path):
        for command in ("list", "find", "export", "restore"):
            arguments = {"find": ["--year", "2025"], "export": ["1", "a.pdf"], "restore": [COPY]}.get(command, [])
            purpose = ["--for", "x"] if command in {"find", "export"} else []
            error = answer(f"archive {command}", *arguments, *purpose, "--data", tmp_path / "no")["error"]
            assert error["kind"] == "data"


def test_a_report_on_its_way(answer, tmp_path: Path):
    data = ("--data", tmp_path / "desk")
    assert answer("import", "a.txt", *data)["change"] == "new"
    assert answer("import", "a.txt", *data)["change"] == "same"
    assert answer("import", "odd.txt", *data)["error"]["kind"] == "data"
    document = answer("sign", "1", "--operator", "乙", *data)
    assert (document["act"], document["by"], len(document["left"])) == ("approve", "乙", 3)
    assert answer("sign", "1", "--operator", "乙", "--return", "结转数不对", *data)["act"] == "return"
    assert answer("seal", "1", *data)["error"]["kind"] == "data"
    assert answer("seal", "x", *data)["error"]["kind"] == "command"
    assert answer("correct", "1", "--why", "数字写错", *data)["error"]["kind"] == "data"
    assert answer("publish", "1", "--date", "2026-01-25", "--address", "x", *data)["error"]["kind"] == "data"
    assert answer("backup", *data)["written"].endswith(".sqlite3")
    assert answer("backup", *data)["written"] is None


def test_a_version_that_is_sealed_corrected_and_published(answer, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("disclosure_desk.archive.sealing.refusal", lambda *_: "")
    data = ("--data", tmp_path / "desk")
    answer("import", "a.txt", *data)
    assert [answer("sign", "1", "--operator", "乙", *data)["left"] for _ in range(4)][-1] == []
    document = answer("seal", "1", "--term", "10年", *data)
    assert (document["sealed"]["version"], document["term"]) == (1, "10年")
    assert Path(document["sealed"]["file"]).exists()
    published = answer("publish", "1", "--date", "2026-01-25", "--address", "https://gov.example/2", *data)
    assert published["address"] == "https://gov.example/2"
    assert answer("correct", "1", "--why", "数字写错", *data)["next_version"] == 2


def test_what_is_hidden_in_a_name_is_escaped(answer):
    """A unit's name may hold what moves the cursor or turns the direction round; JSON has an escape for each."""
    shutil.copy("a.txt", "b\u202e\x9b2J.txt")
    document = answer("check", "b\u202e\x9b2J.txt")
    assert document["reports"][0]["source"] == "b\u202e\x9b2J.txt"


def test_the_raw_document_has_no_hidden_character(run, tmp_path: Path):
    path = tmp_path / "b\u202e\x9b2J.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = run("check", path, "--json")[1]
    assert "\u202e" not in out
    assert "\x9b" not in out


def test_an_interrupted_command_says_so_as_json(answer, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("disclosure_desk.cli.check.load_form", interrupt)
    assert answer("check", "a.txt")["error"]["kind"] == "interrupted"
    monkeypatch.setattr("disclosure_desk.cli.check.load_form", lambda *_: 1 / 0)
    assert answer("check", "a.txt")["error"]["kind"] == "system"
