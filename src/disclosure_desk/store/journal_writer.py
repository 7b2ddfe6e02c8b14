"""Keeps the journal in step with the open data file: after each commit it is given the lines that it lacks."""

import sqlite3
from pathlib import Path

from disclosure_desk.store import journal
from disclosure_desk.store.errors import journal_rewritten, journal_warning
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.journal import Journal, JournalSwappedError
from disclosure_desk.store.old_files import rename_to_old
from disclosure_desk.store.sqlite_access import Database


class JournalWriter:
    """The journal at a path, which has the data file's events up to the number `written`.

    warning: "" unless the journal could not be written; what is in the data file is safe all the same, and the journal
    is completed by the next write. note: "" unless it had to be written anew, because somebody put another in its
    place.
    """

    def __init__(self, db: Database, path: Path, opened: Journal, written: int) -> None:
        self._db, self._path, self._journal, self._written = db, path, opened, written
        self.warning = self.note = ""

    def write_new_events(self) -> None:
        """Add the lines of the events that the journal lacks; where that fails, `warning` says so."""
        try:
            try:
                added = list(journal.event_lines(self._db, self._written))
                self._journal.append(added)
            except JournalSwappedError:
                added = self._write_anew()
        except (OSError, sqlite3.Error) as error:  # the change is stored all the same; the next write adds these lines
            self.warning = journal_warning(error, self._path)
        else:
            self._written, self.warning = self._written + len(added), ""

    def _write_anew(self) -> list[bytes]:
        """Go on in the journal that is there, or write it anew where it is another; the lines that no journal had.

        What somebody put in its place is kept under its old name.
        """
        path, lines = self._path, list(journal.event_lines(self._db))
        header, added = journal.header_line(file_id(self._db)), lines[self._written :]
        comparison = journal.compare_journal(path, [header, *lines[: self._written]])
        self._journal.close()
        if comparison.kind == "same":  # it was only touched
            self._journal = Journal(path, comparison.size)
            self._journal.append(added)
            return added
        old = rename_to_old(path).name if path.exists() else ""
        self._journal = Journal(path, 0)
        self._journal.append([header, *lines])
        self.note = journal_rewritten(path, len(lines), old)
        return added

    def close(self) -> None:
        """Close the file."""
        self._journal.close()
