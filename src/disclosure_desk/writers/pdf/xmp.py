"""What a document says about itself: the information dictionary and the XMP packet, which have to agree."""

from typing import NamedTuple

from disclosure_desk.writers.pdf.written_text import plain, text_string

_IN_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
TOOL = "disclosure-desk"
PRODUCER = "ReportLab PDF Library"


class DocumentInfo(NamedTuple):
    """What a document says about itself."""

    title: str
    author: str
    year: int
    keywords: str = ""
    fonts: str = ""
    """The fonts it is printed in, which stand in a note of the program that made it."""


def information_dictionary(info: DocumentInfo) -> bytes:
    """The information dictionary; the document is dated on the last day of the report's year."""
    day = b"(D:%04d1231000000+08'00')" % info.year
    texts = {
        b"Title": info.title,
        b"Author": info.author,
        b"Subject": info.title,
        b"Keywords": info.keywords,
        b"Creator": TOOL,
        b"Producer": _producer(info),
    }
    entries = [b"/%b %b" % (key, text_string(plain(text))) for key, text in texts.items() if text]
    return b"<< %b /CreationDate %b /ModDate %b >>" % (b"\n".join(entries), day, day)


def _producer(info: DocumentInfo) -> str:
    return f"{PRODUCER}（{info.fonts}）" if info.fonts else PRODUCER


def xmp_packet(info: DocumentInfo) -> bytes:
    """The same as an XMP packet, with the standards that the document keeps to: PDF/A-2a and PDF/UA-1."""
    texts = info.title, info.author, info.keywords, _producer(info)
    title, author, keywords, producer = (plain(text).translate(_IN_XML) for text in texts)
    day = f"{info.year:04d}-12-31T00:00:00+08:00"
    default = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'.format
    properties = {
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "dc:format": "application/pdf",
        "dc:title": title and default(title),
        "dc:creator": author and f"<rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq>",
        "dc:description": title and default(title),
        "pdf:Keywords": keywords,
        "pdf:Producer": producer,
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
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
