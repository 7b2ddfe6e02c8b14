"""What a reading tells the clerk: each single thing it noted, and one remark for all that have the same cause.

A cause is known by the words of the reason; what a reason quotes and the numbers in it are the particulars of one case.
`resources/dictionaries/remarks.toml` says which reasons are one cause, and how many cases of it are told in a sentence;
of a cause that is not there the first case is told, and how many there are.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.report import Note
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table
from disclosure_desk.text.lazy_pattern import lazy_pattern

_PARTICULARS = lazy_pattern("“[^“”]*(?:“[^“”]*”[^“”]*)*”|[0-9０-９][0-9０-９,.]*")
_QUOTED = lazy_pattern("“([^“”]*(?:“[^“”]*”[^“”]*)*)”")
NAME_CAUSE = "name"
"""The cause of all that is doubtful about the report's unit and year."""

_LONGEST_EXAMPLE, _MOST_EXAMPLES = 24, 3


class SourceNote(NamedTuple):
    """One thing noted about a source: `reason` says what and `words` are what stands there, either may be "".

    `kind` and `place` are those of the note that is kept with the report; `item` is the number of the item, if known.
    """

    kind: str
    place: str
    reason: str
    words: str = ""
    item: int | None = None

    @property
    def text(self) -> str:
        """The reason and the words in one line."""
        return "：".join(part for part in (self.reason, self.words) if part)

    @property
    def note(self) -> Note:
        """The note that is kept with the report."""
        return Note(self.kind, self.place, self.text)


def noted_before(note: Note) -> SourceNote:
    """A note that was kept with a report, with its reason and words apart again."""
    reason, _, words = note.text.partition("：")
    if note.kind == "original":
        return SourceNote(note.kind, note.place, "", note.text)
    return SourceNote(note.kind, note.place, *((reason, words) if reason and words else (note.text, "")))


class _Cause(NamedTuple):
    """A cause: the reasons that are it, or the words at places without a reason, and how many cases are told.

    `has_examples`: whether the first words are quoted; no clerk reads the entries of a page's menu. `is_whole`: a
    reason is told whole; else only what it quotes of the source.
    """

    id: str
    reasons: re.Pattern[str]
    words: re.Pattern[str]
    many: str
    has_examples: bool
    is_whole: bool


class Remark(NamedTuple):
    """All that was noted for one cause, told in one sentence; `notes` are the single cases in the source's order."""

    cause: str
    text: str
    notes: tuple[SourceNote, ...]

    @property
    def kind(self) -> str:
        """The kind of its first note."""
        return self.notes[0].kind

    @property
    def place(self) -> str:
        """The place of all its notes, "" where they have none or several."""
        places = {note.place for note in self.notes}
        return places.pop() if len(places) == 1 else ""


def remarks_of(notes: Iterable[SourceNote]) -> tuple[Remark, ...]:
    """One remark for each cause, in the order of their first notes; what is noted twice counts once."""
    by_cause: dict[str, list[SourceNote]] = {}
    for note in dict.fromkeys(notes):
        by_cause.setdefault(cause_of(note), []).append(note)
    return tuple(Remark(cause, _sentence(cause, found), tuple(found)) for cause, found in by_cause.items())


def cause_of(note: SourceNote) -> str:
    """The id of a note's cause; where the dictionary has none, its reason without the particulars."""
    known = next((cause for cause in _causes() if _is_of(note, cause)), None)
    return known.id if known else f"{note.kind} {_PARTICULARS.sub('', note.reason)}"


def _is_of(note: SourceNote, cause: _Cause) -> bool:
    return bool(cause.reasons.match(note.reason) if note.reason else cause.words.fullmatch(note.words))


def _sentence(cause: str, notes: list[SourceNote]) -> str:
    known = next((one for one in _causes() if one.id == cause), None)
    if len(notes) == 1:
        return _single_sentence(notes[0])
    if known is None:
        return f"{notes[0].text}（同样的共 {len(notes)} 处）"
    # What a file's reader tells of whole pages is not one more place than those in its items.
    sentence = known.many.format(count=sum(note.item is not None for note in notes) or len(notes))
    return f"{sentence}：{_examples(notes, is_whole=known.is_whole)}" if known.has_examples else f"{sentence}。"


def _single_sentence(note: SourceNote) -> str:
    return note.text if note.reason else f"原文是“{note.words}”，不能当作数填进去，先空着。"


def _examples(notes: list[SourceNote], *, is_whole: bool) -> str:
    """The first of what stands in the source, or where nothing of it is known, of the reasons."""
    cases = dict.fromkeys(_example(note, is_whole=is_whole) for note in notes)
    return "；".join(list(cases)[:_MOST_EXAMPLES]) + ("等。" if len(cases) > _MOST_EXAMPLES else "。")


def _example(note: SourceNote, *, is_whole: bool) -> str:
    quoted = None if is_whole else _QUOTED.search(note.reason)
    behind = "" if is_whole else note.reason.partition("：")[2]
    words = " ".join((note.words or (quoted[1] if quoted else behind)).split())
    if not words:
        return note.reason.rstrip("。")
    return f"“{words[:_LONGEST_EXAMPLE]}…”" if len(words) > _LONGEST_EXAMPLE else f"“{words}”"


@lru_cache(maxsize=1)
def _causes() -> tuple[_Cause, ...]:
    table = load_table(resource("dictionaries", "remarks.toml"))
    causes = tuple(map(_cause, table.tables("causes")))
    table.done()
    return causes


def _cause(table: StrictTable) -> _Cause:
    cause = _Cause(
        table.take("id", str),
        _any(table.words("reasons", optional=True)),
        _any(table.words("words", optional=True)),
        table.take("many", str),
        table.take("examples", bool, True),  # noqa: FBT003 - the key's own default
        table.take("whole", bool, False),  # noqa: FBT003 - the key's own default
    )
    table.done()
    return cause


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that matches what any of the words matches, and nothing where there are none."""
    return re.compile("|".join(f"(?:{word})" for word in words) or "(?!)")
