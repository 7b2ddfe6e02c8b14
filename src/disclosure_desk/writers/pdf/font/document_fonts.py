"""The fonts a document is printed in: the official ones where this computer has them, else the bundled ones."""

from collections.abc import Sequence
from functools import cache

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_entries
from disclosure_desk.writers.pdf.font import installed
from disclosure_desk.writers.pdf.font.chains import DocumentFonts, FontChain, FontChoice
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont


def document_fonts(*, office: bool = True) -> DocumentFonts:
    """The fonts for a document, the official ones among them if `office`; the same until the program ends."""
    return _document_fonts(office, installed.folders())


@cache
def _document_fonts(office: bool, places: installed.Folders) -> DocumentFonts:  # noqa: FBT001 - the key of the cache
    data = load_entries(resource("fonts", "fonts.toml"))
    chains: dict[str, FontChain] = {}
    used = []
    for kind in data["kinds"]:
        own, name, skipped = _office_font(kind["office"] if office else (), places)
        order = (*own, *kind["bundled"])
        chains[kind["id"]] = _chain(order, order[0] if kind["own_figures"] else data["latin"], places)
        shown = name or data["names"][order[0]]
        used.append(FontChoice(kind["name"], shown, office=bool(own), skipped=skipped))
    return DocumentFonts(**chains, used=tuple(used))


_chain = cache(FontChain)
"""A chain of fonts. What was set with it is set once for all documents, so there are no two of the same fonts."""


def _office_font(
    wanted: Sequence[Sequence[str]], places: installed.Folders
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The key of the first font that is installed and can be embedded, its name, and why better ones were not taken."""
    skipped: list[str] = []
    for names in wanted:
        reason = ""
        for key in (key for name in names for key in installed.fonts_named(name, places)):
            try:
                installed.open_official(key, places)
            except UnusableFont as error:
                reason = str(error)
            else:
                return (key,), names[0], tuple(skipped)
        if reason:
            skipped.append(f"{names[0]} {reason}，没有用")
    return (), "", tuple(skipped)
