"""A phrase: some tokens in a row, asked for what they hold."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure_desk.checks.prose.lexer import Token

_SILENT = {"particle", "thing", "approx", "this", "parts", "total", "and", "mark", "each"}
"""The kinds of words that say nothing of what is counted."""


class Phrase:
    """Some tokens in a row, asked for what they hold."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.kinds = {kind for token in self.tokens for kind in token.kinds}
        # 申请 alone may be an application for anything: 受理不动产登记申请96件 (o043) is about another matter.
        if "vague" in self.kinds and not any(_asks(before, token) for before, token in pairwise((None, *self.tokens))):
            self.kinds = self.kinds - {"ask"} | {"stray"}

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.tokens + other.tokens)

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def values(self, kind: str) -> list[tuple[str, bool]]:
        return [token.kinds[kind] for token in self.tokens if kind in token.kinds]

    @property
    def is_meaningful(self) -> bool:
        """Whether there is more than words that say nothing of their own."""
        return any(is_meaningful(token) for token in self.tokens)

    @property
    def has_unknown_text(self) -> bool:
        """Whether there is text that the vocabulary does not have."""
        return any(token.unknown for token in self.tokens)

    @property
    def last(self) -> Token | None:
        """The last word that says something."""
        return next((token for token in reversed(self.tokens) if is_meaningful(token)), None)

    @property
    def first(self) -> Token | None:
        """The first word that says something."""
        return next((token for token in self.tokens if is_meaningful(token)), None)

    def split(self) -> Iterator["Phrase"]:
        """The members of a list: what stands between 、 和 or 及, or side by side as in 无复议诉讼."""
        start = 0
        for place, (before, token) in enumerate(pairwise((None, *self.tokens))):
            if token is not None and "and" in token.kinds:
                yield Phrase(self.tokens[start:place])
                start = place + 1
            elif before and token and "subject" in before.kinds and "subject" in token.kinds:
                yield Phrase(self.tokens[start:place])
                start = place
        yield Phrase(self.tokens[start:])


def _asks(before: Token | None, token: Token | None) -> bool:
    """Whether a word names a request for information: 申请 alone does not after unknown text, as in 救助申请."""
    if token is None or "ask" not in token.kinds:
        return False
    return "vague" not in token.kinds or before is None or not (before.unknown or "foreign" in before.kinds)


def is_meaningful(token: Token) -> bool:
    """Whether a token says something of its own: known words that matter, and unknown ones."""
    return token.unknown or not token.kinds.keys() <= _SILENT
