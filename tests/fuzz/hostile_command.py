"""Hostile files in the other places where the command reads: each by its name, with how it is laid out and typed."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile

from hostile_office import FILES as OFFICE
from hostile_pdf import FILES as PDF
from hostile_plain import FILES as PLAIN
from hostile_plain import MILLION, SPARSE, noise, written
from seeds import seeds

from disclosure_desk.archive.bag import make_bag
from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read
from disclosure_desk.store.store import Store
from disclosure_desk.writers.page_settings import PageSettings

Laid = Callable[[Path], list[str]]
"""Lays files out in a folder, and answers what is typed after the program's name."""

_CELL = "requests.received.natural_person"
_NAMED = ["new", "--unit", "某某区柳河街道办事处", "--year", "2025"]


def _device(path: Path) -> Path:
    path.symlink_to("/dev/zero")
    return path


def _pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _circle(path: Path) -> Path:
    path.symlink_to(path)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


_ENDLESS: Mapping[str, Callable[[Path], Path]] = {
    "a device without end": _device,
    "a pipe": _pipe,
    "a link to itself": _circle,
    "a folder": _folder,
    "1 GB of nothing": lambda path: written(path, SPARSE),
}


def _figures(ending: str, made: Callable[[Path], Path], folder: Path) -> list[str]:
    return [*_NAMED, "--figures", str(made(folder / f"a{ending}")), "-o", str(folder / "r.json")]


def _texts(made: Callable[[Path], Path], folder: Path) -> list[str]:
    (folder / "texts").mkdir()
    made(folder / "texts" / "problems.txt")
    return [*_NAMED, "--texts", str(folder / "texts"), "-o", str(folder / "r.json")]


def _beside(option: str, ending: str, made: Callable[[Path], Path], folder: Path) -> list[str]:
    """A file that is read beside a report that is none to fear."""
    report = written(folder / "r.json", seeds("json")[0])
    return ["check", str(report), option, str(made(folder / f"a{ending}"))]


def _placed(make: Callable[[], bytes | int], path: Path) -> Path:
    return written(path, make())


def _many(folder: Path) -> list[str]:
    (folder / "texts").mkdir()
    for number in range(20_000):
        (folder / "texts" / f"{number}.txt").touch()
    return [*_NAMED, "--texts", str(folder / "texts"), "-o", str(folder / "r.json")]


