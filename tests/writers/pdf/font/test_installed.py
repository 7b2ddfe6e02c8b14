"""The fonts of the computer: where they are looked for, how they are called, and rare characters out of them."""

import os
import struct
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from disclosure_desk.core.report import new_report
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font import installed
from disclosure_desk.writers.pdf.font.chains import MissingGlyph, font_file, require
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.font.installed import all_fonts, font_with
from disclosure_desk.writers.pdf.font.names import names_in

RARE = "\U00020000"
find_folders = installed.folders.__wrapped__


@pytest.fixture
def font(font_tables, shell):
    """Makes the file of a small font."""
    return lambda *names, **more: shell(font_tables(*names, **more))


def keys() -> list[str]:
    return list(all_fonts(installed.folders()))


@pytest.mark.parametrize(
    ("system", "wanted"),
    [
        ("linux", ["/usr/share/fonts", "/usr/local/share/fonts", "HOME/.local/share/fonts", "HOME/.fonts"]),
        ("win32", ["D:/Windows/Fonts", "HOME/AppData/Local/Microsoft/Windows/Fonts"]),
    ],
)
def test_fonts_are_looked_for_where_the_system_keeps_them(monkeypatch, system, wanted):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("WINDIR", "D:/Windows")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    home = Path.home().as_posix()
    assert [folder.as_posix() for folder in find_folders()] == [name.replace("HOME", home) for name in wanted]


def test_computer_without_font_folders_has_no_fonts(tmp_path):
    assert not all_fonts((tmp_path / "nowhere",))


def test_every_font_has_a_plain_name_and_no_two_the_same(install_font, font):
    for number, name in enumerate(["DeskSong", "Fang Song/宋(1)", "Fang Song/宋(1)", "宋", "仿宋", "X" * 200]):
        install_font(f"{number}.ttf", font(chr(0x4E00 + number), name))
    assert keys() == ["DeskSong-2", "FangSong1", "FangSong1-2", "Face", "Face-2", "X" * 60]


def test_small_fonts_are_named_after_the_large_ones(install_font, font):
    install_font("a.ttf", font("一", "Same"), large=False)
    install_font("b.ttf", font("丁", "Same"))
    assert {key: Path(font.path).name for key, font in all_fonts(installed.folders()).items()} == {
        "Same": "b.ttf",
        "Same-2": "a.ttf",
    }
    assert font_file("Same-2").glyph(ord("一"))


def test_only_font_files_are_opened(install_font, tmp_path, font):
    install_font("a.ttf", font("一", "First"))
    install_font("b.txt", font("一", "Second"))
    install_font("deep/c.OTF", font("一", "Third"))
    (tmp_path / "folder.ttf").mkdir()
    os.mkfifo(tmp_path / "pipe.ttf")
    assert keys() == ["First", "Third"]


def test_files_that_are_no_fonts_are_passed_by(install_font, tmp_path):
    install_font("a.ttf", b"")
    install_font("b.ttf", b"not a font")
    install_font("c.ttf", b"\0\1\0\0\0\1" + b"\0" * 6 + struct.pack(">4s3L", b"name", 0, 28, 3) + b"abc", large=False)
    assert names_in(str(tmp_path / "gone.ttf")) == ()
    assert keys() == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ((3, 1), "仿宋A".encode("utf-16-be")),
        ((0, 3), "仿宋A".encode("utf-16-be")),
        ((3, 3), "仿宋A".encode("gb2312")),
        ((3, 3), "仿宋".encode("gb2312") + b"\0A"),
    ],
)
def test_names_are_read_however_they_are_written(tmp_path, font_tables, shell, written, text):
    table = struct.pack(">9H", 0, 1, 18, *written, 0x804, 4, len(text), 0) + text
    (tmp_path / "a.ttf").write_bytes(shell(font_tables("一", "A") | {b"name": table}))
    (names,) = names_in(str(tmp_path / "a.ttf"))
    assert (names.whole, names.key) == ({"仿宋a"}, "Face")


def test_names_for_old_machines_of_other_kinds_or_without_end_are_passed_by(tmp_path, font_tables, shell):
    records = struct.pack(">18H", 1, 0, 0, 4, 2, 0, 3, 1, 0x409, 5, 2, 0, 3, 1, 0x409, 4, 514, 0)
    table = struct.pack(">3H", 0, 3, 6 + len(records)) + records + b"\0A" * 300
    (tmp_path / "a.ttf").write_bytes(shell(font_tables("一", "A") | {b"name": table}))
    (names,) = names_in(str(tmp_path / "a.ttf"))
    assert names.whole == frozenset()


