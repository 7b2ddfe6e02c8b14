"""The path of Enter and Tab, on the layouts of the real tables and with any of their cells closed."""

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.layout import lay_out
from disclosure_desk.gui.grid.keyed_path import KeyedOrder, KeyedPath, Turn
from disclosure_desk.gui.grid.keyed_words import lead_words, line_name, went_on_words

COLUMNS, ROWS = KeyedOrder
FORMS = {edition: load_form(edition) for edition in ("2021", "2019")}
TABLES = [(form, grid) for form in FORMS.values() for grid in form.grids.values()]
FORM = FORMS["2021"]


def path_of(grid, form=FORM):
    return KeyedPath(lay_out(form.grids[grid]), lambda cell: not form.cells[cell].is_sum)


def box_of(cell):
    return next(box for box in lay_out(FORM.grids[cell.split(".")[0]]).boxes if box.cell == cell)


@pytest.mark.parametrize(
    ("order", "cell", "by", "there", "turn"),
    [
        (COLUMNS, "requests.received.business", 1, "requests.pending_at_start.business", Turn.NONE),
        (
            COLUMNS,
            "requests.outcome.other.other.natural_person",
            1,
            "requests.pending_at_end.natural_person",
            Turn.NONE,
        ),
        (COLUMNS, "requests.outcome.total.business", 1, "requests.pending_at_end.business", Turn.NONE),
        (COLUMNS, "requests.pending_at_end.natural_person", 1, "requests.received.business", Turn.LINE),
        (COLUMNS, "requests.received.business", -1, "requests.pending_at_end.natural_person", Turn.LINE),
        (COLUMNS, "requests.pending_at_end.other", 1, None, None),
        (COLUMNS, "requests.pending_at_start.total", 1, None, None),
        (COLUMNS, "requests.received.natural_person", -1, None, None),
        (ROWS, "requests.received.business", 1, "requests.received.research", Turn.NONE),
        (ROWS, "requests.received.other", 1, "requests.pending_at_start.natural_person", Turn.LINE),
        (ROWS, "requests.received.total", 1, "requests.pending_at_start.natural_person", Turn.LINE),
        (ROWS, "requests.outcome.other.other.other", 1, "requests.pending_at_end.natural_person", Turn.LINE),
        (ROWS, "requests.pending_at_end.other", 1, None, None),
        (COLUMNS, "proactive.rule_document.issued", 1, "proactive.normative_document.issued", Turn.NONE),
        (COLUMNS, "proactive.normative_document.issued", 1, "proactive.rule_document.repealed", Turn.LINE),
        (COLUMNS, "proactive.normative_document.in_force", 1, "proactive.licence.decisions", Turn.BLOCK),
        (COLUMNS, "proactive.licence.decisions", -1, "proactive.normative_document.in_force", Turn.BLOCK),
        (ROWS, "proactive.rule_document.issued", 1, "proactive.rule_document.repealed", Turn.NONE),
        (COLUMNS, "proactive.fee.amount", 1, None, None),
        (COLUMNS, "disputes.reconsideration.upheld", 1, "disputes.reconsideration.overturned", Turn.NONE),
        (COLUMNS, "disputes.reconsideration.pending", 1, "disputes.litigation_direct.upheld", Turn.NONE),
        (COLUMNS, "disputes.litigation_after.pending", 1, None, None),
    ],
)
def test_where_a_step_leads(order, cell, by, there, turn):
    step = path_of(cell.split(".")[0]).step(box_of(cell), by, order)
    assert (step and step.box.cell, step and step.turn) == (there, turn)


@settings(max_examples=examples(40))
@given(data=st.data(), table=st.sampled_from(TABLES), order=st.sampled_from(KeyedOrder))
def test_every_open_cell_is_met_once_on_the_way_and_back(data, table, order):
    form, grid = table
    layout = lay_out(grid)
    figures = [box for box in layout.boxes if box.cell]
    closed = data.draw(st.sets(st.sampled_from([box.cell for box in figures])))
    wanted = {box.cell for box in figures} - closed
    path = KeyedPath(layout, wanted.__contains__)
    there = [box.cell for box in path.boxes(order)]
    assert len(there) == len(wanted)
    assert set(there) == wanted
    for by in (1, -1):
        start = min(layout.boxes, key=lambda box: box.row) if by > 0 else path.boxes(order)[-1] if there else None
        met = [] if by > 0 or not start else [start.cell]
        step = start and path.step(start, by, order)
        while step:
            met.append(step.box.cell)
            step = path.step(step.box, by, order)
        assert met == there[::by]
    assert form.cells.keys() >= wanted


@given(table=st.sampled_from(TABLES), order=st.sampled_from(KeyedOrder), data=st.data())
def test_a_step_forwards_and_one_back_end_where_they_began(table, order, data):
    form, grid = table
    path = path_of(grid.id, form)
    box = data.draw(st.sampled_from(path.boxes(order)[:-1]))
    step = path.step(box, 1, order)
    assert step is not None
    back = path.step(step.box, -1, order)
    assert back is not None
    assert (back.box, back.turn) == (box, step.turn)


@pytest.mark.parametrize(
    ("order", "cell", "words"),
    [
        (COLUMNS, "requests.received.business", "Enter 向下，到列尾转下一列"),
        (ROWS, "requests.received.business", "Enter 向右，到行尾转下一行"),
        (COLUMNS, "requests.pending_at_end.natural_person", "Enter 到“商业企业”一列"),
        (ROWS, "requests.received.other", "Enter 到“二、上年结转政府信息公开申请数量”一行"),
        (COLUMNS, "proactive.normative_document.in_force", "Enter 到“第二十条第（五）项”的“行政许可”一行"),
        (COLUMNS, "disputes.reconsideration.upheld", "Enter 向右，到行尾转下一行"),
        (COLUMNS, "requests.pending_at_end.other", "Enter：本表最后一格，到此为止"),
    ],
)
def test_the_words_say_where_enter_leads(order, cell, words):
    assert lead_words(FORM, path_of(cell.split(".")[0]).step(box_of(cell), 1, order)) == words


def test_going_on_is_said_only_where_the_line_ends():
    path = path_of("requests")
    start, end = box_of("requests.received.business"), box_of("requests.pending_at_end.business")
    assert went_on_words(FORM, path.step(start, 1, COLUMNS), 1) == ""
    assert went_on_words(FORM, path.step(end, 1, COLUMNS), 1) == "接着填“科研机构”一列。"
    assert went_on_words(FORM, path.step(start, -1, COLUMNS), -1) == "退回到“自然人”一列。"


def test_every_turn_of_every_table_has_a_name():
    for form, grid in TABLES:
        path = path_of(grid.id, form)
        for order in KeyedOrder:
            for box in path.boxes(order):
                step = path.step(box, 1, order)
                assert step is None or "“”" not in line_name(form, step)
