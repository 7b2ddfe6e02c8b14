"""How the clerk reads a step that can be taken back or brought back: “粘贴 12 格”."""

from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import NOTES, UNIT, YEAR
from disclosure_desk.store.undo_history import UndoStep

_BY_ACTION = {
    "paste": "粘贴 {count} 格",
    "clear": "清除 {count} 格",
    "fill_zero": "其余填 0（{count} 格）",
    "rename": "改名称",
    "update": "导入更新 {count} 处",
}


def step_words(form: Form, step: UndoStep) -> str:
    """What was done in a step."""
    places = list(dict.fromkeys(change.place for change in step.changes if change.place != NOTES))
    if step.action == "paste" and places and all(place in form.texts for place in places):
        return "分到各段"  # only a section that is shared out is pasted into texts; what a key pastes is typed
    words = _BY_ACTION.get(step.action)
    if words:
        return words.format(count=len(places))
    return _place_words(form, places[0]) if len(places) == 1 else f"改动 {len(places)} 处"


def _place_words(form: Form, place: str) -> str:
    if place.startswith(EXPLANATION):
        return "说明"
    return "改名称" if place in {UNIT, YEAR} else f"填写{form.place_name(place)}"
