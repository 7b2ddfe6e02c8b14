"""The style sheets within a page: what they and an element's own style declare of it, the strongest last.

Nothing is fetched: sheets of other files are not known. Rules for another medium than a wide screen do not count.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclosure_desk.readers.formats.html.selector import Selector, StyledNode, selectors_in, split_at_commas
from disclosure_desk.readers.model.errors import ReadError

_MOST_CHARACTERS, _MOST_RULES, _MOST_STEPS = 500_000, 20_000, 1_000_000
"""Characters of style and rules that are read, and elements that selectors look at: a page's own have some thousand."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MARK = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|([{};])", re.DOTALL)
_CONDITION = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([0-9.]+)(px|em|rem)\s*\)")
_SCREEN = 1280
"""Pixels: how wide the screen is that a page is read on."""

_LAYOUT = frozenset({"display", "vertical-align", "text-decoration", "text-decoration-line"})
"""What is declared that hides nothing."""

IF_IT_HAS = "-if-it-has-"
"""What the name of a property begins with that is declared of an element only if it has something in it, `:has()`."""

_IMPORTANT = re.compile(r"!\s*important\s*$")
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
        if self._characters_left < 0 or not _is_for_screen(media):
            return
        for selectors, body in _rules(_COMMENT.sub("", text)):
            declarations, important = _declarations(body)
            for selector in selectors_in(selectors) if declarations or important else ():
                self._count += 1
                if self._count > _MOST_RULES:
                    continue
                rule = _Rule(selector, declarations, important, self._count)
                if selector.is_guess:
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
    return {IF_IT_HAS + name: value for name, value in declarations.items()}


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


def _is_for_screen(media: str) -> bool:
    """Return whether a list of media queries has one for a wide screen."""
    return not media.strip() or any(map(_fits_screen, split_at_commas(media.lower())))


def _fits_screen(query: str) -> bool:
    conditions = _CONDITION.findall(query)
    words = _CONDITION.sub("", query).split()
    if not {*words} <= {"only", "screen", "all", "and"}:
        return False
    for bound, number, unit in conditions:
        width = float(number) * (1 if unit == "px" else 16) if number.count(".") <= 1 else 0.0
        if (width > _SCREEN) if bound == "min" else (width < _SCREEN):
            return False
    return True


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations, also those for a wide screen only."""
    start = 0
    open_groups: list[bool] = []  # for each group around, whether its rules count
    head: str | None = None
    for mark in (mark for mark in _MARK.finditer(text) if mark[1]):
        between = text[start : mark.start()]
        if mark[1] == "}":
            if head is not None and all(open_groups):
                yield head, between
            elif head is None and open_groups:
                open_groups.pop()
            head = None
        elif mark[1] == "{":
            before = between.strip()
            if head is None and not before.startswith("@"):
                head = before
            else:  # a group of rules, or a rule within a rule
                open_groups.append(head is None and _is_open(before))
                head = None
        elif head is not None:
            continue  # between two declarations of a rule
        start = mark.end()


def _is_open(at_rule: str) -> bool:
    name, _, condition = at_rule.partition(" ")
    return (name == "@media" and _is_for_screen(condition)) or name in ("@supports", "@layer")
