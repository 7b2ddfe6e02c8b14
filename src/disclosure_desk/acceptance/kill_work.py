"""What is killed in the trial of the store: a process that opens a data folder and changes one figure after another."""

from pathlib import Path
from typing import BinaryIO

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.store.store import Store

WORK = "kills"
OPENED = b"opened\n"
_UNIT, _YEAR = "验收办事处", 2025


def serve_kills(requests: BinaryIO, answers: BinaryIO, most: int = 1_000_000) -> int:
    """Work in the folder that is asked for, saying each figure once it is stored, until this process is killed."""
    form = load_form(EDITION)
    folder = requests.readline().decode().rstrip("\n")
    if not folder:
        return 0
    with Store.open(Path(folder)) as store:
        answers.write(OPENED)
        answers.flush()
        figure = stored_figure(store) or 0
        if not store.reports():
            store.create(new_report(form, _UNIT, _YEAR, {trial_cell(form): figure}))
        for _ in range(most):
            store.apply(1, [Change(trial_cell(form), figure, figure + 1)], "edit")
            figure += 1
            answers.write(b"%d\n" % figure)
            answers.flush()
    return 0


def trial_cell(form: Form) -> str:
    """The cell that is changed: the first one that is keyed."""
    return next(iter(new_report(form, _UNIT, _YEAR).cells))


def stored_figure(store: Store) -> int | None:
    """The figure that a data folder holds, None where it has no report yet; live rows and record must agree."""
    if not store.reports():
        return None
    store.verify()
    report, replayed = store.load(1, load_form), store.replay(1, load_form)
    if report != replayed:
        return -1
    figure = report.cells[trial_cell(report.form)]
    return figure if isinstance(figure, int) else -1
