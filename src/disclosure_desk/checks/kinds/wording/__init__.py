"""The kinds of rule about form and wording; most read single paragraphs, and remember what they found in each."""

from disclosure_desk.checks.kinds.wording import contents, encoding, hidden, letters, pairs, privacy, unit, words, years

__all__ = ["contents", "encoding", "hidden", "letters", "pairs", "privacy", "unit", "words", "years"]
