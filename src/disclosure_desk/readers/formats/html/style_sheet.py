"""The style sheets within a page: what they and an element's own style declare of it, the strongest last.

Nothing is fetched: sheets of other files are not known. Rules for another medium than a wide screen do not count. Of a
rule under a condition that is not understood only what it would declare is known, as of one that looks inside (:has).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclosure_desk.readers.formats.html.selector import Selector, StyledNode, selectors_in, split_at_commas
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_CHARACTERS, _MOST_RULES, _MOST_STEPS = 500_000, 20_000, 1_000_000
"""Characters of style and rules that are read, and elements that selectors look at: a page's own have some thousand."""

_COMMENT = lazy_pattern(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MARK = lazy_pattern(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|([{};])", re.DOTALL)
_CONDITION = lazy_pattern(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([0-9.]+)(px|em|rem)\s*\)")
_SCREEN = 1280
"""Pixels: how wide the screen is that a page is read on."""

_LAYOUT = frozenset({"display", "vertical-align", "text-decoration", "text-decoration-line"})
"""What is declared that hides nothing."""

IF_IT_FITS = "-if-it-fits-"
"""What the name of a property begins with that is declared of an element only if a selector or condition fits that is
not known: what is in it, `:has()`, a mouse, another browser."""

_NO_CONDITIONS = ("@font-face", "@keyframes", "@-webkit-keyframes", "@page", "@property", "@counter-style")
_OTHER_MEDIA = lazy_pattern(
    r"(?<!not )\b(?:print|speech|aural|tty|tv|handheld|projection|braille)\b|orientation:\s*portrait|scheme:\s*dark"
    r"|motion:\s*reduce|pointer:\s*coarse|hover:\s*none|-ms-high-contrast"
)
"""What is no wide screen as a clerk has it."""

_MOST_NESTED, _LONGEST_NESTED = 40, 300
"""So many selectors, and letters of one, a rule within a rule has; of more it is not known what they are about."""

_NOT_WORKED_OUT = ":not-worked-out"
"""A selector that is understood by nobody, and so a guess."""

_IMPORTANT = lazy_pattern(r"!\s*important\s*$")
Declarations = Mapping[str, str]


class _Rule(NamedTuple):
    selector: Selector
    declarations: Declarations
    important: Declarations
    number: int


class StyleSheet:
    """What the rules of a page declare; `declared` raises ReadError where a page's rules take far too long."""

    def __init__(self) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._characters_left, self._steps_left, self._count = _MOST_CHARACTERS, _MOST_STEPS, 0

    def add(self, text: str, media: str = "") -> None:
        """Add the text of a style element for some media."""
        self._characters_left -= len(text)
        is_for_screen = _is_for_screen(media)
        if self._characters_left < 0 or is_for_screen is False:
            return
        for selectors, body, is_known in _rules(_COMMENT.sub("", text)):
            declarations, important = _declarations(body)
            for selector in selectors_in(selectors) if declarations or important else ():
                self._count += 1
                if self._count > _MOST_RULES:
                    return
                rule = _Rule(selector, declarations, important, self._count)
                if selector.is_guess or not is_known or not is_for_screen:
                    rule = rule._replace(declarations=_guessed(declarations), important=_guessed(important))
                self._rules[selector.key].append(rule)

    @property
    def is_empty(self) -> bool:
        """Whether it has no rule."""
        return not self._rules

    def without_hiding(self) -> "StyleSheet":
        """Return the sheet with nothing left of it that could hide a text."""
        sheet = StyleSheet()
        for key, rules in self._rules.items():
            sheet._rules[key] = [
                rule._replace(declarations=_layout(rule.declarations), important=_layout(rule.important))
                for rule in rules
            ]
        return sheet

    def declared(self, node: StyledNode) -> Declarations:
        """Return what the sheets and its own style declare of an element."""
        style = node.attributes.get("style", "")
        fitting = self._fitting(node) if self._rules else []
        if not fitting:
            own, important = _declarations(style) if style else ({}, {})
            return {**own, **important} if important else own
        fitting.sort(key=lambda rule: (rule.selector.weight, rule.number))
        own, important = _declarations(style)
        declared: dict[str, str] = {}
        in_order = (*(rule.declarations for rule in fitting), own, *(rule.important for rule in fitting), important)
        for declarations in in_order:
            declared.update(declarations)
        return declared

    def _fitting(self, node: StyledNode) -> list[_Rule]:
        """The rules about an element."""
        keys = ("", node.tag, *(f".{name}" for name in node.classes))
        if "id" in node.attributes:
            keys = (*keys, f"#{node.attributes['id']}")
        candidates = (rule for key in dict.fromkeys(keys) for rule in self._rules.get(key, ()))
        return [rule for rule in candidates if rule.selector.fits(node, self._spend)]

    def _spend(self) -> None:
        self._steps_left -= 1
        if self._steps_left < 0:
            raise ReadError("这个网页的样式太复杂了，不像是一份报告；请只把报告那一页另存再导入。")


def _layout(declarations: Declarations) -> Declarations:
    return {name: value for name, value in declarations.items() if name in _LAYOUT and value != "none"}


def _guessed(declarations: Declarations) -> Declarations:
    return {IF_IT_FITS + name: value for name, value in declarations.items()}


def _declarations(body: str) -> tuple[Declarations, Declarations]:
    """Return the declarations of a rule or style, and those marked as important, the last of each name."""
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if not colon:
            continue
        stripped = _IMPORTANT.sub("", value.strip().lower())
        (plain if stripped == value.strip().lower() else important)[name.strip().lower()] = stripped.strip()
    return plain, important


def _is_for_screen(media: str) -> bool | None:
    """Return whether a list of media queries has one for a wide screen; None where that is not known."""
    if not media.strip():
        return True
    fitting = [_fits_screen(query) for query in split_at_commas(media.lower())]
    return True if True in fitting else None if None in fitting else False


def _fits_screen(query: str) -> bool | None:
    conditions = _CONDITION.findall(query)
    if _OTHER_MEDIA.search(query):
        return False
    for bound, number, unit in conditions:
        width = float(number) * (1 if unit == "px" else 16) if number.count(".") <= 1 else 0.0
        if (width > _SCREEN) if bound == "min" else (width < _SCREEN):
            return None if "not" in query.split() else False
    return True if {*_CONDITION.sub("", query).split()} <= {"only", "screen", "all", "and"} else None


class _Group(NamedTuple):
    """What a brace opened: the selectors of a rule, none for a group outside of all; None for rules that do not count.

    `is_known`: whether all conditions around are.
    """

    selectors: tuple[str, ...] | None
    is_known: bool = True


def _rules(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selectors, declarations, and whether they are known to count, also for rules within rules."""
    start, declarations = 0, ""
    around = [_Group(())]
    for mark in (mark for mark in _MARK.finditer(text) if mark[1]):
        between, start = text[start : mark.start()], mark.end()
        if mark[1] == ";":
            declarations += f"{between};" if around[-1].selectors else ""
            continue
        declarations += between if mark[1] == "}" else ""
        if around[-1].selectors and declarations.strip():
            yield ",".join(around[-1].selectors), declarations, around[-1].is_known
        declarations = ""
        if mark[1] == "{":
            around.append(_opened(around[-1], between.strip()))
        elif len(around) > 1:
            around.pop()


def _opened(around: _Group, head: str) -> _Group:
    """Return what a brace opens behind some words."""
    if around.selectors is None:
        return around
    if not head.startswith("@"):
        return around._replace(selectors=_nested(around.selectors, head))
    name, _, condition = head.partition(" ")
    if name.partition("(")[0] in _NO_CONDITIONS:
        return _Group(None)
    if name == "@layer" or (name == "@supports" and not condition.strip().startswith(("not", "selector"))):
        return around
    is_open = _is_for_screen(condition) if name == "@media" else None
    return _Group(None) if is_open is False else around._replace(is_known=around.is_known and is_open is True)


def _nested(outer: tuple[str, ...], head: str) -> tuple[str, ...]:
    """Return the selectors of a rule; of one within another as if it stood alone: in td {& .a {…}} td .a."""
    own = [part.strip() for part in split_at_commas(head)]
    if not outer:
        return tuple(own)
    if len(outer) * len(own) > _MOST_NESTED or _NOT_WORKED_OUT in outer:
        return (_NOT_WORKED_OUT,)
    return tuple(_selector_within(one, part) for one in outer for part in own)


def _selector_within(outer: str, part: str) -> str:
    """Return the selector of a rule within a rule as if it stood alone; & is the outer one."""
    if "&" not in part:
        return f"{outer} {part}"
    begin, rest = (outer, part[1:]) if part.startswith("&") else ("", part)
    is_deep = ("&" in rest and "(" in outer) or len(outer) + len(part) > _LONGEST_NESTED
    return _NOT_WORKED_OUT if is_deep else begin + rest.replace("&", f":is({outer})")
