"""The faces a document is printed in: the office's own where this desk has them, else the bundled ones."""

import tomllib
from collections.abc import Sequence
from functools import cache

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.font import installed
from disclosure_desk.writers.pdf.font.chains import Chain, FaceChoice, Faces
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont


def faces(*, office: bool = True) -> Faces:
    """The faces for a document, with the office's own if wanted; the same ones until the program ends."""
    return _faces(office, installed.folders())


@cache
def _faces(office: bool, places: installed.Folders) -> Faces:  # noqa: FBT001 - the answers are kept by it
    data = tomllib.loads(resource("fonts", "faces.toml").read_text("utf-8"))
    chains: dict[str, Chain] = {}
    used = []
    for kind in data["kinds"]:
        own, name, skipped = _office_face(kind["office"] if office else (), places)
        order = (*own, *kind["bundled"])
        chains[kind["id"]] = Chain(order, order[0] if kind["own_figures"] else data["latin"], places)
        shown = name or data["names"][order[0]]
        used.append(FaceChoice(kind["name"], shown, office=bool(own), skipped=skipped))
    return Faces(**chains, used=tuple(used))


def _office_face(
    wanted: Sequence[Sequence[str]], places: installed.Folders
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The key of the first face that is installed and can be embedded, its name, and why better ones cannot."""
    skipped: list[str] = []
    for names in wanted:
        reason = ""
        for key in (key for name in names for key in installed.named(name, places)):
            try:
                installed.open_installed(key, places)
            except UnusableFont as error:
                reason = str(error)
            else:
                return (key,), names[0], tuple(skipped)
        if reason:
            skipped.append(f"{names[0]} {reason}，没有用")
    return (), "", tuple(skipped)
