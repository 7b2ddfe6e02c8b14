"""The chapters in their order, as they are in docs/handbook/, with all rules and the changes of this version put in."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handbook.rule_table import rule_table

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "handbook"
NAME = "年报填报台手册"
_RULES = "<!-- rules -->"
"""Where a chapter has the table of all rules."""
_CHANGES = "<!-- changes -->"
"""Where a chapter has what CHANGELOG.md tells of the newest version."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of docs/handbook/: its name without ending, its title, its Markdown."""

    name: str
    title: str
    text: str


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """All chapters by their numbers."""
    return tuple(_chapter(path) for path in sorted(FOLDER.glob("[0-9]*.md")))


def _chapter(path: Path) -> Chapter:
    text = path.read_text(encoding="utf-8")
    title = re.match(r"# (.+)\n", text)
    if title is None:
        raise ValueError(f"{path.name} does not begin with its title")
    if _RULES in text:
        text = text.replace(_RULES, rule_table())
    if _CHANGES in text:
        text = text.replace(_CHANGES, newest_changes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    return Chapter(path.stem, title[1], text)


def newest_changes(told: str) -> str:
    """What a list of changes, newest first, tells of the newest version that has a number."""
    return re.findall(r"^## \d.*?(?=^## |\Z)", told, re.MULTILINE | re.DOTALL)[0].strip()
