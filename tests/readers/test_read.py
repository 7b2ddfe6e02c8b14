import json
import os
from pathlib import Path

import pytest

from disclosure_desk import readers
from disclosure_desk.readers import ENDINGS, ReadError, read
from disclosure_desk.writers.json import render


def test_text_and_json_are_read_by_their_ending(form, pasted_path, tmp_path):
    report = read(form, pasted_path).report
    (tmp_path / "年报.JSON").write_bytes(render(report))

    again = read(form, tmp_path / "年报.JSON")

    assert {".txt", ".json", ".html", ".htm", ".mht", ".mhtml", ".docx", ".xlsx", ".zip"} <= {*ENDINGS}
    assert again.report == report
    assert again.remarks == ()


def absent(_):
    """Make nothing."""


def cut(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("年报.txt", absent, "没有这个文件"),
        ("年报.txt", lambda path: path.mkdir(), "这是文件夹"),
        ("年报.txt", cut(b" \n\t\n"), "文件是空的"),
        ("年报.txt", cut("买菜清单".encode()), "这不是政府信息公开工作年度报告"),
        ("年报.txt", cut(b"\x89PNG\0"), "这是图片"),
        ("年报.json", cut(b"{"), "年报.json"),
        ("年报.doc", cut(b"\xd0\xcf\x11\xe0"), "没有找到文档或表格"),
        (".~lock.年报.docx#", cut(b",office,pc,15.01.2025 09:00;"), "请选同一个文件夹里的“年报.docx”"),
        ("~$年报.docx", cut(b"\x05admin" + b"\0" * 156), "请选同一个文件夹里名字没有 ~$ 的那一份"),
        ("没有扩展名", cut(b"x"), "这不是政府信息公开工作年度报告"),
        ("年\0报.txt", absent, "读不出这个文件"),
        ("年" * 300 + ".txt", absent, "读不出这个文件"),
    ],
)
def test_every_refusal_names_the_file(form, tmp_path, name, make, says):
    make(tmp_path / name)

    with pytest.raises(ReadError) as caught:
        read(form, tmp_path / name)

    assert str(caught.value).startswith(f"{name}：")
    assert says in str(caught.value)
    assert str(caught.value).count("。") == 1


def test_huge_file_is_refused_before_it_is_read(form, tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "_MOST_BYTES", 10)
    (tmp_path / "年报.txt").write_bytes(b"x" * 11)

    with pytest.raises(ReadError, match="文件太大了"):
        read(form, tmp_path / "年报.txt")


@pytest.mark.skipif(os.name != "posix", reason="needs a device and a pipe")
def test_what_never_ends_or_never_begins_is_refused_at_once(form, tmp_path):
    os.mkfifo(tmp_path / "年报.txt")
    for path in (Path("/dev/zero"), tmp_path / "年报.txt"):
        with pytest.raises(ReadError, match="这是设备或者管道"):
            read(form, path)


def test_file_without_permission_is_refused(form, tmp_path, monkeypatch):
    # The super-user may read everything, so the refusal of the system is made.
    def refuse(_path, _mode):
        raise PermissionError

    (tmp_path / "年报.txt").touch()
    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(ReadError, match="没有权限读这个文件"):
        read(form, tmp_path / "年报.txt")


def test_json_of_a_report_with_remarks_keeps_them(form, pasted_path, tmp_path):
    entries = json.loads(render(read(form, pasted_path).report))
    entries["notes"] = [{"kind": "unplaced", "place": "", "text": "一行"}]
    (tmp_path / "a.json").write_text(json.dumps(entries), encoding="utf-8")

    assert [note.text for note in read(form, tmp_path / "a.json").remarks] == ["一行"]
