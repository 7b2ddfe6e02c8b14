"""Where a command writes: never to a file that it was told to read, and over another only when it was told to."""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from disclosure_desk.cli.args import Option
from disclosure_desk.cli.output import confirm
from disclosure_desk.writers import WriteError, write_file

FORCE = Option("--force", "目标已经存在也替换，不再问；来源和选项里写到的文件，写了也不替换。", is_flag=True)

STRICT = Option("--strict", "报告有必须改的，退出码是 1（不写是 0）。", is_flag=True)
"""For a command that writes a report: what is written is done, whatever the report is like."""

STANDARD_OUTPUT = "-"
"""What is typed in place of a target."""


class Targets:
    """The files that one run of a command writes, looked at before the first of them is written.

    read: every file that the command reads, and every folder that is its own, in which nothing may be written.
    force: what is there is replaced without asking. hint: what else the user may have meant. Raises WriteError.
    """

    def __init__(self, targets: Sequence[Path], read: Iterable[Path], *, force: bool, hint: str = "") -> None:
        _expect_different(targets)
        sources = tuple(read)
        for target in targets:
            if any(_is_same_file(source, target) for source in sources):
                raise WriteError(f"目标就是来源：{target}。原来的文件会没有了，请换一个名字。")
            if any(_is_same_file(own, above) and own.is_dir() for own in sources for above in _folders_above(target)):
                raise WriteError(f"目标在程序自己的数据文件夹里：{target}。请换一个文件夹。")
            if _is_there(target) and not target.is_file():
                raise WriteError(f"目标是文件夹或者设备，不是文件：{target}。请换一个名字。")
        there = [target for target in targets if _is_there(target)]
        if there and not force and not confirm(f"已经存在：{'、'.join(map(str, there))}。要替换吗？"):
            raise WriteError(
                f"目标已经存在：{'、'.join(map(str, there))}。没有替换，什么都没有写；要替换就加 {FORCE.name}{hint}。"
            )
        self._replaced = frozenset(targets if force else there)
        self.written: set[Path] = set()

    def replaces(self, target: Path) -> bool:
        """Whether what is at a target may be replaced."""
        return target in self._replaced

    def write(self, content: bytes, target: Path) -> None:
        """Put a file on disk; one that has come meanwhile is kept, and it raises WriteError."""
        write_file(content, target, replace=self.replaces(target))
        self.written.add(target)


def _expect_different(targets: Sequence[Path]) -> None:
    """Raise WriteError where two targets are one file: by a link, by another spelling, or on Windows by capitals."""
    seen: dict[str, Path] = {}
    for target in targets:
        key = unicodedata.normalize("NFC", os.path.realpath(target)).casefold()
        if key in seen:
            raise WriteError(f"两个目标是同一个文件：{seen[key]} 和 {target}。什么都没有写，请换一个名字。")
        seen[key] = target


def _is_same_file(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:  # one of them is not there
        return False


def _folders_above(target: Path) -> Sequence[Path]:
    return Path(os.path.realpath(target)).parents


def _is_there(target: Path) -> bool:
    try:
        target.stat()
    except OSError:  # what else keeps from writing is told when it is written
        return False
    return True