def _package(made: Mapping[str, bytes], folder: Path) -> list[str]:
    """An archive package, as far as its names go, with these files in it."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as packed:
        for name, content in {"bagit.txt": b"", "data/report.json": b"{}", "data/trail.jsonl": b"{}", **made}.items():
            packed.writestr(f"a/{name}", content)
    return ["verify", str(written(folder / "a.zip", stream.getvalue()))]


@cache
def _sealed() -> Mapping[str, bytes]:
    """The files of a package that is as it was sealed."""
    form = load_form("2021")
    report = read(form, resource("examples", "wangjiang-2025.txt")).report
    with TemporaryDirectory() as name, Store.open(Path(name)) as store:
        store.create(report)
        version = seal(store, 1, SealCandidate(report, (), PageSettings()), {}, datetime.now().astimezone())
        with ZipFile(Path(name) / "archive" / version.file) as packed:
            return {one.partition("/")[2]: packed.read(one) for one in packed.namelist()}


def _agreeing(name: str, make: Callable[[], bytes | int], folder: Path) -> list[str]:
    """A package as it was sealed, but for one file, and with digests that agree."""
    files = {**_sealed(), name: make()}
    inside = {one.partition("/")[2]: content for one, content in files.items() if one.startswith("data/")}
    tags = {one: content for one, content in files.items() if not one.startswith(("data/", "manifest", "tagmanifest"))}
    return ["verify", str(written(folder / "a.zip", make_bag("a", inside, tags, {})))]


def _verified(make: Callable[[Path], Path], ending: str, folder: Path) -> list[str]:
    return ["verify", str(make(folder / f"a{ending}"))]


_LISTS: Mapping[str, Callable[[], bytes | int]] = {
    "a million rows": lambda: b"%s,1\n" % _CELL.encode() * MILLION,
    "a million unknown ids": lambda: b"nothing,1\n" * MILLION,
    "40 MB of commas": lambda: b"," * 40_000_000,
    "a quote without an end": lambda: _CELL.encode() + b',"' + b"1" * 40_000_000,
    "a number of a million digits": lambda: _CELL.encode() + b"," + b"9" * MILLION,
    "a number with an exponent": lambda: _CELL.encode() + b",1e999999999",
    "NUL bytes": lambda: _CELL.encode() + b"\0,1\n" * 100_000,
    "line breaks of every kind": lambda: "\r\n\r\n\u2028\u0085\x0b\x0c".encode() * MILLION,
    "46 MB of noise": lambda: noise(46_000_000),
    "an id of a million letters": lambda: b"%s,1\n" % (b"requests." * (MILLION // 9)),
    "rows of a thousand cells": lambda: (_CELL.encode() + b",1" * 1000 + b"\n") * 20_000,
}
_TEXT: Mapping[str, Callable[[], bytes | int]] = {
    "46 MB of letters": lambda: "公".encode() * 15_000_000,
    "a million lines": lambda: "公\n".encode() * MILLION,
    "400,000 letters": lambda: "公".encode() * 400_000,
    "400,000 figures": lambda: "收到申请1件，".encode() * 57_000,
    "line separators": lambda: "\u2028\u2029\u0085".encode() * 300_000,
    "NUL bytes": lambda: b"\0" * MILLION,
    "noise": lambda: noise(MILLION),
}
_WORD_LISTS: Mapping[str, Callable[[], bytes | int]] = {
    "a million words": lambda: "".join(f"词{number}→字\n" for number in range(MILLION)).encode(),
    "a word of a million letters": lambda: "公".encode() * MILLION,
    "a million arrows": lambda: "→".encode() * MILLION,
    "46 MB of noise": lambda: noise(46_000_000),
    "brackets": lambda: b"(a+)+[\n" * 100_000,
}
_BEFORE = (
    "docx: 5,000 near-miss labels",
    "docx: a billion laughs",
    "xlsx: the last cell there is",
    "pdf: 40 pages of near-miss labels",
    "zip: 16 zips in each of 16 zips",
    "html: 50,000 near-miss labels",
    "json: deep nesting",
)
_BOOKS = (
    "xlsx: the last cell there is",
    "xlsx: a million shared texts",
    "xlsx: 140,000 cells",
    "xlsx: a number with a million digits",
    "docx: a paragraph of five million letters",
    "docx: 30,000 paragraphs",
    "html: a million tables",
    "pdf: 10,000 pages",
    "zip: a member of 4 GB",
)
_PACKAGES: Mapping[str, Mapping[str, bytes]] = {
    "a report of brackets": {"data/report.json": b"[" * 2_000_000},
    "a report with a number of a million digits": {"data/report.json": b'{"form":' + b"9" * MILLION + b"}"},
    "a trail of a million lines": {"data/trail.jsonl": b"{}\n" * MILLION},
    "a trail of one line": {"data/trail.jsonl": b'{"desk":"' + b"a" * 3_000_000 + b'"}'},
    "a trail that hides very many": {"data/trail.jsonl": b'{"desk":"a"}\n' + b'{"digest":"a","hidden":9e99}\n' * 9000},
    "digests of a million files": {"manifest-sha256.txt": b"%s  data/a\n" % (b"0" * 64) * 40_000},
    "a manifest that names all the world": {"manifest-sha256.txt": b"%s  ../../etc/passwd\n" % (b"0" * 64)},
    "a Word file that is a bomb": {"data/report.docx": noise(2_000_000)},
    "checks of brackets": {"data/checks.json": b"[" * 2_000_000, "data/version.json": b"{" * 2_000_000},
    "3 MB of declaration": {"bagit.txt": b"BagIt-Version: 1.0\n" * 150_000},
}
_WITHIN = (
    "docx: 10,000 rows of near-miss labels",
    "docx: tables eighty deep",
    "docx: a paragraph of five million letters, not packed",
    "xlsx: a million shared texts, not packed",
    "xlsx: a million formatted cells, not packed",
    "xlsx: the last cell there is",
    "html: 50,000 near-miss labels, ten a row",
    "html: a million elements deep",
    "html: a hundred thousand opened comments",
    "pdf: 20 pages of 1,600 cells",
    "pdf: 40 pages of near-miss labels",
    "pdf: a page of 100,000 letters",
    "json: deep nesting that closes",
    "json: a million clauses",
    "json: a million notes",
)
_WAYS: Mapping[str, Laid] = {
    **{f"new --figures: {name}": partial(_figures, ".csv", made) for name, made in _ENDLESS.items()},
    **{f"new --figures: {name}": partial(_figures, ".csv", partial(_placed, make)) for name, make in _LISTS.items()},
    **{f"new --texts: {name}": partial(_texts, made) for name, made in _ENDLESS.items()},
    **{f"new --texts: {name}": partial(_texts, partial(_placed, make)) for name, make in _TEXT.items()},
    "new --texts: 20,000 files": _many,
    **{f"check --words: {name}": partial(_beside, "--words", ".txt", made) for name, made in _ENDLESS.items()},
    **{
        f"check --words: {name}": partial(_beside, "--words", ".txt", partial(_placed, make))
        for name, make in _WORD_LISTS.items()
    },
    **{f"check --previous: {name}": partial(_beside, "--previous", ".docx", made) for name, made in _ENDLESS.items()},
    **{f"verify: {name}": partial(_verified, made, ".zip") for name, made in _ENDLESS.items()},
    **{f"verify: {name}": partial(_package, made) for name, made in _PACKAGES.items()},
}


def ways() -> Mapping[str, Laid]:
    """All of them."""
    made = {**PLAIN, **OFFICE, **PDF}
    return {
        **_WAYS,
        **{
            f"check --previous: {name}": partial(_beside, "--previous", made[name][0], partial(_placed, made[name][1]))
            for name in _BEFORE
        },
        **{
            f"new --figures: {name}": partial(_figures, made[name][0], partial(_placed, made[name][1]))
            for name in _BOOKS
        },
        **{
            f"verify: {name}, in a package that agrees": partial(
                _agreeing, f"data/report{made[name][0]}", made[name][1]
            )
            for name in _WITHIN
        },
    }
