"""Reads the program's own data files and refuses a wrong one by naming file and key."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn


class FormError(ValueError):
    """A data file of the program is wrong; the message names the file and the key."""


class StrictTable:
    """One table of a data file; every key is taken once, and a key left over is an error."""

    def __init__(self, entries: object, where: str) -> None:
        self.where = where
        if not isinstance(entries, dict):
            self.refuse("", "应当是一张表")
        self._left: dict[str, Any] = dict(entries)

    def refuse(self, key: str, why: str) -> NoReturn:
        """Give up on the file, naming the key."""
        raise FormError(f"{self.where}{key}：{why}")

    def take(self, key: str, kind: type, default: object = None) -> Any:  # noqa: ANN401 - typed by `kind`
        """The value of a key, of the given type; without a default the key must be there."""
        if key not in self._left:
            if default is None:
                self.refuse(key, "缺少这一项")
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            self.refuse(key, f"类型不对：{value!r}")
        return value

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of strings."""
        values = self.take(key, list, [] if optional else None)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self.refuse(f"{key}[{index}]", f"应当是文字：{value!r}")
        return tuple(values)

    def tables(self, key: str, *, optional: bool = False) -> Iterator["StrictTable"]:
        """A list of tables, each with its own place in messages."""
        values = self.take(key, list, [] if optional else None)
        for index, value in enumerate(values):
            yield StrictTable(value, f"{self.where}{key}[{index}].")

    def named(self, key: str) -> Mapping[str, "StrictTable"]:
        """A table of tables by name."""
        return {name: StrictTable(value, f"{self.where}{key}.{name}.") for name, value in self.take(key, dict).items()}

    def done(self) -> None:
        """Refuse what nobody asked for."""
        for key in self._left:
            self.refuse(key, "没有这个项目名")


def load_table(path: Path) -> StrictTable:
    """The whole of a data file as one table; raises FormError that names the file."""
    try:
        entries = load_entries(path)
    except (OSError, ValueError) as error:  # what is wrong with TOML or UTF-8 is a ValueError
        raise FormError(f"{path.name}：读不出来：{error}") from error
    return StrictTable(entries, f"{path.name}：")


def load_entries(path: Path) -> dict[str, Any]:
    """What a data file says; raises OSError and ValueError.

    It is taken from the JSON that installer/parse_resources.py put beside it, where that was made of these very bytes:
    the TOML files that a command reads take 16 ms to parse.
    """
    content = path.read_bytes()
    try:
        parsed = json.loads(path.with_suffix(".parsed.json").read_bytes())
        if parsed["of"] == hashlib.sha256(content).hexdigest():
            return dict(parsed["entries"])
    except (OSError, ValueError, TypeError, KeyError):
        pass  # there is none, or it is damaged: the data file says the same
    import tomllib  # noqa: PLC0415 - an installed program needs it not

    return tomllib.loads(content.decode())
