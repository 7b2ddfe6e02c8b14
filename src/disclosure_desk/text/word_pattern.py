"""One regular expression for many words: it finds the longest of them that stands at a place."""

import re
from collections.abc import Iterable

_Trie = dict[str, "_Trie"]


def longest_of(words: Iterable[str]) -> str:
    """A pattern of the longest of some words, which share their beginnings: one step a character, however many words.

    收到, 收件, 收 -> 收(?:到|件|)
    """
    root: _Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: _Trie) -> str:
    branches = [(char if char.isalnum() else re.escape(char)) + _pattern(after) for char, after in node.items() if char]
    if not branches:
        return ""
    # An empty branch, and not a ? behind the group, for which the engine of re keeps a stack.
    return branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)}{'|' * ('' in node)})"
