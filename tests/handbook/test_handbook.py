"""The handbook: what it names is in the program, what it shows is there, and both files are made of all chapters."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from importlib.machinery import SourceFileLoader
from io import BytesIO
from itertools import chain
from pathlib import Path
from types import CodeType

import pypdf
import pytest
from handbook.build import build
from handbook.chapters import FOLDER, Chapter, chapters, newest_changes
from handbook.printed import pdf
from handbook.web_page import PRINTED, web_page

from disclosure_desk import __version__
from disclosure_desk.checks import rules_of
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.resources import resources_folder

ROOT = FOLDER.parents[1]
CHAPTERS = chapters()
DOCUMENTS = [*(FOLDER / f"{one.name}.md" for one in CHAPTERS), ROOT / "README.zh-CN.md", ROOT / "CHANGELOG.md"]
MESSAGE = 9
"""A name as long as this may be a part of what the program says; a shorter one is the whole of it."""


def literals(constant: object) -> Iterator[str]:
    """The texts of a compiled module; those with a value in them by their parts."""
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, CodeType):
        yield from chain.from_iterable(literals(one) for one in constant.co_consts)
    elif isinstance(constant, tuple | frozenset):
        yield from chain.from_iterable(literals(one) for one in constant)


def compiled(path: Path) -> CodeType | None:
    """A module's code, out of Python's cache where that has it."""
    return SourceFileLoader(path.stem, str(path)).get_code(path.stem)


def values(table: object) -> Iterator[str]:
    """Every text and key of a TOML file."""
    if isinstance(table, dict):
        yield from table
        yield from chain.from_iterable(values(one) for one in table.values())
    elif isinstance(table, list):
        yield from chain.from_iterable(values(one) for one in table)
    elif isinstance(table, str):
        yield table


def bare(words: str) -> str:
    """Words as they are named: without dots, blanks around, and the letter of a menu."""
    return re.sub(r"\(&\w\)", "", words).strip(" 　…：:")


@lru_cache(maxsize=1)
def words_of_the_program() -> tuple[frozenset[str], str]:
    """All words of window and resources, each by itself, and all of them in one text."""
    package = ROOT / "src" / "disclosure_desk"
    modules = [
        *(package / "gui").rglob("*.py"),
        *(package / "store").rglob("*.py"),
    ]  # the store's errors are shown as they are
    window = chain.from_iterable(literals(compiled(path)) for path in modules)
    data = chain.from_iterable(
        values(tomllib.loads(path.read_text(encoding="utf-8")))
        for folder in ("forms", "templates", "dictionaries")
        for path in (resources_folder() / folder).glob("*.toml")
    )
    words = [*window, *data]
    return frozenset(map(bare, words)), "\n".join(words)


def named(document: Path) -> list[str]:
    """What a document itself names in “…”: the table of rules has the program's own words."""
    return re.findall(r"“([^”]+)”", document.read_text(encoding="utf-8"))


def is_said(name: str) -> bool:
    single, everything = words_of_the_program()
    return bare(name) in single or (len(name) >= MESSAGE and name in everything)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.stem)
def test_every_button_menu_and_message_that_is_named_is_in_the_program(document):
    assert [name for name in named(document) if not is_said(name)] == []


def test_keys_are_those_of_the_menus():
    menus = json.loads((ROOT / "tests" / "data" / "window" / "menus.json").read_text(encoding="utf-8"))
    keys = {label: key for key, label in menus["keys"]}
    told = [pair for one in CHAPTERS for pair in re.findall(r"“([^”]+)”（((?:Ctrl|Shift|Alt|F\d)[^）]*)）", one.text)]

    assert len(told) > 9
    assert [(name, key) for name, key in told if keys.get(bare(name)) != key] == []


