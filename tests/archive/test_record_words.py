"""Settings and acts read as plain Chinese in the record: no name, no value, no digest as the program keeps it."""

import json
import re
from datetime import date

import pytest

from disclosure_desk.archive.record_words import about_words, setting_words
from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.core.form import Form
from disclosure_desk.store.operators import Operators
from disclosure_desk.writers.page_settings import PageSettings

DIGEST = "0123456789abcdef" * 4
LATIN = re.compile(r"[A-Za-z_.]{3,}")


@pytest.mark.parametrize(
    ("name", "before", "after", "words"),
    [
        ("workflow.secrecy", "yes", "no", ("定稿前要做保密审查", "是", "否")),
        ("workflow.first_review", "", "李某\n王某", ("部门初核由谁做", "", "李某、王某")),
        ("lock.minutes", "0", "15", ("无人操作时锁定", "不自动锁定", "15 分钟后")),
        ("checks.kind", "", "street", ("机关类别", "", "街道办事处")),
        ("checks.words", "帐→账", "帐→账\n份量→份量", ("本机关用词", "帐→账", "帐→账、份量→份量")),
        ("pin.李某", "", f"sha256:{DIGEST}", ("李某的口令", "", "（不显示）")),
        ("pin.李某", f"sha256:{DIGEST}", "", ("李某的口令", "（不显示）", "")),
        (
            "print",
            "",
            json.dumps({"printer": "一楼", "double_sided": None, "fit": False, "collate": True}),
            ("上次打印的选择", "", "打印机 一楼，缩放到纸张：否，逐份打印：是"),
        ),
        ("print", "[1]", "{", ("上次打印的选择", "[1]", "{")),
        ("window.size", "", "9", ("设置“window.size”", "", "9")),
    ],
)
def test_a_setting_reads_in_plain_words(name: str, before: str, after: str, words: tuple[str, str, str]) -> None:
    assert setting_words(name, before, after) == words


def test_no_setting_of_today_shows_its_own_name_or_a_raw_value(form: Form) -> None:
    steps = dict.fromkeys(("first_review", "office_review", "final_review", "secrecy_review"), ("李某",))
    stored = {
        **Operators(("李某", "王某"), steps, {}, 15).stored(),
        **CheckSettings("town", (1, 20), 800, (("帐", "账"),), has_secrecy=False).stored(),
        **PageSettings(signed=True, signed_on=date(2026, 1, 20)).stored(),
    }
    for name, value in stored.items():
        assert not any(LATIN.search(words) for words in setting_words(name, "", value)), name
    for kind in form.unit_kinds:
        assert setting_words("checks.kind", "", kind.id)[2] == kind.name


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (
            {"version": 1, "file": "1-2025-v1.zip", "sha256": DIGEST, "digest": DIGEST, "form": "2021", "rules": "x"},
            "第 1 版，文件 1-2025-v1.zip，文件摘要 0123 4567 89ab cdef，内容摘要 0123 4567 89ab cdef",
        ),
        ({"date": "2026-01-20", "address": "http://a.cn"}, "公布日期 2026-01-20，公布地址 http://a.cn"),
        (
            {"kind": "submit", "day": "2026-01-15", "to": "区政府办公室", "receipt": "2026-0137"},
            "报送，送到 区政府办公室，回执号 2026-0137，日期 2026-01-15",
        ),
        ({"kind": "paper", "day": "2026-01-16", "place": "档案室"}, "纸质件存档，存放在 档案室，日期 2026-01-16"),
        (
            {"kind": "find", "words": "结转", "figure": "7", "found": "2025-v1"},
            "查找，文字“结转”，数字 7，找到 2025-v1",
        ),
        ({"kind": "version", "version": 2, "file": "a.zip"}, "第 2 版，文件 a.zip"),
        ({"from": "desk.journal"}, "依据 第二份记录"),
        ({"file": "", "digest": None}, ""),
        (
            {"from": "desk-1.sqlite3", "events": 35, "replayed": 1, "packages": 2},
            "依据 desk-1.sqlite3，共 35 条修改记录，备份以后的修改照样重做，档案包 2 个",
        ),
        ({"file": "desk-1.sqlite3", "last": 9, "places": 2}, "文件 desk-1.sqlite3，第二处也备份了"),
        ({"file": "desk-1.sqlite3", "last": 9, "places": 1}, "文件 desk-1.sqlite3"),
    ],
)
def test_an_act_says_what_it_did(about: dict[str, str | int | None], words: str) -> None:
    assert about_words(about) == words
