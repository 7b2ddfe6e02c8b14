"""What was being typed outlives a crash, and a file that cannot be trusted never stands in the way."""

import json
from datetime import datetime

import pytest

from disclosure_desk.core.report import new_report
from disclosure_desk.store.paths import UNSAVED_INPUT
from disclosure_desk.store.recovery.unsaved_input import (
    UnsavedInput,
    UnsavedText,
    read_unsaved_input,
    remove_unsaved_input,
    retire_unsaved_input,
    write_unsaved_input,
)

AT = datetime(2026, 3, 1, 17, 32, 5).astimezone()
TYPING = UnsavedInput(3, "problems", "problems", {"problems": UnsavedText("写了一半\n𠮷，", "旧的")}, AT)
DESK = "0123456789abcdef"


@pytest.fixture
def kept(tmp_path):
    write_unsaved_input(tmp_path, DESK, TYPING)
    return tmp_path / UNSAVED_INPUT


def aside(folder):
    return [path for path in folder.iterdir() if path.name.startswith(f"{UNSAVED_INPUT}-")]


def test_what_was_kept_comes_back_word_for_word(kept):
    assert read_unsaved_input(kept.parent, DESK) == TYPING
    assert kept.exists()


def test_a_clerk_who_types_nothing_still_stands_somewhere(tmp_path):
    standing = UnsavedInput(3, "requests", "requests.received.business", {}, AT)
    write_unsaved_input(tmp_path, DESK, standing)
    assert read_unsaved_input(tmp_path, DESK) == standing


def test_the_newest_takes_the_place_of_what_was_kept_before(kept):
    newer = TYPING._replace(texts={"problems": UnsavedText("写完了", "旧的")})
    write_unsaved_input(kept.parent, DESK, newer)
    assert read_unsaved_input(kept.parent, DESK) == newer
    assert [path.name for path in kept.parent.iterdir()] == [UNSAVED_INPUT]


def test_a_desk_left_in_order_has_nothing_to_tell(kept):
    remove_unsaved_input(kept.parent)
    remove_unsaved_input(kept.parent)
    assert read_unsaved_input(kept.parent, DESK) is None
    assert list(kept.parent.iterdir()) == []


def test_the_file_is_canonical_and_on_disk(kept):
    content = kept.read_text("utf-8")
    assert content == json.dumps(json.loads(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def other_form(content: bytes) -> bytes:
    return content.replace(b'"form":1', b'"form":2')


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda content: content[:-9],
        lambda content: content.replace("旧".encode(), "新".encode()),
        lambda _: b"[1]",
        lambda _: b"7",
        lambda _: b"{}",
        lambda _: b'{"typing":[],"digest":""}',
        lambda _: b"\xff\xfe",
        lambda _: b"[" * 200_000,
        other_form,
    ],
)
def test_a_file_that_does_not_hold_is_put_aside(kept, spoil):
    spoiled = spoil(kept.read_bytes())
    kept.write_bytes(spoiled)
    assert read_unsaved_input(kept.parent, DESK) is None
    assert not kept.exists()
    assert [path.read_bytes() for path in aside(kept.parent)] == [spoiled]


def test_the_file_of_another_desk_is_put_aside(kept):
    assert read_unsaved_input(kept.parent, "fedcba9876543210") is None
    assert len(aside(kept.parent)) == 1


def test_a_folder_in_its_place_is_put_aside(tmp_path):
    (tmp_path / UNSAVED_INPUT).mkdir()
    assert read_unsaved_input(tmp_path, DESK) is None
    assert not (tmp_path / UNSAVED_INPUT).exists()


def test_what_cannot_be_moved_or_removed_stops_nobody(tmp_path):
    retire_unsaved_input(tmp_path)
    (tmp_path / UNSAVED_INPUT).mkdir()
    remove_unsaved_input(tmp_path)
    assert (tmp_path / UNSAVED_INPUT).exists()


def test_a_text_that_no_file_holds_is_refused_and_the_old_file_stays(kept):
    with pytest.raises(ValueError, match="UTF-8"):
        write_unsaved_input(kept.parent, DESK, TYPING._replace(texts={"problems": UnsavedText("\ud800", "")}))
    assert read_unsaved_input(kept.parent, DESK) == TYPING


def test_every_bit_of_the_file_is_held_by_its_digest(kept):
    """No flip of a bit comes back as other words."""
    whole = kept.read_bytes()
    for place in range(0, len(whole) * 8, 7):
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        kept.write_bytes(flipped)
        assert read_unsaved_input(kept.parent, DESK) in (None, TYPING)


def test_a_store_tells_its_own_name(store, form):
    before = store.file_id
    store.create(new_report(form, "甲街道办事处", 2025))
    assert store.file_id == before
    assert len(before) >= 16
