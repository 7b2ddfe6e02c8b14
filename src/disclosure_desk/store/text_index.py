"""Texts found by what they contain: a full-text index over all versions of all reports, made when it is asked.

It lies in memory, not in the data file: what is found has to be what is in the sealed packages now, and the tables of
the data file are held against their schema at each opening.
"""

from collections.abc import Iterable

from sqlite_utils import Database

Key = tuple[int, str]
"""Which version, counted by who asks, and the place of the text in it."""
_TRIGRAM = 3
"""Shorter words have no run of three characters, and are looked for in every text."""
_LETTER_BY_LETTER = "instr(text, :words) > 0"
"""The index takes capital and small letters for the same."""


class TextIndex:
    """An index of texts by runs of three characters, because Chinese words stand without blanks."""

    def __init__(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """Index version, place and text of each."""
        database = Database(memory=True, execute_plugins=False)
        self._texts = database.table("texts")
        self._texts.create({"version": int, "place": str, "text": str})
        self._texts.insert_all({"version": version, "place": place, "text": text} for version, place, text in texts)
        self._texts.enable_fts(["text"], tokenize="trigram")
        self._database = database

    def close(self) -> None:
        """Let go of the memory."""
        self._database.close()

    def containing(self, words: str) -> set[Key]:
        """The texts in which these words stand, letter by letter."""
        if len(words) < _TRIGRAM or "\0" in words:
            rows = self._texts.rows_where(_LETTER_BY_LETTER, {"words": words})
        else:
            phrase = '"{}"'.format(words.replace('"', '""'))
            rows = self._texts.search(phrase, where=_LETTER_BY_LETTER, where_args={"words": words})
        return {(int(row["version"]), str(row["place"])) for row in rows}
