"""What the audit trail calls settings and acts, and their values, in the plain words of record.toml."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from disclosure_desk.core.resources import resource
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.settings import SECRET
from disclosure_desk.writers.archive_record import grouped

_DIGESTS = ("sha256", "digest")


@cache
def _words() -> Mapping[str, Any]:
    words: dict[str, Any] = tomllib.loads(resource("templates", "record.toml").read_text("utf-8"))
    return words


def setting_words(name: str, before: str, after: str) -> tuple[str, str, str]:
    """The name of a setting, and its values before and after; "" is unset."""
    words = _words()
    if name.startswith(SECRET):
        hidden = words["hidden"]
        return words["pin"].format(name=name.removeprefix(SECRET)), before and hidden, after and hidden
    setting = words["settings"].get(name, {"name": words["other"].format(name=name)})
    return setting["name"], _value_words(setting, before), _value_words(setting, after)


def _value_words(setting: Mapping[str, Any], text: str) -> str:
    if not text or text in setting.get("values", {}):
        return str(setting.get("values", {}).get(text, ""))
    if "parts" in setting:
        return "，".join(_parts(setting["parts"], text)) or text
    between: str = _words()["between"]
    return str(setting.get("text", "{}")).format(between.join(text.split("\n")))


def _parts(names: Mapping[str, str], text: str) -> Iterator[str]:
    """The parts of a value in JSON that are not empty, in words."""
    try:
        parts = json.loads(text)
    except ValueError:
        return
    for part, words in names.items():
        if isinstance(parts, dict) and parts.get(part) not in (None, ""):
            yield words.format(_plain(parts[part]))


def about_words(about: Mapping[str, JsonValue]) -> str:
    """What an act's event says of it, in the order of record.toml; digests as short as on paper."""
    entries = (_entry_words(name, words, about.get(name)) for name, words in _words()["about"].items())
    return "，".join(filter(None, entries))


def _entry_words(name: str, words: str | Mapping[str, str], value: JsonValue) -> str:
    if not isinstance(words, str):
        return words.get(str(value), "")
    text = "" if value is None else grouped(str(value)) if name in _DIGESTS else _plain(value)
    return words.format(text).rstrip("。") if text else ""


def _plain(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return str(_words()["values"].get(text, text))
