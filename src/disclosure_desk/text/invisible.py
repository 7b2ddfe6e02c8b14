"""Characters that nobody sees in a text, though they change how it is read, searched or shown: found, named, taken out.

Web pages and office programs leave zero-width spaces, soft hyphens and direction marks; control characters come from
terminals and old files. A blank that has a width is none of these, nor are tab and line feed.
"""

from collections.abc import Mapping

from disclosure_desk.text.lazy_pattern import lazy_pattern

_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_LINE_END = lazy_pattern(f"\r\n|[{_LINE_ENDS}]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_ZERO_WIDTH = "\u200b-\u200d\u2060\ufeff"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_OTHERS = (
    "\xad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u2061-\u2065\u206a-\u206f\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
INVISIBLE = lazy_pattern(f"[{_LINE_ENDS}{_CONTROLS}{_ZERO_WIDTH}{_DIRECTIONS}{_SELECTORS}{_FILLERS}{_OTHERS}]")
"""One character without a width: Unicode's format and control characters, and what is ignored when it is shown."""

_NAMES: Mapping[str, str] = {
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u2060": "零宽不换行",
    "\ufeff": "字节顺序标记",
    "\xad": "软连字符",
}
_KINDS = tuple(
    (lazy_pattern(f"[{characters}]"), name)
    for characters, name in (
        (_LINE_ENDS, "换行用的控制字符"),
        (_DIRECTIONS, "文字方向标记"),
        (_CONTROLS, "控制字符"),
        (_SELECTORS, "字形选择符"),
        (_FILLERS, "占位空白"),
    )
)


def invisible_name(character: str) -> str:
    """What the clerk reads of a character that nobody sees, with its number, by which others can find it."""
    found = _NAMES.get(character) or next((name for kind, name in _KINDS if kind.match(character)), "格式字符")
    return f"{found}（U+{ord(character):04X}）"


def without_invisible(text: str) -> str:
    """The text as one sees it; what ends a line is one character, the line feed."""
    return INVISIBLE.sub("", _LINE_END.sub("\n", text))


def invisible_summary(text: str) -> str:
    """Which characters of a text nobody sees, each kind once with how often; "" where there are none."""
    found = INVISIBLE.findall(_LINE_END.sub("\n", text))
    return "、".join(f"{invisible_name(one)} {found.count(one)} 个" for one in dict.fromkeys(found))
