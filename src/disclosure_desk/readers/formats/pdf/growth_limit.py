"""Measures how much a PDF grows when it is read, and refuses a file that would swell before the library opens it.

Input: the bytes of a file. Output: nothing, or ReadError. What counts is the size of each inflated stream, of all of
them together, and what a page has to draw: a group (a form XObject) counts as often as it is drawn, so that thirty
groups that each draw the next twice are refused like the billion drawings they are. The file's own table of objects is
not believed: every object in the bytes counts, in all its versions.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.stream_inflate import inflate_stream
from disclosure_desk.readers.model.errors import ReadError

_MOST_OBJECTS = 200_000
_MOST_DRAWN, _MOST_TEXT, _MOST_STREAM, _MOST_IN_ALL = 700_000, 12_000_000, 64_000_000, 300_000_000
"""Bytes that a page has to draw, of a stream of text, of any other stream, and of all streams.

A page of a report has 50,000, and the worst operators take 270 times their size in memory; a whole Chinese font has
20,000,000.
"""

_DEEPEST, _MOST_PARENTS = 40, 20
_LONGEST_HEAD = 1_000_000
_OBJECT = re.compile(rb"obj\b")
_WHITE_SPACE = b" \t\n\r\f\v\0"
_NUMBER_BEFORE = re.compile(rb"([0-9]{1,8})[\s\0]{1,9}[0-9]{1,5}[\s\0]{1,9}\Z")
_STREAM = re.compile(rb"\bstream\r?\n?")
_END = re.compile(rb"endstream")
_LENGTH = re.compile(rb"/Length\s{1,9}([0-9]{1,10})(?!\s{1,9}[0-9]{1,5}\s{1,9}R)")
_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,9}Do\b")
_NAMED_REFERENCE = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{0,9}([0-9]{1,8})\s{1,9}[0-9]{1,5}\s{1,9}R\b")
_REFERENCE = re.compile(rb"([0-9]{1,8})\s{1,9}[0-9]{1,5}\s{1,9}R\b")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(\[[^\]]*\]|[0-9]{1,8}\s{1,9}[0-9]{1,5}\s{1,9}R\b)")
_FIRST, _DIGITS = re.compile(rb"/First\s{1,9}([0-9]{1,8})"), re.compile(rb"[0-9]{1,9}")
_BRACKET = re.compile(rb"<<|>>")
_IMAGE, _FORM = (re.compile(rb"/Subtype\s{0,9}/" + name + rb"\b") for name in (b"Image", b"Form"))


class _PdfObject(NamedTuple):
    """An object of a file: its dictionary, and where its stream begins; -1 if it has none."""

    head: bytes
    stream: int


class _StreamContent(NamedTuple):
    """How long the content of a stream is, and how often it draws which named groups."""

    length: int
    draws: Mapping[bytes, int]


_Forms = Mapping[bytes, Sequence[_PdfObject]]
"""The groups that have names within a page or group."""


def refuse_oversized(content: bytes) -> None:
    """Raise ReadError for a file that would take far more memory and time than a report.

    The streams of a locked file cannot be inflated and count as they are; but anybody may write that a file is locked.
    """
    _PdfFile(content).refuse_oversized()


class _PdfFile:
    """The objects of a file by their numbers, all versions of each."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._objects: dict[int, list[_PdfObject]] = defaultdict(list)
        self._contents: dict[_PdfObject, _StreamContent] = {}
        self._drawn_sizes: dict[tuple[_PdfObject, int], int] = {}
        self._inflated = 0
        self._ends = [found.start() for found in _END.finditer(content)]
        # A pattern that began with the white space would be tried at each byte of the file.
        found_objects = (
            found for found in _OBJECT.finditer(content) if content[max(found.start() - 1, 0)] in _WHITE_SPACE
        )
        starts = list(islice(found_objects, _MOST_OBJECTS + 1))
        if len(starts) > _MOST_OBJECTS:
            raise _too_large()
        ends = (*(found.start() for found in starts[1:]), len(content))
        for found, end in zip(starts, ends, strict=False):
            number = _NUMBER_BEFORE.search(content, max(found.start() - 40, 0), found.start())
            if number:
                self._objects[int(number[1])].append(self._object(found.end(), end))

    def refuse_oversized(self) -> None:
        """Raise ReadError if a page or stream is larger than any of a report."""
        streams = [pdf_object for pdf_object in self._all_objects() if pdf_object.stream >= 0]
        # For each stream without an end the library searches all of the file.
        if max(len(streams) - len(self._ends), 0) * len(self._content) > _MOST_IN_ALL:
            raise _too_large()
        for stream in streams:
            if not _IMAGE.search(stream.head):
                self._measure_stream(stream)
        for pdf_object in list(self._all_objects()):
            contents = _CONTENTS.search(pdf_object.head)
            if contents and self._page_size(pdf_object.head, contents[1]) > _MOST_DRAWN:
                raise _too_large()
            is_form = _FORM.search(pdf_object.head) and pdf_object.stream >= 0
            if is_form and self._drawn_size(pdf_object, {}, 0) > _MOST_DRAWN:
                raise _too_large()

    def _all_objects(self) -> Iterator[_PdfObject]:
        return (pdf_object for versions in self._objects.values() for pdf_object in versions)

    def _object(self, start: int, end: int) -> _PdfObject:
        head = self._content[start : min(end, start + _LONGEST_HEAD)]
        stream = _STREAM.search(head)
        if stream is None and end - start > _LONGEST_HEAD and b"endobj" not in head:
            raise _too_large()
        return _PdfObject(head[: stream.start()], start + stream.end()) if stream else _PdfObject(head, -1)

    def _measure_stream(self, stream: _PdfObject) -> None:
        beginning, length = inflate_stream(stream.head, self._packed(stream), _MOST_STREAM)
        self._inflated += length
        most = _MOST_STREAM if b"\0" in beginning[:1000] else _MOST_TEXT
        if length > most or self._inflated > _MOST_IN_ALL:
            raise _too_large()
        self._contents[stream] = _StreamContent(length, Counter(_DRAW.findall(beginning[:_MOST_DRAWN])))
        if b"/ObjStm" in stream.head:
            self._add_packed_objects(stream.head, beginning)

    def _packed(self, stream: _PdfObject) -> memoryview:
        """Return the stream as it lies in the file: to where its end is marked, and as long as it says to be."""
        stated = _LENGTH.search(stream.head)
        mark = bisect_left(self._ends, stream.stream)
        end = self._ends[mark] if mark < len(self._ends) else stream.stream
        return memoryview(self._content)[stream.stream : max(end, stream.stream + int(stated[1]) if stated else 0)]

    def _add_packed_objects(self, head: bytes, content: bytes) -> None:
        """Add the objects packed in a stream, which begins with their numbers and offsets."""
        first = _FIRST.search(head)
        start = int(first[1]) if first else 0
        numbers = [int(digits) for digits in _DIGITS.findall(content[:start])]
        offsets = sorted(zip(numbers[1::2], numbers[::2], strict=False))
        ends = [*(offset for offset, _ in offsets[1:]), len(content)]
        for (offset, number), end in zip(offsets, ends, strict=False):
            self._objects[number].append(_PdfObject(content[start + offset : start + end], -1))
        if sum(map(len, self._objects.values())) > _MOST_OBJECTS:
            raise _too_large()

    def _page_size(self, head: bytes, contents: bytes) -> int:
        """Return how many bytes a page has to draw in all its contents."""
        forms = self._forms(head) or {}
        size = 0
        for stream in self._content_streams(contents):
            size += self._drawn_size(stream, forms, 0)
            if size > _MOST_DRAWN:
                break
        return size

    def _content_streams(self, contents: bytes) -> Iterator[_PdfObject]:
        """Yield the streams that are named one by one, or by a list elsewhere."""
        for referred in self._referred(contents):
            if referred.stream >= 0:
                yield referred
            else:
                yield from (inner for inner in self._referred(referred.head) if inner.stream >= 0)

    def _referred(self, text: bytes) -> Iterator[_PdfObject]:
        numbers = map(int, _REFERENCE.findall(text))
        return (pdf_object for number in numbers for pdf_object in self._objects.get(number, ()))

    def _drawn_size(self, stream: _PdfObject, outer: _Forms, depth: int) -> int:
        """Return how many bytes a stream has to draw, with the groups in it; one that draws itself has no end."""
        forms = self._forms(stream.head)
        forms = outer if forms is None else forms
        key = stream, id(forms) if forms is outer else 0
        if depth > _DEEPEST:
            return _MOST_DRAWN + 1
        if key not in self._drawn_sizes:
            self._drawn_sizes[key] = _MOST_DRAWN + 1  # for a group that draws itself
            length, draws = self._contents.get(stream, _StreamContent(0, {}))
            inner = (
                count * max((self._drawn_size(form, forms, depth + 1) for form in forms.get(name, ())), default=0)
                for name, count in draws.items()
            )
            self._drawn_sizes[key] = length + sum(inner)
        return self._drawn_sizes[key]

    def _forms(self, head: bytes) -> _Forms | None:
        """Return the groups by their names that a page or group may draw; None if it says nothing of them itself."""
        resources = self._value(head, b"/Resources")
        for _ in range(_MOST_PARENTS):
            if resources is not None or b"/Parent" not in head:
                break
            head = self._value(head, b"/Parent") or b""
            resources = self._value(head, b"/Resources")
        if resources is None:
            return None
        forms: dict[bytes, list[_PdfObject]] = defaultdict(list)
        for name, number in _NAMED_REFERENCE.findall(self._value(resources, b"/XObject") or b""):
            forms[name] += [version for version in self._objects.get(int(number), ()) if _FORM.search(version.head)]
        return forms

    def _value(self, head: bytes, key: bytes) -> bytes | None:
        """Return a dictionary under a key, written there or referred to; None if there is none."""
        found = re.search(re.escape(key) + rb"\s{0,9}(<<|[0-9]{1,8}\s{1,9}[0-9]{1,5}\s{1,9}R\b)", head)
        if not found:
            return None
        if found[1] != b"<<":
            return b" ".join(referred.head for referred in self._referred(found[1]))
        depth = 0
        for bracket in _BRACKET.finditer(head, found.start(1)):
            depth += 1 if bracket[0] == b"<<" else -1
            if not depth:
                return head[found.start(1) : bracket.end()]
        return head[found.start(1) :]


def _too_large() -> ReadError:
    return ReadError("这份 PDF 展开以后太大，不像是一份报告；请在原来的文档里重新导出一份 PDF 再导入。")
