"""Keys in menus stand at the right edge, and the words of an action without them."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStyleOptionMenuItem

from disclosure_desk.gui.widgets.key_menu import KeyMenu, keys_of


def test_keys_stand_at_the_right_edge_of_a_menu(qtbot):
    menu = KeyMenu("报告")
    qtbot.addWidget(menu)
    menu.addAction("新建报告…").setShortcut("Ctrl+N")
    menu.addAction(QAction("剪切\tCtrl+X", menu))
    menu.addAction("改名称…")
    assert [keys_of(action) for action in menu.actions()] == ["Ctrl+N", "Ctrl+X", ""]
    option = QStyleOptionMenuItem()
    menu.initStyleOption(option, menu.actions()[1])
    assert option.text == "剪切"
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    rows = [menu.actionGeometry(action).center().y() for action in menu.actions()]
    edge = range(picture.width() - 20, picture.width() - 12)
    drawn = [len({picture.pixel(x, y + d) for x in edge for d in range(-5, 5)}) > 1 for y in rows]
    assert drawn == [True, True, False]
