import gc
import importlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk import __main__, __version__
from disclosure_desk.cli import main as cli
from disclosure_desk.core.form_file import read_form_file
from disclosure_desk.core.resources import resource
from disclosure_desk.writers import ENDINGS

INTERPRET = importlib.import_module("disclosure_desk.readers.interpret")
"""The module, which the function of its name hides in its package."""

EXAMPLE = resource("examples", "wangjiang-2025.txt")


def no_window(_folder: Path | None, _source: Path | None) -> int:
    raise AssertionError("a command opened the window")


def run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments], no_window)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The example with a wrong total."""
    source = tmp_path / "broken.txt"
    text = EXAMPLE.read_text(encoding="utf-8")
    source.write_text(
        text.replace("四、结转下年度继续办理\t\t\t2\t", "四、结转下年度继续办理\t\t\t3\t"), encoding="utf-8"
    )
    return source


def test_one_source_becomes_every_kind_of_file(tmp_path, capsys):
    targets = [tmp_path / f"年报{ending}" for ending in ENDINGS]

    assert run("convert", EXAMPLE, *targets) == 0
    assert all(target.stat().st_size > 1000 for target in targets)
    output = capsys.readouterr()
    assert output.out.splitlines()[-1] == "结论：可以定稿"
    assert output.err == ""


def test_the_programs_own_file_is_a_source_too(tmp_path):
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    run("convert", EXAMPLE, first)

    assert run("convert", first, second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_sound_report_ends_in_its_verdict(capsys):
    assert run("check", EXAMPLE) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "结论：可以定稿"


def test_a_wrong_report_is_reported_by_section_and_answers_one(broken, capsys):
    assert run("check", broken) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "三、收到和处理政府信息公开申请情况" in lines
    assert any("必须改　表三“自然人”列不平衡" in line and "T3-BALANCE" in line for line in lines)
    assert any(line.startswith("    随之而来　") and "T3-ROW-TOTAL" in line for line in lines)
    assert any(line.startswith("      可能的改法：表三“四、结转下年度继续办理”“自然人”由 ") for line in lines)
    assert lines[-1] == "结论：还有 1 处必须改"


def test_findings_for_programs_are_json(broken, capsys):
    assert run("check", broken, "--json") == 1
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    counts = {"errors": 1, "warnings": 0, "hints": 0, "missing_approvals": []}
    assert report["verdict"] == {"sentence": "还有 1 处必须改", **counts}
    (counted,) = report["findings"]["counted"]
    assert (counted["rule"], counted["cause"]) == ("T3-BALANCE", "")
    assert "requests.pending_at_end.natural_person" in counted["cells"]
    (change,) = counted["repairs"][0]["changes"]
    assert change["cell"] == "requests.pending_at_end.natural_person"
    following = report["findings"]["following"]
    assert {(one["rule"], one["cause"]) for one in following} == {("T3-ROW-TOTAL", counted["key"])}


def test_an_explained_finding_stands_with_its_answer_and_counts_no_more(tmp_path, capsys):
    source = tmp_path / "rules.json"
    run("convert", EXAMPLE, source)
    document = json.loads(source.read_text(encoding="utf-8"))
    document["cells"]["proactive.rule_document.in_force"] = 1
    source.write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()
    assert run("check", source, "--json") == 1
    (finding,) = json.loads(capsys.readouterr().out)["reports"][0]["findings"]["counted"]
    document["explanations"] = {finding["key"]: "受委托代管。"}
    source.write_text(json.dumps(document), encoding="utf-8")

    assert run("check", source, "--json") == 0
    findings = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    assert (findings["counted"], [one["explanation"] for one in findings["explained"]]) == ([], ["受委托代管。"])
    assert run("check", source) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("  已说明　") for line in lines)
    assert "      说明：受委托代管。" in lines
    assert lines[-1] == "结论：可以定稿"


def test_the_kind_of_unit_may_be_given(tmp_path, capsys):
    source = tmp_path / "rules.json"
    run("convert", EXAMPLE, source)
    document = json.loads(source.read_text(encoding="utf-8"))
    document["cells"]["proactive.rule_document.in_force"] = 1
    source.write_text(json.dumps(document), encoding="utf-8")

    assert run("check", source, "--kind", "government") == 0
    assert run("check", source, "--kind", "street") == 1
    assert run("check", source, "--kind", "village") == 2
    assert "没有“village”这个机关类别，可以写 street（街道办事处）" in capsys.readouterr().err


def test_a_character_that_nobody_can_print_is_found_before_anything_is_written(tmp_path, capsys):
    source = tmp_path / "report.txt"
    text = EXAMPLE.read_text(encoding="utf-8").replace("政策解读", "政策\U0010fffd解读", 1)
    source.write_text(text, encoding="utf-8")

    assert run("check", source) == 1
    assert "F-GLYPH" in capsys.readouterr().out


def test_last_years_report_is_looked_at(tmp_path, capsys):
    previous = tmp_path / "2024.json"
    run("convert", EXAMPLE, previous)
    document = json.loads(previous.read_text(encoding="utf-8"))
    document |= {"year": 2024, "cells": document["cells"] | {"proactive.fee.amount": "0.0012"}}
    previous.write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()

    assert run("check", EXAMPLE, "--previous", previous) == 1
    output = capsys.readouterr()
    assert "T2-FEE-UNIT" in output.out
    assert "Y-COPIED" in output.out
    assert output.err == ""


def test_a_previous_report_of_another_year_is_remarked(capsys):
    run("check", EXAMPLE, "--previous", EXAMPLE)

    assert "是 2025 年的报告，不是 2024 年的" in capsys.readouterr().err


def test_a_previous_report_that_names_neither_year_nor_unit_is_taken_for_last_years(tmp_path, capsys):
    previous = tmp_path / "去年.txt"
    previous.write_text(
        "一、总体情况\n工作平稳。\n五、存在的主要问题及改进情况\n公开不够。\n六、其他需要报告的事项\n没有。\n",
        encoding="utf-8",
    )
    run("check", EXAMPLE, "--previous", previous)
    warned = [line for line in capsys.readouterr().err.splitlines() if line.startswith("请留意")]
    assert warned == [
        f"请留意：{previous} 没有写明年度，当作 2024 年的来比。",
        f"请留意：{previous} 没有写明机关全称，当作青石区望江街道办事处的来比。",
    ]
    run("check", previous, "--previous", EXAMPLE)
    assert "不是" not in capsys.readouterr().err


def test_a_previous_report_of_another_unit_and_what_was_doubtful_in_it_are_remarked(tmp_path, capsys):
    previous = tmp_path / "other.txt"
    text = EXAMPLE.read_text(encoding="utf-8").replace("望江街道", "望湖街道")
    previous.write_text(text.replace("行政许可\t0", "行政许可\t/"), encoding="utf-8")

    run("check", EXAMPLE, "--previous", previous)

    output = capsys.readouterr().err
    assert "青石区望湖街道办事处的报告，不是青石区望江街道办事处的" in output
    assert f"去年的报告 {previous} 读入时有 1 条提示，请看一看：" in output
    assert "原文是“/”" in output


def test_what_was_not_placed_is_listed(tmp_path, capsys):
    source = tmp_path / "odd.txt"
    text = EXAMPLE.read_text(encoding="utf-8").replace("行政许可\t0", "行政许可\t/")
    source.write_text(text.replace("行政强制\t2", "行政强拆\t2"), encoding="utf-8")

    assert run("check", source) == 1
    err = capsys.readouterr().err
    assert "行政强拆" in err
    assert "表二“行政许可”" in err


@pytest.mark.parametrize("command", ["convert", "check"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("a.bin", b"x"),
        ("a.txt", b"\x00\x01\xff"),
        ("a.json", b"{"),
        ("a.txt", "今天天气很好。".encode()),
    ],
)
def test_what_cannot_be_read_answers_two_in_one_sentence(tmp_path, capsys, command, name, content):
    source, target = tmp_path / name, tmp_path / "out.json"
    if content is not None:
        source.write_bytes(content)

    assert run(command, source, *([target] if command == "convert" else [])) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert name in output.err
    assert len(output.err.strip().splitlines()) == 1
    assert not target.exists()


def test_a_target_of_unknown_kind_is_refused_before_anything_is_written(tmp_path, capsys):
    assert run("convert", EXAMPLE, tmp_path / "a.json", tmp_path / "a.wps") == 2
    assert "a.wps" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_source_is_never_replaced_by_its_conversion(tmp_path, capsys):
    source, link = tmp_path / "年报.docx", tmp_path / "同一份.docx"
    run("convert", EXAMPLE, source)
    os.link(source, link)
    content = source.read_bytes()

    for target in (source, link):
        assert run("convert", source, tmp_path / "b.html", target) == 2
        assert capsys.readouterr().err == f"目标就是来源：{target}。原来的文件会没有了，请换一个名字。\n"
    assert source.read_bytes() == content
    assert not (tmp_path / "b.html").exists()


def test_a_target_in_no_folder_is_refused(tmp_path, capsys):
    assert run("convert", EXAMPLE, tmp_path / "none" / "a.json") == 2
    assert "a.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convert"], "没有写来源文件"),
        (["convert", EXAMPLE], "没有写目标文件"),
        (["check"], "没有写来源文件"),
        (["check", EXAMPLE, "--colour"], "没有 --colour 这个选项"),
        (["check", EXAMPLE, "--previous"], "选项 --previous 后面要跟一个值"),
        (["check", EXAMPLE, "--json=yes"], "选项 --json"),
        (["--data"], "选项 --data 后面要跟一个值"),
        (["print", EXAMPLE], "没有“print”这个命令。"),
        (["convrt", EXAMPLE], "没有“convrt”这个命令；是不是 convert 或者 correct。"),
        (["help", "chek"], "没有“chek”这个命令；是不是 check。"),
        (["help", "archive", "burn"], "没有“archive burn”这个命令"),
        (["help", "convert", "more"], "没有“convert more”这个命令"),
        (["archive", "exprt"], "archive 后面要写 list、export、find、restore；是不是 export。"),
        (["convert", EXAMPLE, "a.json", "--froce"], "没有 --froce 这个选项；是不是 --force。"),
        (["check", EXAMPLE, "--previuos=a.txt"], "没有 --previuos 这个选项；是不是 --previous。"),
        (["fee", "35"], "多写了“35”。"),
        (["verify", "a", "b", "c", "d"], "多写了“c”“d”。"),
        (["--vers"], "没有 --vers 这个选项；是不是 --version。"),
    ],
)
def test_a_mistyped_command_is_explained_in_chinese(arguments, message, capsys):
    assert run(*arguments) == 2
    err = capsys.readouterr().err
    assert message in err
    assert "--help" in err
    assert "Error" not in err


def test_the_version_is_printed(capsys):
    assert run("--version") == 0
    assert __version__ in capsys.readouterr().out


def test_it_also_writes_to_a_stream_that_is_no_file(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    assert run("--version") == 0
    assert __version__ in stream.getvalue()


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], (None, None)),
        (["--data", "d"], (Path("d"), None)),
        (["--data", "d", "--open", "a.txt"], (Path("d"), Path("a.txt"))),
    ],
)
def test_without_a_command_the_window_opens(arguments, opened):
    calls = []

    def open_window(folder: Path | None, source: Path | None) -> int:
        calls.append((folder, source))
        return 7

    assert cli.run(arguments, open_window) == 7
    assert calls == [opened]


def test_the_program_hands_its_arguments_to_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["disclosure-desk", "--version"])
    monkeypatch.delitem(sys.modules, "disclosure_desk.__main__")
    with pytest.raises(SystemExit) as left:
        runpy.run_module("disclosure_desk", run_name="__main__")

    assert left.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("folder", [None, "data"])
def test_the_program_opens_the_window_on_the_folder_of_its_option(monkeypatch, folder):
    opened = []
    monkeypatch.setattr("disclosure_desk.gui.app.open_window", lambda *places: opened.append(places) or 0)
    monkeypatch.setattr("gc.disable", lambda: opened.append("the collector is off"))
    monkeypatch.setattr(sys, "argv", ["disclosure-desk", *(["--data", folder] if folder else [])])

    assert __main__.main() == 0
    assert opened == ["the collector is off", (Path(folder) if folder else None, None)]


@pytest.mark.usefixtures("set_aside_again")
def test_without_qt_the_window_is_refused_in_a_sentence_and_a_command_runs(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    monkeypatch.setattr("gc.disable", lambda: None)  # the tests go on
    monkeypatch.setattr(sys, "argv", ["disclosure-desk"])

    assert __main__.main() == 2
    said = capsys.readouterr().err
    assert said.startswith("打不开窗口，本机缺少要用的组件：PySide6.QtWidgets。请维护人员装上。\n")

    monkeypatch.setattr(sys, "argv", ["disclosure-desk", "fee", "--requests", "35"])
    assert __main__.main() == 0


@pytest.mark.usefixtures("set_aside_again")
def test_the_collectors_pace_is_its_own_again_after_a_command(monkeypatch):
    during = []
    monkeypatch.setattr("disclosure_desk.cli.check.load_form", lambda *_: during.append(gc.get_threshold()) or 1 / 0)
    monkeypatch.setattr(sys, "argv", ["disclosure-desk", "check", str(EXAMPLE)])
    before = gc.get_threshold()
    assert __main__.main() == 2
    assert during[0][0] > before[0]
    assert gc.get_threshold() == before


@pytest.mark.usefixtures("set_aside_again")
def test_nothing_that_a_command_leaves_is_collected_while_it_ends(monkeypatch):
    kept = []
    monkeypatch.setattr(
        "disclosure_desk.cli.check.load_form", lambda *_: kept.extend([] for _ in range(50_000)) or 1 / 0
    )
    monkeypatch.setattr(sys, "argv", ["disclosure-desk", "check", str(EXAMPLE)])
    assert __main__.main() == 2

    assert gc.get_count()[0] < len(kept)
    assert len(gc.get_objects(generation=0)) < len(kept)
    assert gc.get_freeze_count() == 0


_WITHOUT_QT = """
import runpy, sys
sys.modules["PySide6"] = None
runpy.run_module("disclosure_desk", run_name="__main__")
"""


@pytest.mark.parametrize("arguments", [["convert", EXAMPLE, *(f"a{ending}" for ending in ENDINGS)], ["check", EXAMPLE]])
def test_a_command_works_where_qt_is_not_installed(tmp_path, arguments):
    command = [sys.executable, "-c", _WITHOUT_QT, *map(str, arguments)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "结论：可以定稿"


def test_an_interrupted_command_leaves_without_a_traceback(monkeypatch, capsys):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("disclosure_desk.cli.check.load_form", interrupt)

    assert run("check", EXAMPLE) == 2
    assert "已经中断" in capsys.readouterr().err


def test_what_nobody_thought_of_ends_in_a_sentence_that_says_where(monkeypatch, capsys):
    monkeypatch.setattr("disclosure_desk.cli.check.load_form", lambda *_: 1 / 0)

    assert run("check", EXAMPLE) == 2
    err = capsys.readouterr().err
    assert err.startswith("程序遇到没有料到的情况（ZeroDivisionError，test_cli.py 第 ")
    assert len(err.splitlines()) == 1


def test_a_form_file_that_is_wrong_is_named_with_its_key(monkeypatch, tmp_path, capsys):
    text = resource("forms", "2019.toml").read_text("utf-8")
    wrong = tmp_path / "2019.toml"
    wrong.write_text(re.sub('\nnote = "这是[^\n]*', "", text), "utf-8")
    monkeypatch.setattr(INTERPRET, "load_form", lambda _: read_form_file(wrong))

    assert run("convert", EXAMPLE, tmp_path / "a.json") == 2
    assert capsys.readouterr().err == (
        "程序自带的文件有错，没有做完：2019.toml：edition_map.note：缺少这一项。请重新安装程序，或者交给维护程序的人。\n"
    )
    assert not (tmp_path / "a.json").exists()


def test_a_command_without_memory_says_so(monkeypatch, capsys):
    def exhaust(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("disclosure_desk.cli.check.load_form", exhaust)

    assert run("check", EXAMPLE) == 2
    assert capsys.readouterr().err == "内存不够，没有做完；请关掉几个程序再试。\n"


def test_a_reader_that_has_ended_is_no_failure(monkeypatch):
    """As with `disclosure-desk check 年报.txt | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert run("--help") == 2


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--deadline", "01-20", "--today", "2026-01-21"], "P-DEADLINE"),
        (["--today", "2026-01-21"], "P-DEADLINE"),
        (["--limit", "301"], "F-LENGTH"),
        (["--words"], "F-DICTIONARY"),
    ],
)
def test_the_settings_of_the_checks_are_options_of_the_command_too(tmp_path, capsys, options, rule):
    words = tmp_path / "words.txt"
    words.write_text("\ufeff政府→机关\n公开", encoding="utf-8")
    options = [*options, str(words)] if options == ["--words"] else options
    run("check", EXAMPLE)
    assert rule not in capsys.readouterr().out
    run("check", EXAMPLE, *options)
    output = capsys.readouterr().out
    assert rule in output
    run("convert", EXAMPLE, tmp_path / "out.json", *options)
    assert capsys.readouterr().out.splitlines()[-1] == output.splitlines()[-1]


@pytest.mark.parametrize(
    ("limits", "label"),
    [("", "要说明"), ("50", "要说明"), ("99%，100％", "必须改"), ("0", ""), ("0,0", ""), ("0, 100", "必须改")],
)
def test_how_much_may_be_last_years_is_said_in_percent(tmp_path, capsys, limits, label):
    before = tmp_path / "before.txt"
    before.write_text(EXAMPLE.read_text(encoding="utf-8").replace("2025年政府", "2024年政府", 1), encoding="utf-8")
    run("check", EXAMPLE, "--previous", before, *(["--similarity", limits] if limits else []))
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if line.endswith("（Y-SIMILAR）")]
    assert [line.partition("　")[0] for line in told] == [label] * bool(label)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--deadline", "1月20日"], "要写成月-日"),
        (["--today", "昨天"], "要写成年-月-日"),
        (["--limit", "很多"], "要写成整数"),
        (["--similarity", "80,50"], "前面的数大于后面的"),
        (["--similarity", "一半"], "0 到 100 的整数"),
        (["--similarity", "101"], "0 到 100 的整数"),
        (["--similarity", "-1"], "0 到 100 的整数"),
        (["--similarity", "50,80,90"], "0 到 100 的整数"),
        (["--similarity", ""], "0 到 100 的整数"),
        (["--words", "nowhere.txt"], "用词表读不出来：nowhere.txt：没有这个文件"),
        (["--words", os.devnull], "这是设备或者管道，不是存好的文件"),
        (["--words", "noise.txt"], "用词表读不出来：noise.txt。请存成 UTF-8"),
        (["--words", "long.txt"], "用词表太长：long.txt，超过 10 万字"),
        (["--kind", "city"], "没有“city”这个机关类别"),
    ],
)
def test_values_that_mean_nothing_are_refused(capsys, tmp_path, monkeypatch, options, problem):
    monkeypatch.chdir(tmp_path)
    Path("noise.txt").write_bytes(b"\xff\xfe")
    Path("long.txt").write_bytes(b"a" * 100_001)
    assert run("check", EXAMPLE, *options) == 2
    assert problem in capsys.readouterr().err


def test_shares_of_equal_texts_may_be_typed(capsys):
    assert run("check", EXAMPLE, "--similarity", "50,80") == 0
    assert run("check", EXAMPLE, "--similarity", "50") == 0
    assert capsys.readouterr().err == ""