def test_font_without_names_has_none(tmp_path, font_tables, shell):
    (tmp_path / "a.ttf").write_bytes(shell({tag: t for tag, t in font_tables("一", "A").items() if tag != b"name"}))
    (names,) = names_in(str(tmp_path / "a.ttf"))
    assert (names.whole, names.families, names.key) == (frozenset(), frozenset(), "Face")


@pytest.mark.parametrize("office", [True, False])
def test_rare_character_is_taken_from_the_first_font_of_the_computer_that_has_it(install_font, font, office):
    install_font("b.ttf", font("一", "Second", others={ord(RARE): "丁"}), large=False)
    install_font("a.ttf", font("一", "First", others={0x20001: "丁"}), large=False)
    install_font("c.ttf", font("一", "Third", others={ord(RARE): "丁"}), large=False)
    glyph = document_fonts(office=office).body.glyph(RARE)
    assert (glyph.font, glyph.advance) == ("Second", 1)
    assert document_fonts(office=office).body.glyph("\U00020002") is None


@pytest.mark.parametrize("character", ["\ue000", "\x01", "\ud800", "\u206a", "\U000e0100"])
def test_character_that_means_something_else_in_each_font_is_never_borrowed(install_font, font, character):
    install_font("a.ttf", font("一", "First", others={ord(character): "丁"}))
    assert document_fonts().body.glyph(character) is None


@pytest.mark.parametrize("character", "שلﷺ")
def test_character_that_is_set_from_right_to_left_is_never_borrowed(install_font, font, character):
    install_font("a.ttf", font("一", "First", others={ord(character): "丁"}))
    assert document_fonts().body.glyph(character) is None


def test_font_that_is_broken_or_leaves_no_mark_is_not_borrowed_from(install_font, font_tables, shell):
    tables = font_tables("一", "First", others={ord(RARE): "丁"})
    blank = tables[b"loca"][:8] + tables[b"loca"][4:8]
    install_font("a.ttf", shell(tables | {b"loca": blank}))
    install_font("b.ttf", shell(tables).replace(b"loca", b"acol"))
    assert document_fonts().body.glyph(RARE) is None


def test_font_that_has_gone_since_it_was_found_is_not_borrowed_from(install_font, font):
    path = install_font("a.ttf", font("一", "First", others={ord(RARE): "丁"}))
    assert font_with("一", installed.folders()) == "First"
    installed.open_installed.cache_clear()
    path.unlink()
    assert font_with(RARE, installed.folders()) is None


def test_character_that_nobody_has_is_named_with_its_place(install_font, font):
    install_font("a.ttf", font("一", "First"))
    with pytest.raises(MissingGlyph) as refused:
        require(document_fonts().body, f"金牛山{RARE}村", "第一部分")
    assert str(refused.value) == (
        f"第一部分里有“{RARE}”（U+20000），自带的字体和这台电脑装的字体里都没有这个字，印不出来。"
        "它在“金牛山”和“村”之间，请换一个字，或者装上有这个字的字体，再打开本程序。"
    )


def test_character_that_is_set_from_right_to_left_is_refused_without_asking_for_a_font():
    with pytest.raises(MissingGlyph) as refused:
        require(document_fonts().body, "金牛山ש村", "第一部分")
    assert str(refused.value) == (
        "第一部分里有“ש”（U+05E9），是从右往左写的字，本程序印不出来。它在“金牛山”和“村”之间，请改用中文写。"
    )


def test_characters_that_only_steer_text_need_no_glyph():
    require(document_fonts().body, "葛\U000e0100城\u200b\ufe0f区\t", "第一部分")


def test_report_in_the_computers_own_fonts_names_them_and_reads_back(install_font, font, form, pages):
    install_font("fangsong.ttf", font("金牛山街道办事处第一部分2", "仿宋", "FangSong"))
    install_font("rare.ttf", font("一", "SimSun-ExtB", others={ord(RARE): "丁"}), large=False)
    install_font("other.ttf", font("一", "Other", others={ord(RARE): "丁"}).replace(b"loca", b"acol"), large=False)
    text = f"（一）第一：金牛山街道{RARE}2 处"
    pdf = render(new_report(form, "金牛山街道办事处", 2025, {next(iter(form.texts)): text}))
    with pikepdf.open(BytesIO(pdf)) as opened:
        names = {str(font.BaseFont).partition("+")[2] for font in opened.pages[0].Resources.Font.values()}
    assert names & {"FangSong", "SimSun-ExtB", "Other"} == {"FangSong", "SimSun-ExtB"}
    assert text.replace(" ", "") in "".join("".join(pages(pdf)).split())
