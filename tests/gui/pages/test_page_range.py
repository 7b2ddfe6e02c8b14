import pytest

from disclosure_desk.gui.pages.page_range import PageRangeError, pages_of


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1", (0,)),
        ("2-3", (1, 2)),
        ("1-3，5", (0, 1, 2, 4)),
        (" 5 , 1 ", (4, 0)),
        ("第２页、４—５", (1, 3, 4)),
        ("1至2", (0, 1)),
        ("5-5，", (4,)),
    ],
)
def test_pages_are_read_as_a_clerk_writes_them(text, pages):
    assert pages_of(text, 5) == pages


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "请写要打印的页"),
        ("，", "请写要打印的页"),
        ("5-2", "要写成 2-5"),
        ("0", "没有第 0 页"),
        ("99", "没有第 99 页，这份文件共 5 页"),
        ("3-6", "没有第 6 页"),
        ("1-2-3", "看不懂“1-2-3”"),
        ("一", "看不懂“一”"),
    ],
)
def test_pages_that_cannot_be_printed_are_told(text, words):
    with pytest.raises(PageRangeError, match=words):
        pages_of(text, 5)
