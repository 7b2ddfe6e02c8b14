"""A table as Qt's model: what stands where, and which cells are told to repaint."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from disclosure_desk.gui.grid.grid_model import GridModel

GRIDS = ("proactive", "requests", "disputes")
TOOL_TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture(params=GRIDS)
def model(request, document):
    return GridModel(document, request.param)


@pytest.fixture
def requests(document):
    return GridModel(document, "requests")


def told_by(model):
    """The cells that the model tells to repaint from now on."""
    told = []

    def note(first, last):
        assert first == last
        told.append(model.box(first).cell.partition(".")[2])

    model.dataChanged.connect(note)
    return told


def test_qt_finds_nothing_wrong_with_the_model(qtmodeltester, model):
    qtmodeltester.check(model, force_py=True)


def test_every_box_answers_at_its_upper_left_and_nowhere_else(model):
    seen = {}
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            text = model.index(row, column).data()
            if text is not None:
                seen[row, column] = text
    assert set(seen) == {(box.row, box.column) for box in model.layout_.boxes}
    assert all(seen[box.row, box.column] == box.text for box in model.layout_.boxes if not box.cell)


def test_figures_are_printed_and_only_they_can_be_edited(requests, document):
    box = requests.boxes["requests.received.business"]
    index = requests.index_of(box)
    assert index.data() == str(document.report.value(box.cell))
    assert requests.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not requests.flags(requests.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert requests.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_screen_readers_hear_the_place_and_its_figure(requests, document):
    role = Qt.ItemDataRole.AccessibleTextRole
    box = requests.boxes["requests.received.other"]
    document.set_value(box.cell, 0)
    assert requests.index_of(box).data(role) == "表三“一、本年新收政府信息公开申请数量”“其他”：0"
    document.set_value(box.cell, None)
    assert requests.index_of(box).data(role).endswith("：空白")
    assert requests.index(0, 3).data(role) == "申请人情况"


def test_the_hint_has_help_of_row_and_column_and_every_finding(requests, document):
    box = requests.boxes["requests.received.total"]
    document.set_value(box.cell, 5)
    hint = requests.index_of(box).data(TOOL_TIP)
    assert "《条例》第二十七条" in hint
    assert "其余六列相加" in hint
    assert "照填 5，程序算出的是" in hint
    assert "随之而来：表三“一、本年新收政府信息公开申请数量”行的总计填的是 5" in hint
    assert requests.index(0, 0).data(TOOL_TIP) is None


def test_a_written_figure_is_stored_and_anything_else_refused(requests, document, saver):
    index = requests.index_of(requests.boxes["requests.received.business"])
    assert requests.setData(index, "１２")
    assert document.report.value("requests.received.business") == 12
    assert not requests.setData(index, "x")
    assert not requests.setData(index, "1", Qt.ItemDataRole.DisplayRole)
    assert not requests.setData(requests.index(0, 0), "1")
    assert not requests.setData(QModelIndex(), "1")
    assert len(saver.batches) == 1


def test_a_change_repaints_its_cell_and_the_sums_over_it_only(requests, document):
    told = told_by(requests)
    document.set_value("requests.outcome.granted.business", 1)
    document.set_value("proactive.licence.decisions", 1)
    assert sorted(told) == [
        "outcome.granted.business",
        "outcome.granted.total",
        "outcome.total.business",
        "outcome.total.total",
    ]


def test_what_was_changed_by_more_than_a_key_is_seen_for_a_moment(qtbot, requests, document):
    cell, keyed = "requests.outcome.granted.business", "requests.outcome.granted.other"
    document.set_value(cell, 1)
    assert requests.is_fresh(cell)
    requests.enter(keyed, "2")
    assert not requests.is_fresh(keyed)
    document.undo()
    assert requests.is_fresh(keyed)
    assert not requests.is_fresh(cell)
    told = told_by(requests)
    requests._fresh_ends.start(0)
    qtbot.waitUntil(lambda: not requests.is_fresh(keyed))
    assert keyed.removeprefix("requests.") in told


def test_new_findings_repaint_the_cells_they_name(qtbot, requests, document):
    for cell in requests.boxes:
        requests.state(cell)
    told = told_by(requests)
    with qtbot.waitSignal(document.findings_changed):
        document.set_value("requests.pending_at_end.business", 1)
        told.clear()
    columns = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
    rows = ("received", "pending_at_start", "outcome.total")
    assert sorted(told) == sorted(
        [f"pending_at_end.{column}" for column in columns] + [f"{row}.business" for row in rows]
    )
