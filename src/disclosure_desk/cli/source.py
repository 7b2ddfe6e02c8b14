"""The reports that a command reads: files, or what another program sends to the standard input."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from disclosure_desk.cli.args import CommandError
from disclosure_desk.cli.output import Output
from disclosure_desk.core.form import Form
from disclosure_desk.readers import Reading, bytes_of, read, read_content
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.remark import Remark
from disclosure_desk.readers.reading_limits import reading_limits

STANDARD_INPUT = "-"
_NAME = "标准输入"
_NAMED_PLACES = 2


def read_source(form: Form, name: str) -> Reading:
    """The report in a file, or in the standard input where the name is a dash; raises ReadError that names it."""
    if name != STANDARD_INPUT:
        return read(form, Path(name), limits=reading_limits)
    if sys.stdin is None:
        raise ReadError(f"{_NAME}没有打开，没有东西可以读。")
    try:
        content = bytes_of(cast("BinaryIO", sys.stdin.buffer))
        ending = ".json" if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ""
        with reading_limits():
            return read_content(form, content, ending)
    except ReadError as error:
        raise ReadError(f"{_NAME}：{error}") from error


def expect_one_standard_input(names: Iterable[str | None]) -> None:
    """Raise CommandError where the standard input is to be read twice."""
    if list(names).count(STANDARD_INPUT) > 1:
        raise CommandError("标准输入只能读一次，只能写一个 -。")


def source_name(name: str) -> str:
    """How a source is called in a sentence."""
    return _NAME if name == STANDARD_INPUT else name


def print_remarks(reading: Reading, output: Output, source: str = "") -> None:
    """Print what had no place in the form or was read differently from what the file says.

    source: names the file in the heading, where a command reads two.
    """
    remarks = reading.remarks
    if remarks:
        output.warn(f"{source and f'{source} '}读入时有 {len(remarks)} 条提示，请看一看：")
    for remark in remarks:
        names = place_names(reading.report.form, remark)
        if len(remark.notes) == 1 and names:
            output.warn(f"  {names[0]}：{remark.text}")
        else:
            output.warn(f"  {remark.text}{_where(names)}")


def place_names(form: Form, remark: Remark) -> tuple[str, ...]:
    """What the places of a remark are called on the form, each once."""
    known = (form.place_name(note.place) for note in remark.notes if note.place in {*form.cells, *form.texts})
    return tuple(dict.fromkeys(known))


def _where(names: Sequence[str]) -> str:
    """The first places, and how many there are; "" where the remark names none."""
    if not names:
        return ""
    more = f"等 {len(names)} 处" if len(names) > _NAMED_PLACES else ""
    return f"（{'；'.join(names[:_NAMED_PLACES])}{more}）"
