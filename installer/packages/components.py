"""What a package is made of: name, version, licence, the digest of what it came from, and the texts of the licence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

from packages.fetch import INPUTS, ROOT, digest
from packages.stop import BuildStopped

_LICENCE_WORDS = ("license", "licence", "copying", "notice")


@dataclass(frozen=True)
class Component:
    """One thing in a package that somebody else made, or the program itself."""

    name: str
    version: str
    licence: str
    """An SPDX expression."""
    kind: str
    """The registry it came from: `pypi`, `deb`; `generic` for our own."""
    digests: Mapping[str, str]
    """SHA-256 of each file that it came in, by name."""
    texts: tuple[Path, ...] = ()
    """Where the texts of its licence lie at build time."""


def own_components(version: str) -> Iterator[Component]:
    """Yield the program with its fonts and icons."""
    yield Component("disclosure-desk", version, "MIT", "generic", {}, (ROOT / "LICENSE",))
    fonts = ROOT / "resources" / "fonts"
    texts = (fonts / "LICENSES.md", fonts / "ARPHICPL.TXT")
    digests = {path.name: digest(path) for path in sorted(fonts.glob("*.ttf"))}
    yield Component("disclosure-desk-fonts", version, "OFL-1.1 AND Arphic-1999", "generic", digests, texts)
    lucide = ROOT / "resources" / "icons" / "lucide" / "LICENSE"
    yield Component("lucide-icons", version, "ISC", "generic", {}, (lucide,))


def wheel_components(site: Path, wheels: Iterable[Path]) -> Iterator[Component]:
    """Yield the Python packages of a tree, each by its own metadata; `wheels` are the files that they came in."""
    came_in = {path.name.partition("-")[0].lower(): path for path in wheels}
    for folder in sorted(site.glob("*.dist-info")):
        about = Parser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
        name, version = about["Name"].lower().replace("_", "-"), about["Version"]
        wheel = came_in.get(folder.name.partition("-")[0].lower())
        if wheel is None:
            continue  # the program itself
        licence = INPUTS["licences"].get(name, about["License-Expression"])
        if not licence:
            raise BuildStopped(f"The licence of {name} is not known as an SPDX expression: put it into inputs.toml")
        texts = tuple(path for path in sorted(folder.rglob("*")) if path.is_file() and _is_licence(path, folder))
        yield Component(name, version, licence, "pypi", {wheel.name: digest(wheel)}, texts)


def _is_licence(path: Path, folder: Path) -> bool:
    return any(word in str(path.relative_to(folder)).lower() for word in _LICENCE_WORDS)


def debian_components(names: Iterable[str], texts: Path) -> Iterator[Component]:
    """Yield what came from Debian; in `texts/NAME` lie the texts of a source, or a package that was unpacked."""
    packages = {one["package"] for one in INPUTS["libraries"]}
    for entry in [*INPUTS["sources"], *INPUTS["libraries"]]:
        if entry["package"] in names:
            first = next(iter(entry["files"]))
            version = first.partition("_")[2].partition(".orig")[0].partition("_")[0]
            wanted = "copyright" if entry["package"] in packages else "*"
            found = tuple(path for path in sorted((texts / entry["package"]).rglob(wanted)) if path.is_file())
            yield Component(entry["package"], version, entry["licence"], "deb", entry["files"], found)
