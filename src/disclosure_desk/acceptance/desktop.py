"""What the desktop has for the program: screens, printers and an input method, as the window finds them.

Only a process with a window can ask Qt. The command starts one of its own, since Qt ends the whole process where there
is no screen.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from disclosure_desk.core.own_program import WORKER, own_command
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceState

WORK = "desktop"
_PATIENCE = 30
"""Seconds that the desktop is waited for."""
_LEAST_WIDTH, _LEAST_HEIGHT = 900, 460
"""What a screen of 1366×768 at 150 % leaves beside its task bar: the smallest on which all parts have their room."""
_WITHOUT_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """A screen: its name, the room for windows in its own units, and how many dots one of them has."""

    name: str
    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class DesktopFacts:
    """What the window finds: Qt and its way to the screen, screens, printers (the usual one first), input method."""

    qt: str
    platform: str
    screens: tuple[ScreenFacts, ...] = ()
    printers: tuple[str, ...] = ()
    input_method: str = ""
    input_problem: str = ""

    def to_json(self) -> str:
        """The facts as text for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "DesktopFacts":
        """The facts in such a text; raises ValueError, KeyError or TypeError."""
        facts = json.loads(text)
        screens = tuple(ScreenFacts(**one) for one in facts.pop("screens"))
        return cls(screens=screens, printers=tuple(facts.pop("printers")), **facts)


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def desktop_facts(run: Run = subprocess.run) -> DesktopFacts | None:
    """What a process with a window finds; None where there is no desktop."""
    try:
        command = own_command(WORKER, WORK)
        ended = run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            creationflags=_WITHOUT_WINDOW,
        )
        return DesktopFacts.from_json(ended.stdout.decode())
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None


def desktop_items(facts: DesktopFacts | None) -> Iterator[AcceptanceItem]:
    """What was found of the desktop."""
    if facts is None:
        advice = "请在桌面上打开窗口，从“帮助”里做一次本机验收。"
        for name in ("屏幕", "打印机", "输入法"):
            yield AcceptanceItem(name, "没有桌面，没有查", AcceptanceState.NOTED, advice)
        return
    yield _screens(facts)
    yield _printers(facts.printers)
    if facts.input_problem:
        yield AcceptanceItem("输入法", facts.input_method, AcceptanceState.NOTED, facts.input_problem)
    else:
        yield AcceptanceItem("输入法", facts.input_method)


def _screens(facts: DesktopFacts) -> AcceptanceItem:
    shown = [f"{one.name} 可用 {one.width}×{one.height}，缩放 {one.scale:.0%}" for one in facts.screens]
    seen = f"{'；'.join(shown) or '没有屏幕'}（{facts.platform}）"
    if any(one.width >= _LEAST_WIDTH and one.height >= _LEAST_HEIGHT for one in facts.screens):
        return AcceptanceItem("屏幕", seen)
    advice = f"窗口至少要 {_LEAST_WIDTH}×{_LEAST_HEIGHT}：请把显示设置里的缩放调小，或者把分辨率调大。"
    return AcceptanceItem("屏幕", seen, AcceptanceState.NOTED, advice)


def _printers(names: Sequence[str]) -> AcceptanceItem:
    if names:
        return AcceptanceItem("打印机", f"{len(names)} 台：{'、'.join(names)}。请打印测试页，用尺核对")
    advice = "请在系统里装好打印机；也可以另存为 PDF，拿到别的电脑上打印。"
    return AcceptanceItem("打印机", "没有装打印机", AcceptanceState.NOTED, advice)
