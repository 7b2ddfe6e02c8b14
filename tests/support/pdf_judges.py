"""What independent judges say of a PDF: page-validation on the standards it keeps to, qpdf on how it is written.

Each lets pass what the other sees: page-validation once accepted a malformed object, and qpdf knows no standard.
"""

from io import BytesIO

import pikepdf
import pytest

page = pytest.importorskip("page", reason="page-validation, which judges PDFs, is installed by installer/test.sh")

_CLAIM = b"<pdfaid:conformance>%b</pdfaid:conformance>"
_ONLY_IN_PART_ONE = {"PDFA1B-CID-SUBSET-CIDSET-001", "PDFA1B-ID-PART-001", "PDFA1B-XREF-STREAM-001"}
"""What PDF/A-1 asks for and PDF/A-2 does not: fonts list their characters, the file says so, no packed objects."""


def complaints(content: bytes) -> set[str]:
    """The rules that a file breaks of PDF/A-2a, 2u and PDF/UA-1, those of 1b that still hold, and what qpdf finds."""
    found = {*broken(content, "2a"), *broken(content, "ua1"), *(broken(content, "1b") - _ONLY_IN_PART_ONE)}
    with_level_u = content.replace(_CLAIM % b"A", _CLAIM % b"U")
    assert with_level_u != content
    found |= broken(with_level_u, "2u")
    return found | syntax_faults(content)


def syntax_faults(content: bytes) -> set[str]:
    """What `qpdf --check` says of a file; the wheel of pikepdf has the library of that command."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return set(pdf.check_pdf_syntax())
    except pikepdf.PdfError as error:
        return {str(error)}


def broken(content: bytes, profile: str) -> set[str]:
    """The rules of one standard that a file breaks, or why it cannot be judged at all."""
    try:
        report = page.validate_pdf_bytes(content, profile=profile)
    except page.ParseError as error:
        return {str(error)}
    rules = {failure.rule_id for failure in report.failures}
    assert report.is_compliant == (not rules)
    return rules
