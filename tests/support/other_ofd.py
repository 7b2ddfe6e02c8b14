"""OFDs put together by hand: of other makers' habits, and those that nobody should have to read."""

from collections.abc import Mapping, Sequence

from office_files import zipped

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ENTRY = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
AREA = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"


def ofd(
    pages: Sequence[str],
    common: str = AREA,
    parts: Mapping[str, str] | None = None,
    more: str = "",
    entry: str = ENTRY,
) -> bytes:
    """A file of pages with this content; `more`: at the end of the document; `parts`: further files of the zip."""
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages)))
    document = f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}"
    files = {
        "OFD.xml": root("OFD", entry),
        "Doc_0/Document.xml": root("Document", document),
        **{f"Doc_0/Pages/{number}.xml": root("Page", page) for number, page in enumerate(pages)},
        **(parts or {}),
    }
    return zipped(files)


def root(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {SPACE}>{content}</ofd:{name}>'


def layer(*objects: str, kind: str = "Body") -> str:
    """The content of a page with one layer."""
    return f'<ofd:Content><ofd:Layer ID="1" Type="{kind}">{"".join(objects)}</ofd:Layer></ofd:Content>'


def text(words: str, x: float, y: float, size: float = 5, more: str = "", *, colour: str = "") -> str:  # noqa: PLR0913
    """A text from x on, on the line at y, in millimetres, a character after the other."""
    step = size / 2 if words.isascii() else size
    box = f"{x} {y - size} {step * len(words) + size} {size * 1.3}"
    return (
        f'<ofd:TextObject ID="2" Boundary="{box}" Font="3" Size="{size}" {more}>{colour}'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {len(words) - 1} {step}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, box: str = "0 0 210 297", more: str = 'LineWidth="0.2"', colour: str = "") -> str:
    data = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="4" Boundary="{box}" {more}>{colour}{data}</ofd:PathObject>'


def filled(left: float, top: float, width: float, depth: float, *look: str) -> str:
    """A box filled with a colour, black unless it is given, and more of its attributes."""
    value, more = (*look, "0 0 0", "")[:2] if len(look) != 1 else (look[0], "")
    right, low = left + width, top + depth
    data = f"M {left} {top} L {right} {top} L {right} {low} L {left} {low} C"
    return path(data, more=f'Stroke="false" Fill="true" {more}', colour=fill(value))


def fill(value: str, more: str = "") -> str:
    return f'<ofd:FillColor Value="{value}" {more}/>'
