"""What a document says about itself: the information dictionary and the XMP packet, which have to agree."""

from dataclasses import dataclass

from disclosure_desk.writers.pdf.objects import plain, text_string

_IN_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
TOOL = "disclosure-desk"
PRODUCER = "ReportLab PDF Library"


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a document says about itself."""

    title: str
    author: str
    year: int
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class ArchivalStandard:
    """A part and a level of the archival standard ISO 19005 (PDF/A), and what differs between them."""

    part: int
    conformance: str
    version: tuple[int, int]
    lists_characters: bool
    """Whether each font has to list the characters it holds."""


PDF_A_2U = ArchivalStandard(2, "U", (1, 7), lists_characters=False)
"""PDF/A-2u: all of level B, and text that can be copied and searched."""
PDF_A_1B = ArchivalStandard(1, "B", (1, 4), lists_characters=True)
"""PDF/A-1b, for validators that know no later part."""


def information_dictionary(info: DocumentInfo) -> bytes:
    """The information dictionary; the document is dated on the last day of the report's year."""
    day = b"(D:%04d1231000000+08'00')" % info.year
    texts = {
        b"Title": info.title,
        b"Author": info.author,
        b"Subject": info.title,
        b"Keywords": info.keywords,
        b"Creator": TOOL,
        b"Producer": PRODUCER,
    }
    entries = [b"/%b %b" % (key, text_string(plain(text))) for key, text in texts.items() if text]
    return b"<< %b /CreationDate %b /ModDate %b >>" % (b"\n".join(entries), day, day)


def xmp_packet(info: DocumentInfo, standard: ArchivalStandard) -> bytes:
    """The same as an XMP packet, with the archival standard that the document keeps to."""
    title, author, keywords = (plain(text).translate(_IN_XML) for text in (info.title, info.author, info.keywords))
    day = f"{info.year:04d}-12-31T00:00:00+08:00"
    default = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'.format
    properties = {
        "pdfaid:part": f"{standard.part}",
        "pdfaid:conformance": standard.conformance,
        "dc:format": "application/pdf",
        "dc:title": title and default(title),
        "dc:creator": author and f"<rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq>",
        "dc:description": title and default(title),
        "pdf:Keywords": keywords,
        "pdf:Producer": PRODUCER,
        "xmp:CreatorTool": TOOL,
        "xmp:CreateDate": day,
        "xmp:ModifyDate": day,
    }
    listed = "\n".join(f"<{key}>{value}</{key}>" for key, value in properties.items() if value)
    return _PACKET.format(listed).encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{}
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
