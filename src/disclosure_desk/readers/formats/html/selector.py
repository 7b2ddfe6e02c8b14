"""The selectors of a style sheet: which elements of a page a rule is about.

Input: a selector as written, and elements with their ancestors and the siblings before them. Output: whether it fits,
and how much it weighs against others. Invariant: a selector that speaks of what a page without a pointer does not show
(:hover, ::before), or that is no selector, fits nothing. What is in an element (:has) is not known when it begins, nor
what a word says that is not understood: such a selector fits as if it were so, and is called a guess.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_PARTS = 20
_TOKEN = lazy_pattern(
    r"\s*(?P<combinator>[>+~])\s*|(?P<blank>\s+)"
    r"|#(?P<id>(?:\\.|[\w-])+)|\.(?P<class>(?:\\.|[\w-])+)|(?P<tag>\*|[a-zA-Z][\w-]*)"
    r"|\[(?P<attribute>(?:[^\]\"']|\"[^\"]*\"|'[^']*')*)\]"
    r"|:(?P<pseudo>:?[\w-]+)(?P<arguments>\((?:[^()]|\([^()]*\))*\))?"
)
_ATTRIBUTE = lazy_pattern(r"\s*([\w-]+)\s*(?:([~|^$*]?=)\s*(\"[^\"]*\"|'[^']*'|[^\s\"']+)\s*(?:[iIsS]\s*)?)?")
_COUNT = lazy_pattern(r"([+-]?\d*)n([+-]\d+)?|([+-]?\d+)")
_NEVER = frozenset(
    {
        *("hover", "active", "focus", "focus-within", "focus-visible", "visited", "target", "fullscreen", "checked"),
        *("before", "after", "first-line", "first-letter", "placeholder", "selection", "marker", "backdrop"),
        *("invalid", "disabled", "placeholder-shown", "indeterminate", "autofill"),
    }
)
"""What no text of a page is that just lies there."""

_COMMA = lazy_pattern(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|\"[^\"]*\"|'[^']*'|(,)")


@dataclass(eq=False)
class StyledNode:
    """An element of a page with what selectors look at.

    `number` and `number_of_type` are its place among its `siblings`, itself counted; `before` is the one before it. Of
    its own children so far `last` is the last, `count` how many there are, and `counts` how many of each tag.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: "StyledNode | None" = None
    before: "StyledNode | None" = None
    number: int = 1
    siblings: int = 1
    number_of_type: int = 1
    classes: Sequence[str] = ()
    last: "StyledNode | None" = None
    count: int = 0
    counts: dict[str, int] = field(default_factory=dict)


Test = Callable[[StyledNode], bool]


class Compound(NamedTuple):
    """What one element must be, and how it is to stand to the one before it: " ", ">", "+" or "~"."""

    combinator: str
    tests: tuple[Test, ...]


class _Simple(NamedTuple):
    """A simple selector: its test and its weight."""

    test: Test
    weight: tuple[int, int, int]
    is_guess: bool = False


class Selector(NamedTuple):
    """A selector: its parts, the last first; its weight; and the word by which its element is found quickest.

    `is_guess`: whether it fits depends on what is in the element.
    """

    parts: tuple[Compound, ...]
    weight: tuple[int, int, int]
    key: str
    is_guess: bool = False

    def fits(self, node: StyledNode, spend: Callable[[], None]) -> bool:
        """Whether an element is one that the selector is about; `spend` is called for each that is looked at."""
        return _fits(self.parts, 0, node, spend)


def selectors_in(text: str) -> Iterator[Selector]:
    """The selectors of a rule that are understood."""
    for part in split_at_commas(text):
        selector = _selector(part.strip())
        if selector:
            yield selector


def split_at_commas(text: str) -> list[str]:
    """The parts of a list, whose brackets may have commas of their own."""
    cuts = [-1, *(found.start() for found in _COMMA.finditer(text) if found[1]), len(text)]
    return [text[start + 1 : end] for start, end in pairwise(cuts)]


def _fits(parts: Sequence[Compound], at: int, node: StyledNode, spend: Callable[[], None]) -> bool:
    spend()
    part = parts[at]
    if not all(test(node) for test in part.tests):
        return False
    if at + 1 == len(parts):
        return True
    others: Iterator[StyledNode] = {">": _parent, "+": _sibling, "~": _siblings}.get(part.combinator, _ancestors)(node)
    return any(_fits(parts, at + 1, other, spend) for other in others)


def _ancestors(node: StyledNode) -> Iterator[StyledNode]:
    while node.parent:
        node = node.parent
        yield node


def _parent(node: StyledNode) -> Iterator[StyledNode]:
    return iter([node.parent] if node.parent else [])


def _sibling(node: StyledNode) -> Iterator[StyledNode]:
    return iter([node.before] if node.before else [])


def _siblings(node: StyledNode) -> Iterator[StyledNode]:
    while node.before:
        node = node.before
        yield node


