"""The report as PDF/A-1b: where the first part of the standard asks for more than the second, the file has it."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from archival_clauses import codes_shown, faults, fonts_of
from pikepdf import Dictionary, Pdf


def listed(descriptor: Dictionary) -> set[int]:
    """The codes that a font says it holds: a bit each, the first one highest."""
    bits = descriptor.CIDSet.read_bytes()
    return {place for place in range(8 * len(bits)) if bits[place // 8] & 0x80 >> place % 8}


def lists_that_differ(pdf: Pdf) -> Iterator[str]:
    """The fonts whose list is not what the pages show of them, and the glyph for whatever is missing."""
    shown = codes_shown(pdf)
    for name, font in fonts_of(pdf).items():
        descriptor = font.DescendantFonts[0].FontDescriptor
        if "/CIDSet" not in descriptor or listed(descriptor) != {0, *shown[name]}:
            yield name


def test_every_other_clause_is_kept_as_in_the_second_part(archived):
    assert faults(archived).keys() == {"6.6.4 identification"}


def test_file_says_that_it_is_of_the_first_part_level_b(archived):
    with pikepdf.open(BytesIO(archived)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>1</pdfaid:part>" in packet
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in packet


def test_file_is_of_version_1_4_without_compressed_objects(archived):
    assert archived.startswith(b"%PDF-1.4\n")
    with pikepdf.open(BytesIO(archived)) as pdf:
        assert "/Version" not in pdf.Root
        kinds = {str(thing.get("/Type")) for thing in pdf.objects if isinstance(thing, pikepdf.Stream)}
    assert not kinds & {"/ObjStm", "/XRef"}


def test_each_font_lists_the_characters_it_holds(archived):
    with pikepdf.open(BytesIO(archived)) as pdf:
        assert len(fonts_of(pdf)) > 1
        assert list(lists_that_differ(pdf)) == []


def _without_list(descriptor: Dictionary) -> None:
    del descriptor.CIDSet


def _with_one_less(descriptor: Dictionary) -> None:
    bits = bytearray(descriptor.CIDSet.read_bytes())
    bits[max(listed(descriptor)) // 8] = 0
    descriptor.CIDSet.write(bytes(bits))


def _with_one_more(descriptor: Dictionary) -> None:
    bits = descriptor.CIDSet.read_bytes()
    descriptor.CIDSet.write(bits + b"\1")


@pytest.mark.parametrize("damage", [_without_list, _with_one_less, _with_one_more])
def test_a_list_that_does_not_fit_is_found(archived, damage):
    with pikepdf.open(BytesIO(archived)) as pdf:
        name, font = next(iter(fonts_of(pdf).items()))
        damage(font.DescendantFonts[0].FontDescriptor)
        assert list(lists_that_differ(pdf)) == [name]
