"""Puts the texts of all licences into a package, and a page that says what is under which."""

import shutil
import tarfile
from collections.abc import Iterable
from pathlib import Path

from packages.components import Component
from packages.fetch import INPUTS, ROOT, source_files

_NOTICE = ROOT / "installer" / "packages" / "licences.md"
_COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that many programs name."""
_LONG_TEXTS = {"LGPL-3.0-only": ("LGPL-3", "GPL-3")}
_NAMES = ("license", "licence", "copying", "readme")
_MOST_BYTES = 200_000


def texts_of_sources(folder: Path) -> None:
    """Take the licences out of the checked sources, each into `folder/PACKAGE`."""
    for entry in INPUTS["sources"]:
        goal = folder / entry["package"]
        goal.mkdir(parents=True, exist_ok=True)
        with tarfile.open(source_files(entry["package"])[0]) as archive:
            for member in archive:
                parts = Path(member.name).parts
                is_text = member.isfile() and len(parts) == 2 and member.size < _MOST_BYTES  # noqa: PLR2004 - at its top
                if is_text and parts[1].lower().startswith(_wanted(entry["package"])):
                    content = archive.extractfile(member)
                    if content is not None:
                        (goal / parts[1]).write_bytes(content.read())


def _wanted(package: str) -> tuple[str, ...]:
    return _NAMES if package == "zlib" else _NAMES[:3]  # zlib's licence stands in its README


def write(components: Iterable[Component], folder: Path) -> None:
    """Write a folder for each component, and the page before them."""
    listed = sorted(components, key=lambda one: one.name.lower())
    for component in listed:
        goal = folder / component.name
        goal.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(component.texts):
            name = text.name if not (goal / text.name).exists() else f"{number}-{text.name}"
            shutil.copyfile(text, goal / name)
        for common in _LONG_TEXTS.get(component.licence, ()):
            shutil.copyfile(_COMMON / common, goal / common)
        if not any(goal.iterdir()):
            (goal / "LICENCE.txt").write_text(f"SPDX-License-Identifier: {component.licence}\n", encoding="utf-8")
    rows = "".join(f"| {one.name} | {one.version} | {one.licence} |\n" for one in listed)
    page = _NOTICE.read_text(encoding="utf-8").replace("{components}\n", rows)
    (folder / "README.md").write_text(page, encoding="utf-8")
