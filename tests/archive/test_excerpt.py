"""What of the desk's record goes out with a report: its own events whole, others by their number and digest."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest

from disclosure_desk.archive.audit_text import ACTIONS
from disclosure_desk.archive.bag import zip_folder
from disclosure_desk.archive.excerpt import check_excerpt, excerpt
from disclosure_desk.core.resources import resource
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store

Lines = list[bytes]
SCRIPT = resource("archive", "verify.py")


@pytest.fixture
def files(sealed_desk: Store, sealed: SealedVersion) -> dict[str, bytes]:
    with ZipFile(sealed_desk.path.parent / PACKAGES / sealed.file) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def trail(files: dict[str, bytes]) -> bytes:
    return files["data/trail.jsonl"]


def test_its_own_events_stand_whole_and_others_as_a_number_and_a_digest(trail: bytes, sealed_desk: Store) -> None:
    _, *entries = map(json.loads, trail.splitlines())
    told = [entry.get("hidden") or entry["event"]["action"] for entry in entries]
    assert told == ["create", 1, "setting", 3, *["approve"] * 4, "recover", 1]
    assert entries[2]["event"]["place"] == "operators"
    digests = {event.digest: event.seq for event in sealed_desk.events()}
    assert [digests[entry["digest"]] for entry in entries] == [1, 2, 3, 6, 7, 8, 9, 10, 11, 12]
    assert check_excerpt(trail)[:2] == (7, 5)


def test_nothing_of_another_report_or_of_a_secret_is_in_the_package(files: dict[str, bytes], others: str) -> None:
    for name, content in files.items():
        assert others.encode() not in content, name
        assert b"pin." not in content or not name.startswith("data/"), name


def test_each_line_is_as_the_schema_says(files: dict[str, bytes], sealed_desk: Store) -> None:
    schema = json.loads(files["schemas/trail.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for line in (*files["data/trail.jsonl"].splitlines(), *sealed_desk.audit_trail().splitlines()):
        validator.validate(json.loads(line))
    assert schema["$defs"]["event"]["properties"]["action"]["enum"] == [*_in_order(ACTIONS)]
    described = schema["$defs"]["event"]["properties"]["action"]["description"]
    assert all(f"{action} {word}" in described for action, word in ACTIONS.items())


def _in_order(actions: object) -> list[str]:
    assert isinstance(actions, dict)
    return list(actions)


def edited(line: int, change: Callable[[bytes], bytes]) -> Callable[[Lines], Lines]:
    return lambda lines: [change(content) if number == line else content for number, content in enumerate(lines)]


HARM: dict[str, tuple[Callable[[Lines], Lines], int]] = {
    "an event changed": (edited(1, lambda line: line.replace("李某".encode(), "王某".encode())), 1),
    "a setting changed": (edited(3, lambda line: line.replace("甲".encode(), "乙".encode())), 3),
    "an event left out": (lambda lines: [*lines[:5], *lines[6:]], 7),
    "an event twice": (lambda lines: [*lines[:6], lines[5], *lines[6:]], 8),
    "two events swapped": (lambda lines: [*lines[:5], lines[6], lines[5], *lines[7:]], 7),
    "hidden ones left out": (lambda lines: [*lines[:4], *lines[5:]], 4),
    "one hidden more": (edited(4, lambda line: line.replace(b":3}", b":4}")), 8),
    "none hidden": (edited(4, lambda line: line.replace(b":3}", b":0}")), 4),
    "as many as a word hidden": (edited(4, lambda line: line.replace(b":3}", b':"3"}')), 4),
    "another digest of hidden ones": (edited(4, lambda line: line[:11] + b"0000" + line[15:]), 7),
    "another desk": (edited(0, lambda line: line.replace(b'"desk":"', b'"desk":"0')), 1),
    "no header": (lambda lines: lines[1:], 1),
    "nothing": (lambda _: [], 1),
    "no text": (edited(5, lambda _: b"\xff\xfe\n"), 7),
    "no JSON": (edited(5, lambda _: b"[" * 9 + b"\n"), 7),
    "a list": (edited(5, lambda _: b"[]\n"), 7),
}


@pytest.mark.parametrize(("harm", "number"), HARM.values(), ids=HARM)
def test_program_and_script_name_the_first_event_that_does_not_hold(
    files: dict[str, bytes], tmp_path: Path, harm: Callable[[Lines], Lines], number: int
) -> None:
    broken = b"".join(harm(files["data/trail.jsonl"].splitlines(keepends=True)))
    said = f"修改记录 data/trail.jsonl 从第 {number} 条起对不上"
    with pytest.raises(StoreError, match=said):
        check_excerpt(broken)
    (tmp_path / "a.zip").write_bytes(zip_folder("a", {**files, "data/trail.jsonl": broken}))
    assert said in runpy.run_path(str(SCRIPT))["verify"](str(tmp_path / "a.zip"))


def test_a_report_alone_on_its_desk_hides_nothing(desk: Store, blank_report) -> None:
    desk.create(blank_report)
    desk.put_settings({"archive.term": "30年"})
    assert excerpt(desk.audit_trail(), 1) == desk.audit_trail()
    assert check_excerpt(excerpt(desk.audit_trail(), 7))[:4] == (1, 1, {}, {})
