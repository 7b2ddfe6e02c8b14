"""What can be done with words that are questioned, take the proposal, go to the cell, answer, and with any words."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from disclosure_desk.checks.finding import Finding
from disclosure_desk.gui.prose.text_editor import TextEditor
from disclosure_desk.gui.prose.text_marks import Underline

_SHOWN = 32
"""So many characters of a message tell which finding it is."""


def text_menu(editor: TextEditor, *, show_cell: Callable[[str], object], explain: Callable[[Finding], object]) -> QMenu:
    """The menu at the editor's cursor."""
    menu = QMenu(editor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for underline in editor.underlines_at(editor.textCursor().position()):
        _add_underline(menu, editor, underline, show_cell=show_cell, explain=explain)
    for words, slot, enabled in _usual(editor):
        menu.addAction(words, slot).setEnabled(enabled)
    return menu


def _add_underline(
    menu: QMenu,
    editor: TextEditor,
    underline: Underline,
    *,
    show_cell: Callable[[str], object],
    explain: Callable[[Finding], object],
) -> None:
    finding, mark = underline.finding, underline.mark
    message = finding.message
    menu.addAction(message if len(message) <= _SHOWN else f"{message[:_SHOWN]}……").setEnabled(False)
    if mark.proposal is not None and mark.start < mark.end:
        menu.addAction(_offer(underline), lambda: editor.replace(underline, mark.proposal or ""))
    if mark.cell:
        menu.addAction("到表格", lambda: show_cell(mark.cell))
    if finding.explainable:
        menu.addAction("说明这一处…\tF7", lambda: explain(finding))
    menu.addSeparator()


def _offer(underline: Underline) -> str:
    proposal = underline.mark.proposal
    return (
        f"改为表中数字 {proposal}"
        if underline.mark.cell
        else f"改为“{proposal}”"
        if proposal
        else f"删去“{underline.words}”"
    )


def _usual(editor: TextEditor) -> Iterable[tuple[str, Callable[[], object], bool]]:
    selected = editor.textCursor().hasSelection()
    return (
        ("撤销", editor.undo_wanted.emit, True),
        ("重做", editor.redo_wanted.emit, True),
        ("剪切", editor.cut, selected),
        ("复制", editor.copy, selected),
        ("粘贴", editor.paste, editor.canPaste()),
        ("全选", editor.selectAll, bool(editor.text())),
    )
