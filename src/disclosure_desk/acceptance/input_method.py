"""Whether Chinese can be typed into the program on this computer."""

from collections.abc import Iterable, Mapping
from pathlib import Path

PLUGINS = "platforminputcontexts"
_NAMES = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS")
_WITH_INPUT_METHODS = {"xcb", "wayland"}


def wanted_input_method(environment: Mapping[str, str]) -> str:
    """What the desktop says its programs type through, in its own words; "" where it says nothing."""
    return "，".join(f"{name}={environment[name]}" for name in _NAMES if environment.get(name))


def lacks_fcitx(environment: Mapping[str, str], platform: str, folders: Iterable[Path]) -> bool:
    """Whether the computer types through fcitx, and none of the folders of plugins has the one for it."""
    is_wanted = any("fcitx" in environment.get(name, "").lower() for name in _NAMES)
    if not is_wanted or platform not in _WITH_INPUT_METHODS:
        return False
    return not any(found for folder in folders for found in (folder / PLUGINS).glob("*fcitx*"))
