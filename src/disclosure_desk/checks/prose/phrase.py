"""A phrase: some tokens in a row, asked for what they hold."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure_desk.checks.prose.lexer import Token

_SILENT = {
    *(
        "particle",
        "thing",
        "approx",
        "this",
        "parts",
        "total",
        "and",
        "mark",
        "all",
        "each",
        "among",
        "cause",
        "without",
        "every",
    ),
}
"""The kinds of words that say nothing of what is counted."""

_STRANGE = {"foreign", "every"}


class Phrase:
    """Some tokens in a row, asked for what they hold."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.kinds = {kind for token in self.tokens for kind in token.kinds}
        # 申请 and 费用 alone may be any: 受理不动产登记申请96件 (o043) and 不动产登记费用 are about another matter.
        if "vague" in self.kinds and not any(
            _is_ours(before, token) for before, token in pairwise((None, *self.tokens))
        ):
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

    def last_of(self, *kinds: str) -> str:
        """Which of some kinds the last word has that is of any of them; "" if there is none."""
        for token in reversed(self.tokens):
            for kind in kinds:
                if kind in token.kinds:
                    return kind
        return ""

    def without(self, *kinds: str) -> "Phrase":
        """The phrase without the words of some kinds."""
        return Phrase([token for token in self.tokens if not any(kind in token.kinds for kind in kinds)])

    def up_to(self, kind: str) -> "Phrase":
        """The phrase up to the first word of a kind."""
        ends = next((place for place, token in enumerate(self.tokens) if kind in token.kinds), len(self.tokens))
        return Phrase(self.tokens[:ends])

    @property
    def names_something_else(self) -> bool:
        """Whether a name of ours is only the first part of another: 行政复议决定书, 依申请公开咨询电话, 公开专区."""
        return any(
            any(kind in token.kinds for kind in ("subject", "info", "ask"))
            and (after.kinds.keys() == {"foreign"} or (after.unknown and "ask" not in token.kinds))
            for token, after in pairwise(self.tokens)
        )

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


def _is_ours(before: Token | None, token: Token | None) -> bool:
    """Whether a word names a request or a fee for information: 申请 alone does not after unknown text (救助申请)."""
    if token is None or not ("ask" in token.kinds or "subject" in token.kinds):
        return False
    return "vague" not in token.kinds or before is None or not (before.unknown or before.kinds.keys() & _STRANGE)


def is_meaningful(token: Token) -> bool:
    """Whether a token says something of its own: known words that matter, and unknown ones."""
    return token.unknown or not token.kinds.keys() <= _SILENT
