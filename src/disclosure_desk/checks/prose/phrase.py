"""A phrase: some tokens in a row, asked for what they hold."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from disclosure_desk.checks.prose.lexer import Token

_STRANGE = {"foreign", "every"}


_KINDS, _IS_SILENT = attrgetter("kinds"), attrgetter("is_silent")


class Phrase:
    """Some tokens in a row, asked for what they hold.

    `kinds`: the kinds of all its words; `is_meaningful`: it has more than words that say nothing of their own.
    """

    __slots__ = ("is_meaningful", "kinds", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.kinds = frozenset().union(*map(_KINDS, self.tokens))
        self.is_meaningful = not all(map(_IS_SILENT, self.tokens))
        # 申请 and 费用 alone may be any: 受理不动产登记申请96件 (o043) and 不动产登记费用 are about another matter.
        if "vague" in self.kinds:
            names = [one for one in self.tokens if one.kinds.keys() != {"thing"}]
            if not any(_is_ours(before, token) for before, token in pairwise((None, *names))):
                self.kinds = self.kinds - {"ask"} | {"stray"}

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.tokens + other.tokens) if other.tokens else self

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def values(self, kind: str) -> list[tuple[str, bool]]:
        if kind not in self.kinds:
            return []
        return [token.kinds[kind] for token in self.tokens if kind in token.kinds]

    @property
    def has_unknown_text(self) -> bool:
        """Whether there is text that the vocabulary does not have."""
        return any(token.unknown for token in self.tokens)

    def last_of(self, *kinds: str) -> str:
        """Which of some kinds the last word has that is of any of them; "" if there is none."""
        if not self.has(*kinds):
            return ""
        return next((kind for token in reversed(self.tokens) for kind in kinds if kind in token.kinds), "")

    def without(self, *kinds: str) -> "Phrase":
        """The phrase without the words of some kinds; but 转下年 says more than a time."""
        if not self.has(*kinds):
            return self
        return Phrase([one for one in self.tokens if one.kinds.keys().isdisjoint(kinds) or "carry" in one.kinds])

    def ends_with_name_and(self, kind: str) -> bool:
        """Whether its last two words are a name of requests and one that is of a kind only."""
        names = [token.kinds.keys() for token in self.tokens[-2:]]
        return names[-1:] == [{kind}] and "ask" in names[0]

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
        return next((token for token in reversed(self.tokens) if not token.is_silent), None)

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
