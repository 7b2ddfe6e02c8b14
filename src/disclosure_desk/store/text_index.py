"""Texts found by what they contain: a full-text index over all versions of all reports, made for each search.

It is in memory, not in the data file. There it would be content that neither the audit trail nor a package's digest
vouches for, and a search could be made to miss something without anybody noticing.
"""

import sqlite3
from collections.abc import Iterable

from disclosure_desk.store.sqlite_access import Database

TextKey = tuple[int, str]
"""Which version, as the caller counts them, and the place of the text in it."""

_TRIGRAM = 3
"""Shorter words have no run of three characters, so they are looked for in every text."""

_LETTER_FOR_LETTER = "instr(text, :words) > 0"
"""The index takes capital and small letters for the same."""


class TextIndex:
    """An index of texts by runs of three characters, because Chinese words have no blanks between them."""

    def __init__(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """Index version, place and text of each."""
        self._connection = sqlite3.connect(":memory:")
        self._texts = Database(self._connection).table("texts")
        self._texts.create({"version": int, "place": str, "text": str, "indexed": str})
        # The index would end at a NUL; half a character cannot be stored at all.
        rows = ((version, place, text.encode("utf-8", "replace").decode()) for version, place, text in texts)
        self._texts.insert_all(
            {"version": version, "place": place, "text": text, "indexed": text.replace("\0", " ")}
            for version, place, text in rows
        )
        self._has_index = self._make_index()

    def _make_index(self) -> bool:
        try:
            self._texts.enable_fts(["indexed"], tokenize="trigram")
        except sqlite3.OperationalError:  # SQLite was built without it
            return False
        return True

    def close(self) -> None:
        """Free the memory."""
        self._connection.close()

    def containing(self, words: str) -> set[TextKey]:
        """The texts that contain these words, letter for letter."""
        if not _is_whole(words):
            return set()
        if len(words) < _TRIGRAM or "\0" in words or not self._has_index:
            rows = self._texts.rows_where(_LETTER_FOR_LETTER, {"words": words})
        else:
            phrase = '"{}"'.format(words.replace('"', '""'))
            arguments = {"words": words}
            rows = self._texts.search(phrase, order_by="rowid", where=_LETTER_FOR_LETTER, where_args=arguments)
        return {(int(row["version"]), str(row["place"])) for row in rows}


def _is_whole(words: str) -> bool:
    """Whether there is no half character in the words, as a command line may have; no text has one."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
