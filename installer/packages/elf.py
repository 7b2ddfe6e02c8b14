"""Reads from a shared library or program of Linux what it needs: other libraries, and versions of their functions.

Only what the linker at run time reads (the dynamic section and the tables it leads to), of 64-bit little-endian files,
which all our machines have. Layout: the ELF specification, and "ELF Symbol Versioning" for the version tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from struct import calcsize, unpack_from

_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRTAB, _SYMTAB, _SONAME, _RPATH, _RUNPATH = 1, 5, 6, 14, 15, 29
_VERSYM, _VERNEED, _VERNEEDNUM = 0x6FFFFFF0, 0x6FFFFFFE, 0x6FFFFFFF
_HASH, _GNU_HASH = 4, 0x6FFFFEF5
MACHINE_NAMES = {62: "amd64", 183: "arm64"}


@dataclass(frozen=True)
class VersionNeed:
    """One version of a library's functions that a file needs, such as GLIBC_2.28 of libc.so.6."""

    library: str
    version: str
    index: int
    """By this number the table of symbols refers to it."""
    place: int
    """Where its entry (hash, flags, index, name, next) begins in the file."""


@dataclass(frozen=True)
class SymbolNeed:
    """A function or variable that a file takes from elsewhere, with the version it asks for ("" for any)."""

    name: str
    version: str
    place: int
    """Where its two bytes stand in the table of versions."""


class ElfFile:
    """A shared library or program; raises ValueError for what is none of a 64-bit little-endian machine."""

    def __init__(self, data: bytes) -> None:
        if data[:6] != b"\x7fELF\x02\x01":
            raise ValueError("not an ELF file of 64 bits, little-endian")
        self._data = data
        self.machine = MACHINE_NAMES.get(self._read("<H", 18)[0], "unknown")
        (start,) = self._read("<Q", 32)
        size, count = self._read("<HH", 54)
        self._segments = [self._read("<IIQQQQQQ", start + size * number) for number in range(count)]

    def _read(self, layout: str, place: int) -> tuple[int, ...]:
        return unpack_from(layout, self._data, place)

    def _file_place(self, address: int) -> int:
        """Return where in the file stands what lies at an address in memory."""
        for kind, _, offset, start, _, size, _, _ in self._segments:
            if kind == _LOAD and start <= address < start + size:
                return offset + address - start
        raise ValueError(f"no segment holds address {address:#x}")

    @cached_property
    def _dynamic(self) -> list[tuple[int, ...]]:
        places = [(offset, size) for kind, _, offset, _, _, size, _, _ in self._segments if kind == _DYNAMIC]
        entries = [self._read("<qQ", place) for start, size in places for place in range(start, start + size, 16)]
        ends = [number for number, (tag, _) in enumerate(entries) if tag == 0]
        return entries[: ends[0]] if ends else entries

    def _value(self, tag: int) -> int | None:
        return next((value for found, value in self._dynamic if found == tag), None)

    @cached_property
    def _strings(self) -> int:
        return self._file_place(self._value(_STRTAB) or 0)

    def _text(self, offset: int) -> str:
        start = self._strings + offset
        return self._data[start : self._data.index(b"\0", start)].decode("utf-8", "replace")

    @property
    def needed(self) -> list[str]:
        """The libraries that it names, such as libc.so.6."""
        return [self._text(value) for tag, value in self._dynamic if tag == _NEEDED]

    @property
    def soname(self) -> str:
        """The name by which others need it; "" for a program or a module."""
        value = self._value(_SONAME)
        return "" if value is None else self._text(value)

    @property
    def runpath(self) -> str:
        """Where it looks for what it needs, before the system's folders."""
        value = self._value(_RUNPATH) or self._value(_RPATH)
        return "" if value is None else self._text(value)

    @cached_property
    def versions(self) -> list[VersionNeed]:
        """The versions of functions that it needs of each library."""
        return list(self._read_versions())

    def _read_versions(self) -> Iterator[VersionNeed]:
        table, count = self._value(_VERNEED), self._value(_VERNEEDNUM) or 0
        place = self._file_place(table) if table else 0
        for _ in range(count):
            _, entries, library, first, step = self._read("<HHIII", place)
            entry = place + first
            for _ in range(entries):
                _, _, index, name, onward = self._read("<IHHII", entry)
                yield VersionNeed(self._text(library), self._text(name), index & 0x7FFF, entry)
                entry += onward
            place += step

    @cached_property
    def symbols(self) -> list[SymbolNeed]:
        """What it takes from other libraries."""
        table, versions = self._value(_SYMTAB), self._value(_VERSYM)
        if table is None:
            return []
        names = {need.index: need.version for need in self.versions}
        start, marks = self._file_place(table), self._file_place(versions) if versions else None
        found = []
        for number in range(1, self._symbol_count()):
            name, _, _, section = self._read("<IBBH", start + 24 * number)
            if section or not name:
                continue
            place = marks + 2 * number if marks is not None else 0
            index = self._read("<H", place)[0] & 0x7FFF if place else 0
            found.append(SymbolNeed(self._text(name), names.get(index, ""), place))
        return found

    def content_of(self, name: str) -> bytes:
        """Return the bytes of a variable that the file defines, such as a table of data; raises KeyError."""
        start = self._file_place(self._value(_SYMTAB) or 0)
        for number in range(1, self._symbol_count()):
            text, _, _, section, address, size = self._read("<IBBHQQ", start + 24 * number)
            if section and self._text(text) == name:
                place = self._file_place(address)
                return self._data[place : place + size]
        raise KeyError(name)

    def _symbol_count(self) -> int:
        """The length of the table of symbols, which only the tables of hashes tell."""
        table = self._value(_HASH)
        if table is not None:
            return self._read("<II", self._file_place(table))[1]
        gnu = self._value(_GNU_HASH)
        if gnu is None:
            return 0
        start = self._file_place(gnu)
        buckets, first, bloom, _ = self._read("<IIII", start)
        places = start + calcsize("<IIII") + 8 * bloom
        last = max(self._read(f"<{buckets}I", places), default=0)
        if last < first:
            return first
        chains = places + 4 * buckets
        while not self._read("<I", chains + 4 * (last - first))[0] & 1:
            last += 1
        return last + 1


def read_elf(path: Path) -> ElfFile | None:
    """Return what is read of a file; None where it is no library or program."""
    with path.open("rb") as stream:
        if stream.read(4) != b"\x7fELF":
            return None
    return ElfFile(path.read_bytes())


def elf_files(folder: Path) -> Iterator[tuple[Path, ElfFile]]:
    """Yield the libraries and programs below a folder, by name."""
    for path in sorted(folder.rglob("*")):
        found = read_elf(path) if path.is_file() and not path.is_symlink() else None
        if found is not None:
            yield path, found
