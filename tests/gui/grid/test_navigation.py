"""Where the arrow keys go, on the layouts of the real tables."""

import pytest

from disclosure_desk.core.layout import lay_out
from disclosure_desk.gui.grid.navigation import CellNavigation


@pytest.fixture
def path_of(form):
    return lambda grid: CellNavigation(lay_out(form.grids[grid]))


def test_a_heading_without_figures_beside_it_leads_to_itself(path_of, form):
    path, caption = path_of("proactive"), lay_out(form.grids["proactive"]).boxes[0]
    assert path.neighbour(caption, 1) == path.neighbour(caption, -1) == caption
    assert path.end_of_row(caption, 1) == caption
    assert path.beyond(caption, 2, 1).cell == "proactive.rule_document.repealed"
    assert path.beyond(caption, 2, -1) == caption


def test_going_many_rows_stops_at_the_edge(path_of):
    path = path_of("requests")
    assert path.beyond(path.corner(-1), 4, 99).cell == "requests.pending_at_end.business"
    assert path.beyond(path.corner(1), 4, -99).cell == "requests.received.business"


def test_a_column_beyond_the_row_leads_to_its_last_figure(path_of):
    path = path_of("disputes")
    assert path.beyond(lay_out_head(path), 99, 1).cell == "disputes.litigation_after.total"


def lay_out_head(path):
    """A box above the only row of figures."""
    first = path.corner(-1)
    return type(first)(0, 0, 1, 5, "header", "行政复议")


def test_the_room_from_a_cell_is_what_lies_right_and_below(path_of):
    path = path_of("proactive")
    start = next(box for row in path.rows for box in row if box.cell == "proactive.normative_document.repealed")
    assert [[box.cell.rpartition(".")[2] for box in row] for row in path.room(start)] == [
        ["repealed", "in_force"],
        ["decisions"],
        ["decisions"],
        ["decisions"],
        ["amount"],
    ]


def test_groups_of_rows_are_those_of_the_labels_further_out(path_of):
    path, box, starts = path_of("requests"), path_of("requests").corner(-1), []
    while (found := path.group(box, 4, 1)) != box:
        box = found
        starts.append(box.cell.removeprefix("requests.").rpartition(".")[0])
    assert starts == [
        *("pending_at_start", "outcome.granted", "outcome.partially_granted", "outcome.denied.state_secret"),
        *("outcome.unable.not_held", "outcome.not_processed.petition", "outcome.other.not_clarified"),
        *("outcome.total", "pending_at_end"),
    ]
    assert path.group(box, 4, -1).cell == "requests.outcome.total.business"
    assert path.group(path.corner(-1), 4, -1) == path.corner(-1)


def test_groups_of_a_table_without_labels_further_out_are_its_parts(path_of):
    path, box, starts = path_of("proactive"), path_of("proactive").corner(-1), []
    while (found := path.group(box, 1, 1)) != box:
        box = found
        starts.append(box.cell)
    assert starts == [f"proactive.{row}" for row in ("licence.decisions", "penalty.decisions", "fee.amount")]
    assert path_of("disputes").group(path_of("disputes").corner(-1), 0, 1).cell == "disputes.reconsideration.upheld"
