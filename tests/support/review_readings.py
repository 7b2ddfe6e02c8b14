"""A reading with doubts of several kinds, and the keys that a clerk presses in its review."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.report import new_report
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow

KEY, HELD = Qt.Key, Qt.KeyboardModifier
LICENCE, PENALTY, COMPULSION = (f"proactive.{row}.decisions" for row in ("licence", "penalty", "compulsion"))
PROBLEMS = "problems"
AMBIGUOUS = {PENALTY: (Origin(3, "40"), Origin(3, "44"))}


def reading(form, others=AMBIGUOUS, locations=()):
    """Three doubtful figures, two of one row, a doubtful text, a remark."""
    notes = (
        SourceNote("doubtful", LICENCE, "原文是“3件”，读作 3", item=2),
        SourceNote("doubtful", PROBLEMS, "标题是旧的", item=1),
        SourceNote("unplaced", "", "没有地方放", "附件2", 0),
    )
    values = {LICENCE: 3, PENALTY: 4, COMPULSION: 5, PROBLEMS: "丁。"}
    items = (
        SourceParagraph("附件2"),
        SourceParagraph("丁。"),
        SourceRow(("行政许可", "3件")),
        SourceRow(("行政处罚", "4", "5")),
    )
    items = (
        tuple(item._replace(location=location) for item, location in zip(items, locations, strict=True))
        if locations
        else items
    )
    origins = {
        PROBLEMS: Origin(1, "丁。"),
        LICENCE: Origin(2, "3件", 1),
        PENALTY: Origin(3, "4", 1),
        COMPULSION: Origin(3, "5", 2),
    }
    unsure = frozenset({LICENCE, PENALTY, COMPULSION, PROBLEMS})
    report = new_report(form, "某街道", 2024, values, (note.note for note in notes))
    return Reading(report, notes, items, origins, unsure, others)


def press(*keys, held=HELD.NoModifier):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(QApplication.focusWidget(), key)
        else:
            QTest.keyClick(QApplication.focusWidget(), key, held)


def at(dialog):
    item = dialog._item
    return item.place or item.key


def held_value(dialog, place):
    return dialog.review.value(place)
