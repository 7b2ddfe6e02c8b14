"""A report read from each kind of file against what its library takes to merely parse the same bytes, in one run."""

import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from statistics import median
from zipfile import ZipFile

import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read, read_content
from disclosure_desk.writers import render_file

ROUNDS = 9


def of_pdf(content: bytes) -> None:
    """The text of every page."""
    with PdfDocument(content) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def of_zip(content: bytes) -> None:
    """Every part unpacked, and parsed where it is XML."""
    with ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)


def of_html(content: bytes) -> None:
    etree.fromstring(content, etree.HTMLParser())


READERS: dict[str, tuple[Callable[[bytes], None], float, float]] = {
    ".pdf": (of_pdf, 1.0, 20.0),
    ".docx": (of_zip, 0.5, 30.0),
    ".xlsx": (of_zip, 0.5, 30.0),
    ".html": (of_html, 0.5, 90.0),
}
"""For each ending what is measured against, the seconds that reading may take, and how many times that at most."""


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - worked


@pytest.mark.parametrize("ending", READERS)
def test_bench_reading(benchmark, form, pasted_path, ending):
    reference, most, most_ratio = READERS[ending]
    content = render_file(read(form, pasted_path).report, ending)
    reading = partial(read_content, load_form("2021"), content, ending)
    reading()
    reference(content)
    # By turns, so that both meet the same machine.
    pairs = [(spent(reading), spent(partial(reference, content))) for _ in range(ROUNDS)]
    wall, worked = (median(ours[at] for ours, _ in pairs) for at in (0, 1))
    plain = median(theirs[1] for _, theirs in pairs)
    benchmark.extra_info |= {"ms": 1000 * wall, "CPU ms": 1000 * worked, "reference CPU ms": 1000 * plain}
    benchmark.pedantic(reading, rounds=1)
    print(  # noqa: T201
        f"\n{ending}: {1000 * wall:.0f} ms, {1000 * worked:.0f} ms of the processor, "
        f"the reference {1000 * plain:.1f} ms, ratio {worked / plain:.1f}"
    )
    assert worked <= most
    assert worked / plain <= most_ratio