def test_what_the_program_does_not_say_would_be_found():
    assert not is_said("保存报告")
    assert is_said("导出…")
    assert sum(len(named(one)) for one in DOCUMENTS) > 40


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.name)
def test_pictures_and_chapters_that_are_pointed_to_are_there(chapter):
    targets = re.findall(r"\]\(([^)#]+)\)", chapter.text)
    assert [one for one in targets if not (FOLDER / one).is_file()] == []


def test_every_rule_is_explained():
    told = set(re.findall(r"^\| ([A-Z][A-Z0-9-]+) \|", "\n".join(one.text for one in CHAPTERS), re.MULTILINE))
    assert told == {rule.id for rule in rules_of(load_form(EDITION))}


def test_the_changes_of_this_version_stand_in_it_and_no_others():
    told = CHAPTERS[-1].text

    assert told.startswith(f"# 更新说明\n\n## {__version__}（")
    assert "### 从 0.x 升级" in told
    assert told.count("\n## ") == 1
    assert newest_changes("# 更新\n\n## Unreleased\n\n- 甲\n\n## 1.1\n\n- 乙\n\n## 1.0\n\n- 丙\n") == "## 1.1\n\n- 乙"


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.ids, self.sources, self.targets = set(), [], [], []

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.tags.add(tag)
        if "id" in about:
            self.ids.append(about["id"])
        self.sources += [about[name] for name in ("src", "srcset") if name in about]
        self.targets += [about["href"]] if "href" in about else []


def test_the_web_page_has_all_chapters_and_needs_nothing_beside_it():
    content = web_page(CHAPTERS)
    page = Page()
    page.feed(content)

    assert page.ids == [one.name for one in CHAPTERS]
    assert page.tags & {"script", "link", "iframe", "object"} == set()
    assert page.sources
    assert all(one.startswith("data:image/png;base64,") for one in page.sources)
    assert {one for one in page.targets if not one.startswith("#")} == {PRINTED}
    assert {one.removeprefix("#") for one in page.targets} - {PRINTED} <= set(page.ids)
    assert "url(" not in content
    assert "@import" not in content


def test_packages_take_the_page_that_the_window_opens_and_the_pdf_that_it_offers(tmp_path, monkeypatch):
    monkeypatch.setattr("handbook.build.pdf", lambda told: "".join(one.title for one in told).encode())
    page, printed = build(tmp_path / "handbook")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    window = ROOT / "src" / "disclosure_desk" / "gui" / "shell" / "help_actions.py"

    assert printed.read_bytes()
    assert f'href="{printed.name}"' in page.read_text(encoding="utf-8")
    assert {f"/resources/handbook/{one.name}" for one in (page, printed)} <= set(
        project["tool"]["hatch"]["build"]["artifacts"]
    )
    assert {"handbook", page.name} <= set(literals(compiled(window)))


def printed_lines(markdown: str) -> list[str]:
    """The lines of a PDF of one chapter."""
    pages = pypdf.PdfReader(BytesIO(pdf([Chapter("a", "甲", f"# 甲\n\n{markdown}")]))).pages
    return [line.strip() for page in pages for line in page.extract_text().splitlines()]


@pytest.mark.parametrize("first", ["字", "**字**"], ids=["one face", "two faces"])
def test_no_line_of_the_pdf_begins_with_a_comma(first):
    assert printed_lines(f"{first}{'字' * 41}，后面的话")[-2:] == [f"{'字' * 42}，", "后面的话"]


def test_no_id_of_a_rule_is_broken_in_the_pdf():
    longest = max((rule.id for rule in rules_of(load_form(EDITION))), key=len)

    assert longest in printed_lines(
        f"| 编号 | 查什么 | 例子 |\n|---|---|---|\n| {longest} | {'字' * 60} | {'字' * 90} |"
    )


@pytest.mark.slow
def test_the_pdf_has_all_chapters_in_its_contents():
    content = pdf(CHAPTERS)
    pages = pypdf.PdfReader(BytesIO(content))

    assert [one.title for one in pages.outline] == [one.title for one in CHAPTERS]
