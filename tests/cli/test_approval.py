"""From figures to a published version by command alone, and what the rules of the window refuse of it."""

import getpass
import io
import json
import re
import shutil
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest

from disclosure_desk.archive.office import Office
from disclosure_desk.checks.check_settings import CheckSettings, approval_steps
from disclosure_desk.cli import main as cli
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change
from disclosure_desk.core.resources import resource
from disclosure_desk.store.backup.targets import SECOND_FOLDER
from disclosure_desk.store.deleted_drafts import bring_back, delete_draft
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.operators import Operators, pin_setting
from disclosure_desk.store.store import Store

EXAMPLE = resource("examples", "wangjiang-2025.txt")
NOW = datetime(2026, 1, 20, 9, 30).astimezone()
PIN = "4711"


class _Clock(datetime):
    @classmethod
    def now(cls, tz=None):  # noqa: ARG003 - as datetime's
        return NOW


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    """In time for the report, whenever the test runs."""
    monkeypatch.setattr("disclosure_desk.cli.approval.datetime", _Clock)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example, taken in by 甲; copied once, then worked on."""
    folder = tmp_path_factory.mktemp("made") / "desk"
    assert cli.run(["import", str(EXAMPLE), "--data", str(folder), "--operator", "甲"], lambda *_: 0) == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture
def steps(form: Form) -> dict[str, str]:
    return approval_steps(form)


def settle(folder: Path, **people: tuple[str, ...]) -> None:
    """Name who works in an office, who does which step, and give 丁 a PIN."""
    with Store.open(folder) as store:
        store.put_settings(Operators(("甲", "乙", "丙", "丁"), people).stored())
        store.put_settings(pin_setting("丁", PIN))


def events(folder: Path) -> list:
    with Store.open(folder) as store:
        return list(store.events())


def sign_all(run, desk: Path, steps: Iterable[str], name: str = "乙") -> None:
    for _ in steps:
        assert run("sign", "1", "--data", desk, "--operator", name)[0] == 0


@pytest.mark.slow
def test_from_figures_to_the_public_without_the_window(tmp_path: Path, desk: Path, run, steps):
    left = list(steps.values())
    for name in left:
        code, out, err = run("sign", "1", "--data", desk, "--operator", "乙", "--opinion", "同意公开")
        left = left[1:]
        assert (code, err) == (0, "")
        assert out.splitlines()[0].startswith(f"{name}：乙同意了“青石区望江街道办事处2025年")
        assert out.splitlines()[1] == (f"还差{'、'.join(left)}" if left else "审核都已完成，可以定稿")
    code, out, _ = run("seal", "1", "--data", desk, "--operator", "甲", "--term", "30年")
    assert (code, out.splitlines()[0]) == (0, "已定稿，第 1 版")
    assert run("verify", desk)[0] == 0
    package = next((desk / "archive").glob("*.zip"))
    assert out.splitlines()[1] == f"文件：{package}"
    register = out.splitlines()[3]
    assert register.startswith("封存登记（请抄在登记簿上")
    for on_paper in re.findall("(?:[0-9a-f]{4} ?){16}", register):
        assert run("verify", package, "--expect", on_paper)[0] == 0
    address = "https://gov.example/1"
    assert run("publish", "1", "--data", desk, "--date", "2026-01-25", "--address", address)[0] == 0
    assert run("correct", "1", "--data", desk, "--why", "数字写错了", "--operator", "甲")[1].endswith("第 2 版\n")
    wrong = tmp_path / "b.json"
    run("convert", EXAMPLE, wrong)
    document = json.loads(wrong.read_text(encoding="utf-8"))
    document["texts"]["problems"] += "还要继续努力。"
    wrong.write_text(json.dumps(document), encoding="utf-8")
    assert run("import", wrong, "--data", desk, "--update", "--operator", "甲")[0] == 0
    sign_all(run, desk, steps)
    assert run("seal", "1", "--data", desk)[1].startswith("已定稿，第 2 版\n")
    assert run("verify", desk)[0] == 0
    with Store.open(desk) as store:
        assert Office.of(store).term == "30年"
        first, second = store.approval_state(1).versions
        assert (first.version, second.why) == (1, "数字写错了")
    by = [
        (one.action, one.by) for one in events(desk) if one.action in {"import", "approve", "seal", "correct", "update"}
    ]
    assert by[0] == ("import", "甲")
    assert by.count(("approve", "乙")) == 2 * len(steps)
    assert ("seal", "甲") in by


class TestRules:
    """Each is one that the window obeys; none can be got round by typing."""

    def test_nobody_seals_what_is_not_approved(self, desk: Path, run, steps):
        code, out, err = run("seal", "1", "--data", desk)
        assert (code, out, err) == (2, "", f"还不能定稿：还缺{'、'.join(steps.values())}。\n")
        assert list((desk / "archive").glob("*")) == []

    def test_nobody_seals_what_was_changed_since(self, desk: Path, run, steps):
        sign_all(run, desk, steps)
        with Store.open(desk) as store:
            text = store.load(1, load_form).texts["problems"]
            store.apply(1, [Change("problems", text, f"{text}还要努力。")], "edit", "改错字")
        assert "还缺" in run("seal", "1", "--data", desk)[2]

    def test_nobody_approves_or_seals_what_has_errors(self, desk: Path, run):
        with Store.open(desk) as store:
            store.apply(1, [Change("requests.pending_at_end.natural_person", 2, 3)], "edit")
        assert run("sign", "1", "--data", desk, "--operator", "乙")[::2] == (2, "还不能同意：还有 1 处必须改。\n")
        assert run("seal", "1", "--data", desk)[2] == "还不能定稿：还有 1 处必须改。\n"
        assert run("sign", "1", "--data", desk, "--operator", "乙", "--return", "表三结转数不对")[0] == 0

    def test_nobody_approves_or_seals_what_has_warnings_of_the_office_alone(self, desk: Path, run, steps):
        """Its own words count, and so does its deadline: what the office has set is what the window checks by."""
        sign_all(run, desk, tuple(steps)[1:])
        with Store.open(desk) as store:
            store.put_settings(CheckSettings(words=(("政府", "机关"),)).stored())
        assert "还不能同意" in run("sign", "1", "--data", desk, "--operator", "乙")[2]
        assert "还不能定稿" in run("seal", "1", "--data", desk)[2]

    def test_nobody_seals_twice_or_changes_what_is_sealed(self, desk: Path, run, steps, tmp_path: Path):
        sign_all(run, desk, steps)
        assert run("seal", "1", "--data", desk)[0] == 0
        before = events(desk)
        for command in (
            ["seal", "1"],
            ["sign", "1", "--operator", "乙"],
            ["sign", "1", "--operator", "乙", "--return", "再看一看"],
        ):
            code, _, err = run(*command, "--data", desk)
            assert (code, "已经定稿" in err) == (2, True)
        other = tmp_path / "other.txt"
        other.write_text(EXAMPLE.read_text(encoding="utf-8").replace("行政许可\t0", "行政许可\t7"), encoding="utf-8")
        assert run("import", other, "--data", desk, "--update", "--why", "改一个数字")[0] == 2
        assert events(desk) == before

    def test_nobody_corrects_or_publishes_a_draft(self, desk: Path, run):
        assert "还没有定稿" in run("correct", "1", "--data", desk, "--why", "数字写错")[2]
        assert "定稿以后才登记公布" in run("publish", "1", "--data", desk, "--date", "2026-01-25", "--address", "x")[2]

    def test_who_filled_it_approves_it_only_with_a_reason(self, desk: Path, run):
        code, _, err = run("sign", "1", "--data", desk, "--operator", "甲", "--why", "没人")
        assert code == 2
        assert err.startswith("甲填过这份报告，一般应由别人审核。")
        assert run("sign", "1", "--data", desk, "--operator", "甲", "--why", "本科室\n只有一人")[0] == 0
        assert events(desk)[-1].why == "本科室 只有一人"
        assert run("sign", "1", "--data", desk, "--operator", "乙", "--why", "用不着的原因")[0] == 0
        assert events(desk)[-1].why == ""

    def test_only_who_is_set_for_a_step_does_it(self, desk: Path, run, steps):
        first, second, *_ = steps
        settle(desk, **{first: ("乙",), second: ("丙",)})
        refused = run("sign", "1", "--data", desk, "--operator", "丙")
        assert (refused[0], refused[2]) == (2, f"{steps[first]}由乙审核，丙不能。\n")
        assert run("sign", "1", "--data", desk, "--operator", "丙", "--return", "要再看一看")[0] == 2
        assert run("sign", "1", "--data", desk, "--operator", "乙")[0] == 0
        assert run("sign", "1", "--data", desk, "--operator", "乙")[0] == 2

    def test_to_hand_back_takes_a_reason_and_voids_what_was_approved(self, desk: Path, run, steps):
        run("sign", "1", "--data", desk, "--operator", "乙")
        assert "没有写明为什么退回" in run("sign", "1", "--data", desk, "--operator", "丙", "--return", "不行")[2]
        code, out, _ = run("sign", "1", "--data", desk, "--operator", "丙", "--return", "结转数不对")
        second = list(steps.values())[1]
        assert (code, out.splitlines()[0][: len(second) + 6]) == (0, f"{second}：丙退回了“")
        with Store.open(desk) as store:
            assert store.approval_state(1).steps == ()

    def test_a_change_of_what_was_approved_takes_a_reason(self, desk: Path, run, tmp_path: Path):
        run("sign", "1", "--data", desk, "--operator", "乙")
        other = tmp_path / "other.txt"
        other.write_text(EXAMPLE.read_text(encoding="utf-8").replace("行政许可\t0", "行政许可\t7"), encoding="utf-8")
        assert "有 1 处不同，没有存" in run("import", other, "--data", desk, "--operator", "甲")[2]
        assert "要用 --why 写明为什么改" in run("import", other, "--data", desk, "--operator", "甲", "--update")[2]
        assert run("import", other, "--data", desk, "--operator", "甲", "--update", "--why", "补上许可数")[0] == 0
        assert (events(desk)[-1].why, events(desk)[-1].action) == ("补上许可数", "update")
        assert "没有改动" in run("import", other, "--data", desk, "--operator", "甲")[1]

    def test_all_steps_done_is_said(self, desk: Path, run, steps):
        sign_all(run, desk, steps)
        assert run("sign", "1", "--data", desk, "--operator", "乙")[2] == "审核都已完成。\n"


class TestPeople:
    @pytest.fixture(autouse=True)
    def named(self, desk: Path) -> None:
        settle(desk)

    COMMANDS = (
        ("sign", "1"),
        ("seal", "1"),
        ("correct", "1", "--why", "数字写错"),
        ("publish", "1", "--date", "2026-01-25", "--address", "x"),
        ("deliver", "1", "--date", "2026-01-25", "--to", "x"),
        ("import", EXAMPLE),
        ("archive", "export", "1", "a.json", "--for", "x"),
        ("archive", "find", "--year", "2025", "--for", "x"),
        ("archive", "restore", "COPY"),
    )

    @pytest.mark.parametrize("command", COMMANDS, ids=lambda one: " ".join(map(str, one[:2])))
    def test_only_people_of_the_office_and_with_their_pin(self, desk: Path, run, monkeypatch, tmp_path, command):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        (tmp_path / "pin").write_text("0000\n", encoding="utf-8")
        with Store.open(desk) as store:
            copy = store.back_up(NOW).path.name
        typed = [copy if one == "COPY" else one for one in command]
        before = events(desk)
        for who, message in [
            ([], "要用 --operator 写明是谁：甲、乙、丙、丁"),
            (["--operator", "戊"], "要用 --operator 写明是谁：甲、乙、丙、丁"),
            (["--operator", "丁"], "丁有口令"),
            (["--operator", "丁", "--pin-file", "none"], "口令的文件读不出来：none"),
        ]:
            code, out, err = run(*typed, "--data", desk, *who)
            assert (code, out) == (2, "")
            assert message in err
        assert events(desk) == before
        code, _, err = run(*typed, "--data", desk, "--operator", "丁", "--pin-file", "pin")
        assert (code, err) == (2, "口令不对；已经记在修改记录里。\n")
        (wrong,) = events(desk)[len(before) :]
        assert (wrong.action, wrong.about["who"], wrong.about["right"]) == ("pin", "丁", 0)
        assert not (tmp_path / "a.json").exists()

    def test_a_right_pin_out_of_a_file_the_standard_input_or_the_terminal(self, desk: Path, run, monkeypatch, tmp_path):
        (tmp_path / "pin").write_text(f"{PIN}\n", encoding="utf-8")
        who = ("--data", desk, "--operator", "丁")
        assert run("sign", "1", *who, "--pin-file", tmp_path / "pin")[0] == 0
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n"))
        assert run("sign", "1", *who)[0] == 0
        asked = []
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr(getpass, "getpass", lambda words: asked.append(words) or PIN)
        assert run("sign", "1", *who)[0] == 0
        assert asked == ["丁的口令："]
        assert [one.by for one in events(desk)[-3:]] == ["丁"] * 3

    def test_wrong_pins_wait_also_for_the_next_command(self, desk: Path, run, tmp_path):
        (tmp_path / "wrong").write_text("0000", encoding="utf-8")
        (tmp_path / "right").write_text(PIN, encoding="utf-8")
        messages = [
            run("sign", "1", "--data", desk, "--operator", "丁", "--pin-file", tmp_path / "wrong")[2] for _ in range(3)
        ]
        assert "秒" in messages[-1]
        code, _, err = run("sign", "1", "--data", desk, "--operator", "丁", "--pin-file", tmp_path / "right")
        assert (code, "秒" in err) == (2, True)

    def test_going_back_is_recorded_under_a_name(self, desk: Path, run):
        with Store.open(desk) as store:
            copy = store.back_up(NOW).path.name
        assert run("archive", "restore", copy, "--data", desk, "--operator", "乙")[0] == 0
        assert (events(desk)[-1].action, events(desk)[-1].by) == ("restore", "乙")

    def test_data_that_does_not_open_can_be_put_back_by_whoever_sits_there(self, desk: Path, run):
        with Store.open(desk) as store:
            store.actor = Actor("甲")
            copy = store.back_up(NOW).path.name
        (desk / "desk.sqlite3").write_bytes(b"noise" * 999)
        (desk / "desk.journal").write_bytes(b"noise")
        assert run("archive", "restore", copy, "--data", desk, "--operator", "乙")[0] == 0
        assert events(desk)[-1].by == "乙"

    def test_a_second_record_that_could_not_be_written_is_told(self, desk: Path, run, monkeypatch):
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("disclosure_desk.store.journal.Journal.append", full)
        code, _, err = run("sign", "1", "--data", desk, "--operator", "乙")
        assert (code, "第二份记录" in err) == (0, True)


class TestImport:
    def test_it_says_what_it_stored(self, tmp_path: Path, run):
        code, out, err = run("import", EXAMPLE, "--data", tmp_path / "desk", "--operator", "甲")
        title = "青石区望江街道办事处2025年政府信息公开工作年度报告"
        assert (code, out, err) == (0, f"已存入：第 1 份，“{title}”\n", "")

    def test_what_is_doubtful_is_not_stored_unless_asked_for(self, tmp_path: Path, run):
        odd = tmp_path / "odd.txt"
        odd.write_text(EXAMPLE.read_text(encoding="utf-8").replace("行政许可\t0", "行政许可\t/"), encoding="utf-8")
        code, out, err = run("import", odd, "--data", tmp_path / "desk")
        assert (code, out) == (2, "")
        assert "读入时有 1 处没有把握，没有存" in err
        assert not (tmp_path / "desk").exists()
        assert run("import", odd, "--data", tmp_path / "desk", "--as-read")[0] == 0
        with Store.open(tmp_path / "desk") as store:
            assert [one.kind for one in store.load(1, load_form).notes] == ["original"]

    def test_the_standard_input_is_a_source(self, tmp_path: Path, run, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(EXAMPLE.read_bytes())))
        assert run("import", "-", "--data", tmp_path / "desk", "-q")[0] == 0

    def test_a_copy_is_made_once_and_in_the_second_place_too(self, desk: Path, run, tmp_path: Path):
        (tmp_path / "stick").mkdir()
        with Store.open(desk) as store:
            store.put_settings({SECOND_FOLDER: str(tmp_path / "stick")})
        code, out, _ = run("backup", "--data", desk)
        assert (code, out.startswith("已备份：")) == (0, True)
        assert list((tmp_path / "stick").rglob("*.sqlite3"))
        assert run("backup", "--data", desk)[1] == "上次备份以后没有改动，不用再备份\n"


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one(tmp_path: Path, run):
    code, out, err = run("archive", "list", "--data", tmp_path / ("文" * 1500))
    assert (code, out) == (2, "")
    assert err.startswith("打不开数据文件夹 ")
    assert err.endswith("没有权限，或者路径太长。\n")


_NO_REPORT = "没有第 7 份报告。用 disclosure-desk archive list 看有哪些；"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sign"], "要写一份报告的编号"),
        (["sign", "甲"], "“甲”不是编号"),
        (["sign", "1-v1", "--operator", "乙"], "“1-v1”不是编号"),
        (["sign", "1"], "没有写审核人的姓名"),
        (["sign", "1", "--operator", "乙", "--opinion", " "], "没有写意见"),
        (["sign", "1", "--operator", "乙", "--opinion", "好", "--return", "不好不好"], "只能写一个"),
        (["sign", "7", "--operator", "乙"], _NO_REPORT),
        (["seal", "1", "--term", "5年"], "没有“5年”这个保管期限，可以写 永久、30年、10年"),
        (["seal", "7"], _NO_REPORT),
        (["correct", "7", "--why", "数字写错"], _NO_REPORT),
        (["publish", "1", "--address", "x"], "“”不是日期"),
        (["publish", "1", "--date", "昨天", "--address", "x"], "“昨天”不是日期"),
        (["publish", "1", "--date", f"{date.today().year + 1}-01-01", "--address", "x"], "还没有到"),  # noqa: DTZ011 - as the command's
        (["deliver", "1", "--date", "2026-01-25"], "两个写一个"),
        (["deliver", "1", "--date", "2026-01-25", "--to", "x", "--place", "y"], "两个写一个"),
        (["deliver", "1", "--date", "2026-01-25", "--place", "y", "--receipt", "7"], "要和 --to 一起写"),
        (["deliver", "1", "--to", "x"], "“”不是日期"),
        (["deliver", "1", "--date", f"{date.today().year + 1}-01-01", "--to", "x"], "办了以后才登记"),  # noqa: DTZ011 - as the command's
        (["deliver", "1", "--date", "2026-01-25", "--to", "x"], "定稿以后才登记交付"),
        (["import"], "要写一份报告"),
    ],
)
def test_what_makes_no_sense_is_refused_and_recorded_nowhere(desk: Path, run, arguments, message):
    before = events(desk)
    code, out, err = run(*arguments, "--data", desk)
    assert (code, out) == (2, "")
    assert message in err
    assert events(desk) == before


def test_a_deleted_draft_is_not_signed_until_it_is_brought_back(desk: Path, run):
    with Store.open(desk) as store:
        delete_draft(store, 1, "建错了年度")
    code, _, err = run("sign", "1", "--data", desk, "--operator", "乙")
    assert (code, "没有第 1 份报告" in err, "先在窗口里找回" in err) == (2, True, True)
    assert events(desk)[-1].why == "建错了年度"
    with Store.open(desk) as store:
        bring_back(store, 1, "还要用")
    assert run("sign", "1", "--data", desk, "--operator", "乙")[0] == 0


def test_correcting_and_publishing_take_what_they_need(desk: Path, run, steps):
    sign_all(run, desk, steps)
    assert run("seal", "1", "--data", desk)[0] == 0
    assert "没有写明为什么更正" in run("correct", "1", "--data", desk, "--why", "改")[2]
    assert "没有写公布在哪里" in run("publish", "1", "--data", desk, "--date", "2026-01-25")[2]
    day = ("--data", desk, "--date", "2026-01-25")
    handed_in = run("deliver", "1", *day, "--to", "区政府办公室", "--receipt", "2026-0137")
    today = date.today().isoformat()  # noqa: DTZ011 - as the command's
    early = f"2026-01-25 在定稿（{today}）以前，请看日期有没有写错。写错了，用对的日期再登记一次。\n"
    assert handed_in == (0, "已登记：2026-01-25 报送到区政府办公室\n", early)
    assert run("publish", "1", *day, "--address", "公告栏")[::2] == (0, early)
    assert run("publish", "1", "--data", desk, "--date", today, "--address", "公告栏")[::2] == (0, "")
    filed = json.loads(run("deliver", "1", *day, "--place", "档案室", "--json")[1])
    assert (filed["kind"], filed["where"], filed["receipt"]) == ("paper", "档案室", None)
    with Store.open(desk) as store:
        assert [*store.approval_state(1).delivered] == ["submit", "paper"]


def test_in_an_open_folder_nothing_is_done(desk: Path, run):
    with Store.open(desk):
        for command in (["sign", "1", "--operator", "乙"], ["seal", "1"], ["backup"]):
            code, _, err = run(*command, "--data", desk)
            assert (code, "另一个窗口正在使用" in err) == (2, True)
