"""A file or pasted text -> a Reading: the report, and what was uncertain."""

from collections.abc import Callable, Mapping
from pathlib import Path

from disclosure_desk.form import Form
from disclosure_desk.readers.decode import decode
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.readers.json import read_json
from disclosure_desk.readers.reading import Reading
from disclosure_desk.readers.text import read_text

__all__ = ["ENDINGS", "ReadError", "Reading", "read"]

_MOST_BYTES = 50_000_000


def _read_text_file(form: Form, content: bytes) -> Reading:
    return read_text(form, decode(content))


def _read_json_file(form: Form, content: bytes) -> Reading:
    report = read_json(form, content)
    return Reading(report, report.notes)


_READERS: Mapping[str, Callable[[Form, bytes], Reading]] = {".txt": _read_text_file, ".json": _read_json_file}
ENDINGS = tuple(_READERS)
"""The endings of the files that can be read."""


def read(form: Form, path: Path) -> Reading:
    """The report in a file, told by its ending; raises ReadError that names the file."""
    try:
        reader = _reader(path)
        return reader(form, _content(path))
    except ReadError as error:
        raise ReadError(f"{path.name or path}：{error}") from error


def _reader(path: Path) -> Callable[[Form, bytes], Reading]:
    if _is_folder(path):
        raise ReadError("这是文件夹，不是文件。")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ReadError(f"不能读这种文件，能读的是 {'、'.join(ENDINGS)}。")
    return reader


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else None
    except FileNotFoundError as error:
        raise ReadError("没有这个文件。") from error
    except PermissionError as error:
        raise ReadError("没有权限读这个文件。") from error
    except (OSError, ValueError) as error:
        raise ReadError("读不出这个文件，磁盘或网络位置可能有问题。") from error
    if content is None:
        raise ReadError(f"文件太大了，超过 {_MOST_BYTES // 1_000_000} MB，不像是一份报告。")
    if not content.strip():
        raise ReadError("文件是空的。")
    return content
