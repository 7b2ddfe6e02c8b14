"""`--self-check`: the verdict, the sheet, and what may be typed."""

import json

import pytest

from disclosure_desk.acceptance.desktop import DesktopFacts, ScreenFacts
from disclosure_desk.cli import self_check

DESKTOP = DesktopFacts("6.8.3", "xcb", (ScreenFacts("a", 1920, 1040, 1),), ("惠普",), "fcitx")


@pytest.fixture(autouse=True)
def desktop(monkeypatch):
    monkeypatch.setattr(self_check, "desktop_facts", lambda: DESKTOP)


def test_it_is_typed_as_a_command_or_an_option(run, tmp_path):
    data, sheet = tmp_path / "data", tmp_path / "单.pdf"
    code, out, err = run("--data", data, "--self-check", sheet, "--kills", "0")
    assert (code, "大约" in err or "一两分钟" in err) == (0, True)
    *items, where, verdict = out.splitlines()
    assert (len(items), where) == (15, f"验收单：{sheet}")
    assert verdict.startswith("结论：合格，可以使用；有 ")
    assert sheet.read_bytes().startswith(b"%PDF")
    assert not data.exists()
    code, out, _ = run("self-check", "--data", data, "--kills", "0", "--quiet")
    assert (code, out.splitlines()) == (0, [verdict])
    assert [path.parent.name for path in data.rglob("*.pdf")] == ["self-check"]


def test_what_is_not_fit_has_another_exit_code(run, tmp_path):
    data = tmp_path / "坚果云"
    code, out, err = run("self-check", "--data", data, "--kills", "0", "--json")
    document = json.loads(out)
    assert (code, err, document["exit_code"]) == (1, "", 1)
    assert [one["name"] for one in document["items"] if one["state"] == "failed"] == ["数据位置"]
    assert document["verdict"].startswith("不合格，先解决这 1 项再用：数据位置")


@pytest.mark.parametrize("typed", ["-1", "x", "20001", "²"])
def test_kills_are_a_number(run, typed, tmp_path):
    code, _, err = run("--self-check", "--data", tmp_path, f"--kills={typed}")
    assert (code, f"“{typed}”要写成 0 到 20000 的整数" in err) == (2, True)


def test_an_option_of_a_command_stays_one(run):
    assert run("check", "--self-check")[0] == 2
    assert self_check._kills(None) == 200
