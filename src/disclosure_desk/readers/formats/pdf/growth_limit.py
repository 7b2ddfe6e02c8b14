"""How much the content of pages grows when it is read: what would swell is refused before the library opens it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.stream_inflate import unpacked
from disclosure_desk.readers.model.errors import ReadError

_MOST_OBJECTS = 200_000
_MOST_PAGE, _MOST_TEXT, _MOST_STREAM, _MOST_ALL = 700_000, 12_000_000, 64_000_000, 300_000_000
"""Bytes: what a page may have to draw, groups counted as often as they are drawn; a stream of text, any stream, all.

A page of a report has 50,000, and the worst take 270 times their size in memory; a whole Chinese face has 20,000,000.
"""

_DEEPEST, _MOST_PARENTS = 40, 20
_LONGEST_HEAD = 1_000_000
_OBJECT = re.compile(rb"obj\b")
_BLANKS = b" \t\n\r\f\v\0"
_NUMBER = re.compile(rb"([0-9]{1,8})[\s\0]{1,9}[0-9]{1,5}[\s\0]{1,9}\Z")
_STREAM = re.compile(rb"\bstream\r?\n?")
_END = re.compile(rb"endstream")
_LENGTH = re.compile(rb"/Length\s{1,9}([0-9]{1,10})(?!\s{1,9}[0-9]{1,5}\s{1,9}R)")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,9}Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{0,9}([0-9]{1,8})\s{1,9}[0-9]{1,5}\s{1,9}R\b")
_REFERENCE = re.compile(rb"([0-9]{1,8})\s{1,9}[0-9]{1,5}\s{1,9}R\b")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(\[[^\]]*\]|[0-9]{1,8}\s{1,9}[0-9]{1,5}\s{1,9}R\b)")
_FIRST, _DIGITS = re.compile(rb"/First\s{1,9}([0-9]{1,8})"), re.compile(rb"[0-9]{1,9}")
_BRACKET = re.compile(rb"<<|>>")
_IMAGE, _FORM = (re.compile(rb"/Subtype\s{0,9}/" + name + rb"\b") for name in (b"Image", b"Form"))


class _Thing(NamedTuple):
    """An object of a file: its dictionary, and where its stream begins; -1 if it has none."""

    head: bytes
    stream: int


class _Drawing(NamedTuple):
    """How long the content of a stream is, and how often it draws which named things."""

    length: int
    drawn: Mapping[bytes, int]


_Forms = Mapping[bytes, Sequence[_Thing]]
"""The groups that have names within a page or group."""


def require_light(content: bytes) -> None:
    """Raise ReadError for a file that would take far more memory and time than a report.

    What a locked file holds cannot be unpacked, and weighs nothing; but anybody may write that a file is locked.
    """
    _File(content).require_light()


class _File:
    """The objects of a file by their numbers, all versions of each; the file's own table of them is not believed."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._things: dict[int, list[_Thing]] = defaultdict(list)
        self._drawings: dict[_Thing, _Drawing] = {}
        self._weights: dict[tuple[_Thing, int], int] = {}
        self._unpacked = 0
        self._ends = [one.start() for one in _END.finditer(content)]
        # A pattern that began with the blank would be tried at each byte of the file.
        marks = (one for one in _OBJECT.finditer(content) if content[max(one.start() - 1, 0)] in _BLANKS)
        starts = list(islice(marks, _MOST_OBJECTS + 1))
        if len(starts) > _MOST_OBJECTS:
            raise _too_heavy()
        for one, end in zip(starts, (*(one.start() for one in starts[1:]), len(content)), strict=False):
            number = _NUMBER.search(content, max(one.start() - 40, 0), one.start())
            if number:
                self._things[int(number[1])].append(self._thing(one.end(), end))

    def require_light(self) -> None:
        """Raise ReadError if a page or stream is heavier than any of a report."""
        streams = [thing for thing in self._all() if thing.stream >= 0]
        # For each stream without an end the library looks through all of the file.
        if max(len(streams) - len(self._ends), 0) * len(self._content) > _MOST_ALL:
            raise _too_heavy()
        for thing in streams:
            if not _IMAGE.search(thing.head):
                self._require_light_stream(thing)
        for thing in list(self._all()):
            contents = _CONTENTS.search(thing.head)
            if contents and self._page(thing.head, contents[1]) > _MOST_PAGE:
                raise _too_heavy()
            if _FORM.search(thing.head) and thing.stream >= 0 and self._weight(thing, {}, 0) > _MOST_PAGE:
                raise _too_heavy()

    def _all(self) -> Iterator[_Thing]:
        return (thing for things in self._things.values() for thing in things)

    def _thing(self, start: int, end: int) -> _Thing:
        head = self._content[start : min(end, start + _LONGEST_HEAD)]
        stream = _STREAM.search(head)
        if stream is None and end - start > _LONGEST_HEAD and b"endobj" not in head:
            raise _too_heavy()
        return _Thing(head[: stream.start()], start + stream.end()) if stream else _Thing(head, -1)

    def _require_light_stream(self, thing: _Thing) -> None:
        beginning, length = unpacked(thing.head, self._packed(thing), _MOST_STREAM)
        self._unpacked += length
        most = _MOST_STREAM if b"\0" in beginning[:1000] else _MOST_TEXT
        if length > most or self._unpacked > _MOST_ALL:
            raise _too_heavy()
        self._drawings[thing] = _Drawing(length, Counter(_DRAWN.findall(beginning[:_MOST_PAGE])))
        if b"/ObjStm" in thing.head:
            self._take_packed(thing.head, beginning)

    def _packed(self, thing: _Thing) -> memoryview:
        """The stream as it lies in the file: to where its end is marked, and as long as it says to be."""
        told = _LENGTH.search(thing.head)
        mark = bisect_left(self._ends, thing.stream)
        end = self._ends[mark] if mark < len(self._ends) else thing.stream
        return memoryview(self._content)[thing.stream : max(end, thing.stream + int(told[1]) if told else 0)]

    def _take_packed(self, head: bytes, plain: bytes) -> None:
        """Take the objects packed in a stream: it begins with their numbers and places."""
        first = _FIRST.search(head)
        start = int(first[1]) if first else 0
        words = [int(word) for word in _DIGITS.findall(plain[:start])]
        places = sorted(zip(words[1::2], words[::2], strict=False))
        ends = [*(place for place, _ in places[1:]), len(plain)]
        for (place, number), end in zip(places, ends, strict=False):
            self._things[number].append(_Thing(plain[start + place : start + end], -1))
        if sum(map(len, self._things.values())) > _MOST_OBJECTS:
            raise _too_heavy()

    def _page(self, head: bytes, contents: bytes) -> int:
        """What a page has to draw in all its contents."""
        forms = self._forms(head) or {}
        weight = 0
        for thing in self._contents(contents):
            weight += self._weight(thing, forms, 0)
            if weight > _MOST_PAGE:
                break
        return weight

    def _contents(self, contents: bytes) -> Iterator[_Thing]:
        """The streams that are named one by one, or by a list elsewhere."""
        for thing in self._referred(contents):
            if thing.stream >= 0:
                yield thing
            else:
                yield from (inner for inner in self._referred(thing.head) if inner.stream >= 0)

    def _referred(self, words: bytes) -> Iterator[_Thing]:
        return (thing for number in _REFERENCE.findall(words) for thing in self._things.get(int(number), ()))

    def _weight(self, thing: _Thing, outer: _Forms, depth: int) -> int:
        """What a stream has to draw, with the groups in it; those that draw themselves have no end."""
        forms = self._forms(thing.head)
        forms = outer if forms is None else forms
        key = thing, id(forms) if forms is outer else 0
        if depth > _DEEPEST:
            return _MOST_PAGE + 1
        if key not in self._weights:
            self._weights[key] = _MOST_PAGE + 1
            length, drawn = self._drawings.get(thing, _Drawing(0, {}))
            inner = (
                count * max((self._weight(form, forms, depth + 1) for form in forms.get(name, ())), default=0)
                for name, count in drawn.items()
            )
            self._weights[key] = length + sum(inner)
        return self._weights[key]

    def _forms(self, head: bytes) -> _Forms | None:
        """The groups by their names that a page or group may draw; None if it says nothing of them itself."""
        resources = self._value(head, b"/Resources")
        for _ in range(_MOST_PARENTS):
            if resources is not None or b"/Parent" not in head:
                break
            head = self._value(head, b"/Parent") or b""
            resources = self._value(head, b"/Resources")
        if resources is None:
            return None
        named = _NAMED.findall(self._value(resources, b"/XObject") or b"")
        forms: dict[bytes, list[_Thing]] = defaultdict(list)
        for name, number in named:
            forms[name] += [one for one in self._things.get(int(number), ()) if _FORM.search(one.head)]
        return forms

    def _value(self, head: bytes, key: bytes) -> bytes | None:
        """A dictionary under a key, written there or referred to; None if there is none."""
        found = re.search(re.escape(key) + rb"\s{0,9}(<<|[0-9]{1,8}\s{1,9}[0-9]{1,5}\s{1,9}R\b)", head)
        if not found:
            return None
        if found[1] != b"<<":
            return b" ".join(thing.head for thing in self._referred(found[1]))
        open_ones = 0
        for bracket in _BRACKET.finditer(head, found.start(1)):
            open_ones += 1 if bracket[0] == b"<<" else -1
            if not open_ones:
                return head[found.start(1) : bracket.end()]
        return head[found.start(1) :]


def _too_heavy() -> ReadError:
    return ReadError("这份 PDF 展开以后太大，不像是一份报告；请在原来的文档里重新导出一份 PDF 再导入。")
