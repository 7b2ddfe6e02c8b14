import struct

import pytest
from old_files import old_file

from disclosure_desk.readers.formats.legacy.ole import top_level_names


def test_names_at_the_top_are_told_and_embedded_ones_not():
    content = old_file("1Table", "WordDocument", "ObjectPool", embedded="Workbook")

    assert top_level_names(content) == {"1Table", "WordDocument", "ObjectPool"}


@pytest.mark.parametrize("size", [0, 20, 60, 511, 512, 700, 1023])
def test_torn_file_has_no_names(size):
    assert top_level_names(old_file("WordDocument")[:size]) == frozenset()


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (30, 1),  # sectors of two bytes
        (48, 5_000_000),  # the directory lies behind the end
        (48, 0xFFFFFFFE),  # there is no directory
        (76, 5_000_000),  # the table of sectors lies behind the end
        (1024 + 76, 99),  # the first entry is none
        (1024 + 128 + 68, 99),  # a sibling is none
    ],
)
def test_wrong_numbers_give_no_names(place, number):
    content = bytearray(old_file("WordDocument"))
    struct.pack_into("<I", content, place, number)

    assert top_level_names(bytes(content)) == frozenset()


def test_sectors_and_siblings_in_a_circle_come_to_an_end():
    content = bytearray(old_file("WordDocument"))
    struct.pack_into("<I", content, 512 + 4, 1)
    struct.pack_into("<I", content, 1024 + 128 + 68, 1)

    assert top_level_names(bytes(content)) == {"WordDocument"}