def _selector(text: str) -> Selector | None:
    """A selector without commas; None for one that is not understood."""
    parts: list[Compound] = []
    tests: list[Test] = []
    weight, key, combinator, at, is_guess = [0, 0, 0], "", "", 0, False
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            return None
        at = found.end()
        if found["combinator"] or found["blank"]:
            if not tests or len(parts) > _MOST_PARTS:
                return None
            parts.append(Compound(combinator, tuple(tests)))
            combinator, tests, key = found["combinator"] or " ", [], ""
            continue
        made = _test(found)
        if made is None:
            return None
        tests.append(made.test)
        is_guess |= made.is_guess
        weight = [one + two for one, two in zip(weight, made.weight, strict=True)]
        key = _key(found) or key
    if not tests:
        return None
    parts.append(Compound(combinator, tuple(tests)))
    # Each part keeps how it stands to the next outer one, which is written before it.
    return Selector(tuple(reversed(parts)), (weight[0], weight[1], weight[2]), key, is_guess)


def _key(found: re.Match[str]) -> str:
    if found["id"]:
        return f"#{_plain(found['id'])}"
    if found["class"]:
        return f".{_plain(found['class'])}"
    return "" if found["tag"] in (None, "*") else found["tag"].lower()


def _test(found: re.Match[str]) -> _Simple | None:
    """What one simple selector asks for; None for one that is not understood."""
    if found["id"]:
        name = _plain(found["id"])
        return _Simple(lambda node: node.attributes.get("id") == name, (1, 0, 0))
    if found["class"]:
        name = _plain(found["class"])
        return _Simple(lambda node: name in node.classes, (0, 1, 0))
    if found["tag"]:
        tag = found["tag"].lower()
        return _Simple(lambda _: True, (0, 0, 0)) if tag == "*" else _Simple(lambda node: node.tag == tag, (0, 0, 1))
    if found["attribute"] is not None:
        test = _attribute_test(found["attribute"])
        return None if test is None else _Simple(test, (0, 1, 0))
    return _pseudo_test(found["pseudo"].lower(), (found["arguments"] or "")[1:-1].strip())


def _plain(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name)


def _attribute_test(text: str) -> Test | None:
    found = _ATTRIBUTE.fullmatch(text)
    if not found:
        return None
    name, sign, wanted = found[1].lower(), found[2] or "", (found[3] or "").strip("\"'")
    compare: Mapping[str, Callable[[str], bool]] = {
        "": lambda _: True,
        "=": lambda value: value == wanted,
        "~=": lambda value: wanted in value.split(),
        "|=": lambda value: value == wanted or value.startswith(f"{wanted}-"),
        "^=": lambda value: bool(wanted) and value.startswith(wanted),
        "$=": lambda value: bool(wanted) and value.endswith(wanted),
        "*=": lambda value: bool(wanted) and wanted in value,
    }
    fits = compare[sign]
    return lambda node: name in node.attributes and fits(node.attributes[name])


def _pseudo_test(name: str, arguments: str) -> _Simple | None:
    places = {
        "first-child": lambda node: node.number == 1,
        "last-child": lambda node: node.number == node.siblings,
        "only-child": lambda node: node.siblings == 1,
        "first-of-type": lambda node: node.number_of_type == 1,
        "root": lambda node: node.parent is None,
        "link": lambda node: node.tag == "a" and "href" in node.attributes,
        "any-link": lambda node: node.tag == "a" and "href" in node.attributes,
        "has": lambda _: True,
    }
    if name in places:
        return _Simple(places[name], (0, 1, 0), is_guess=name == "has")
    counted: Mapping[str, Callable[[StyledNode], int]] = {
        "nth-child": lambda node: node.number,
        "nth-last-child": lambda node: node.siblings - node.number + 1,
        "nth-of-type": lambda node: node.number_of_type,
    }
    if name in counted:
        fits = _count_test(arguments)
        number = counted[name]
        return None if fits is None else _Simple(lambda node: fits(number(node)), (0, 1, 0))
    if name in ("not", "is", "where", "matches", "-webkit-any"):
        inner = [_selector(part.strip()) for part in split_at_commas(arguments)]
        known = [selector for selector in inner if selector]
        if name == "not" and len(known) < len(inner):
            return _Simple(lambda _: True, (0, 1, 0), is_guess=True)
        weight = (0, 0, 0) if name == "where" else max((one.weight for one in known), default=(0, 0, 0))
        if any(selector.is_guess for selector in known):
            return _Simple(lambda _: True, weight, is_guess=True)
        wanted = name != "not"
        return _Simple(lambda node: any(one.fits(node, _free) for one in known) == wanted, weight)
    is_known = name.startswith((":", "-")) or name in _NEVER
    return None if is_known else _Simple(lambda _: True, (0, 1, 0), is_guess=True)


def _free() -> None:
    """What is within brackets is not counted: it is short."""


def _count_test(text: str) -> Callable[[int], bool] | None:
    """Whether a number is one of `2n+1`, `odd` or `3`; None for what is none of these."""
    plain = {"odd": "2n+1", "even": "2n"}.get(text.lower(), "".join(text.lower().split()))
    found = _COUNT.fullmatch(plain)
    if not found:
        return None
    if found[3]:
        wanted = int(found[3])
        return lambda number: number == wanted
    step = int(f"{found[1]}1") if found[1] in ("", "+", "-") else int(found[1])
    start = int(found[2] or 0)
    if not step:
        return lambda number: number == start
    return lambda number: (number - start) % step == 0 and (number - start) // step >= 0
