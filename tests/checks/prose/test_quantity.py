"""What the quantities of statements come to over a report's figures."""

from decimal import Decimal

import pytest

from disclosure_desk.checks.prose import cells_of, read_statements, value_of
from disclosure_desk.checks.prose.vocabulary import vocabulary
from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form

R, T = "requests.received.total", "requests.outcome.total.total"


@pytest.fixture
def figures(form: Form) -> dict[str, Figure | None]:
    known = {R: 9, "requests.pending_at_start.total": 1, T: 8, "requests.outcome.granted.total": 3}
    known |= {"requests.received.business": 2, "requests.received.research": 1}
    known |= {"disputes.litigation_direct.total": 2, "disputes.litigation_after.total": 3}
    return {cell: known.get(cell, 0) for cell in form.cells}


@pytest.mark.parametrize(
    ("quantity", "decimals", "value"),
    [
        (R, None, 9),
        (f"{R}+requests.pending_at_start.total", None, 10),
        (f"{R}-requests.pending_at_start.total", None, 8),
        ("requests.outcome.denied.total", None, 0),
        ("requests.received.legal_person", None, 3),
        ("disputes.litigation.total", None, 5),
        (f"requests.outcome.granted.total/{T}", 1, Decimal("37.5")),
        (f"requests.outcome.granted.total/{R}", 2, Decimal("33.33")),
        (f"(requests.outcome.granted.total+{R})/{T}", None, 150),
        (f"requests.received.research/{T}", 0, 13),
        (f"{T}/proactive.penalty.decisions", None, None),
        ("information_fee.received", None, None),
    ],
)
def test_values(figures: dict[str, Figure | None], quantity: str, decimals: int | None, value: Figure | None) -> None:
    assert value_of(quantity, figures, decimals) == value


def test_a_blank_cell_leaves_it_open(figures: dict[str, Figure | None]) -> None:
    figures["requests.outcome.denied.state_secret.total"] = None
    assert value_of("requests.outcome.denied.total", figures) is None
    assert value_of(f"requests.outcome.denied.total/{T}", figures) is None
    assert value_of(f"{R}/requests.outcome.denied.total", figures) is None


def test_every_word_speaks_of_cells_the_form_has(form: Form) -> None:
    cells = tuple(form.cells)
    for word in vocabulary().words.values():
        for kind, (value, _) in word.kinds.items():
            wanted = {
                "outcome": "requests.outcome.%s.total",
                "result": "disputes.reconsideration.%s",
                "applicant": "requests.received.%s",
            }
            for each in value.split("+"):
                assert kind not in wanted or cells_of(wanted[kind] % each, cells), word.text
            ours = kind in {"subject", "fault"} and value != "information_fee"
            assert not ours or any(each.startswith(tuple(_blocks(value))) for each in cells), word.text


def _blocks(value: str) -> tuple[str, ...]:
    return vocabulary().groups.get(value, (value,))


def test_statements_of_a_report_can_be_evaluated(figures: dict[str, Figure | None]) -> None:
    [statement] = read_statements("新收到政府信息公开申请9件。", 2024)
    assert value_of(statement.quantity, figures, statement.decimals) == statement.value
