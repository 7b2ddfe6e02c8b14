"""Reading a PDF back as its reader sees it."""

import re
from collections.abc import Callable, Iterator

import pypdfium2
import pytest

_NUMBER = re.compile(r"^— \d+ —$", re.MULTILINE)


def _pages(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_bounded().replace("\r\n", "\n")
            text.close()
            page.close()
    finally:
        document.close()


@pytest.fixture
def pages() -> Callable[[bytes], list[str]]:
    """The text of each page."""
    return lambda pdf: list(_pages(pdf))


@pytest.fixture
def solid() -> Callable[[bytes], str]:
    """The text of a document without page numbers and blanks."""
    return lambda pdf: "".join("".join(_NUMBER.sub("", page) for page in _pages(pdf)).split())
