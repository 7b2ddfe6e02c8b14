"""What of a line is shown that is too long for its room."""

import pytest

from disclosure_desk.gui.widgets.elided_label import ElidedLabel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
KEYS = "Enter 对　　F2 改　　Esc 不导入"


@pytest.mark.parametrize(
    ("separator", "less", "shown"),
    [("", 0, KEYS), ("　　", 0, KEYS), ("　　", 2, "Enter 对　　F2 改"), ("　　", 1000, "Enter 对")],
)
def test_of_a_list_only_whole_parts_are_shown(qtbot, separator, less, shown):
    label = ElidedLabel(separator=separator)
    qtbot.addWidget(label)
    label.setText(KEYS)
    width = label.fontMetrics().horizontalAdvance(KEYS) + 1
    label.resize(max(width - less, 10), 20)
    assert label.shown == shown
    label.grab()
    assert label.toolTip() == KEYS


def test_other_texts_lose_their_middle(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(KEYS)
    label.resize(label.fontMetrics().horizontalAdvance(KEYS) - 10, 20)
    assert label.shown.startswith("Enter")
    assert label.shown.endswith("导入")
    assert "…" in label.shown
