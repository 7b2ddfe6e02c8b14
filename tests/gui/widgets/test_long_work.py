"""Long work is stopped by its button, and else goes on to the end without a word; what takes a moment says so."""

import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.widgets import long_work as module
from disclosure_desk.gui.widgets.login_form import LoginForm
from disclosure_desk.gui.widgets.long_work import long_work
from disclosure_desk.store.operators import Operators, pin_setting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_it_says_how_far_it_is_and_ends_where_that_is_wanted(parent, monkeypatch):
    monkeypatch.setattr(module, "_AFTER", 0)
    shown = []

    def work():
        with long_work(parent, "正在查找……") as progress:
            for done in range(5):
                progress(done, 5)
                dialog = parent.findChild(QProgressDialog)
                shown.append((dialog.isVisible(), dialog.labelText(), dialog.value(), dialog.maximum()))
                if done == 2:
                    dialog.findChild(QPushButton).click()

    with pytest.raises(StoppedError):
        work()
    assert shown[-1] == (True, "正在查找……", 2, 5)
    assert len(shown) == 3


def test_what_is_done_soon_shows_nothing(parent):
    with long_work(parent, "正在备份……") as progress:
        for done in range(3):
            progress(done, 3)
            assert not parent.findChild(QProgressDialog).isVisible()


class Slow:
    """Knows what the form says while a PIN is compared."""

    pin_wait = 0

    def __init__(self):
        self.form, self.said = None, ""

    def try_pin(self, _name, _pin, _purpose):
        self.said = self.form.problem.text()
        return True


def test_a_pin_that_is_compared_says_so_and_then_no_longer(qtbot):
    keeper, values = Slow(), {"operators": "王某", **pin_setting("王某", "135790")}
    keeper.form = form = LoginForm(Operators.from_stored(values, ()), "王某", "继续工作", keeper, purpose="登录")
    qtbot.addWidget(form)
    form.show()
    form.pin.setText("135790")
    with qtbot.waitSignal(form.named):
        form.go_button.click()
    assert (keeper.said, form.problem.text()) == ("正在核对口令……", "")
