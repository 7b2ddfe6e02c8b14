"""The trial of the store: real stores, processes that lie about them, and two processes that are really killed."""

import os
from io import BytesIO

import pytest
from killed_processes import ProcessWithin

from disclosure_desk.acceptance import kills
from disclosure_desk.acceptance.kill_work import serve_kills, stored_figure, trial_cell
from disclosure_desk.acceptance.kills import KillTally, try_kills
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Change
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.store import Store
from disclosure_desk.writers.acceptance_record import AcceptanceState


@pytest.fixture(autouse=True)
def no_disk(monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(kills, "sleep", lambda _: None)


def one_less(folder, said):
    """What is stored is not what was said: one change has gone."""
    with Store.open(folder) as store:
        figure = stored_figure(store)
        store.apply(1, [Change(trial_cell(store.load(1, load_form).form), figure, figure - 1)], "edit")
    return said


def destroyed(folder, said):
    """No record can be read any more."""
    for path in (folder / DATA_FILE, folder / JOURNAL):
        path.write_bytes(b"x" * 5000)
    return said


def test_what_processes_stored_is_counted_and_nothing_stays(tmp_path):
    told, made = [], []

    def start():
        made.append(ProcessWithin())
        return made[-1]

    tally = try_kills(tmp_path, 3, lambda *done: told.append(done), start=start)
    assert (tally.kills, tally.acknowledged, tally.faults) == (3, 9, [])
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert tally.item.state is AcceptanceState.MET
    assert tally.item.seen == "强行结束 3 次，其间存下 9 处改动，一处没有丢"
    assert not [*tmp_path.iterdir()]
    assert all(one.is_ended for one in made)


def test_an_empty_folder_is_begun_now_and_then(tmp_path, monkeypatch):
    monkeypatch.setattr(kills, "_PER_FOLDER", 1)
    folders = set()

    def start():
        return ProcessWithin(1, lambda folder, said: folders.add(folder) or said)

    tally = try_kills(tmp_path, 2, lambda *_: None, start=start, seed=2)
    assert (tally.kills, tally.acknowledged, tally.faults, len(folders)) == (2, 2, [], 2)


@pytest.mark.parametrize(
    ("lie", "fault"),
    [
        (one_less, "第 1 次以后应当是 3，存的是 2"),
        (lambda _folder, said: said + b"4\n5\n", "第 1 次以后应当是 5，存的是 3"),
        (destroyed, "第 1 次以后打不开"),
        (lambda _folder, _said: b"", "试验进程没有运行起来"),
    ],
)
def test_what_is_lost_is_a_fault_and_ends_the_trial(tmp_path, lie, fault):
    tally = try_kills(tmp_path, 5, lambda *_: None, start=lambda: ProcessWithin(3, lie))
    assert tally.kills <= 1
    assert tally.faults[0].startswith(fault)
    assert tally.item.state is AcceptanceState.FAILED


def test_a_change_that_was_stored_and_not_said_is_no_fault(tmp_path):
    start = lambda: ProcessWithin(4, lambda _folder, said: said.removesuffix(b"4\n"))  # noqa: E731
    assert try_kills(tmp_path, 1, lambda *_: None, start=start).faults == []


def test_a_process_that_ended_by_itself_says_nothing(tmp_path):
    class Gone(ProcessWithin):
        def _run(self, _request):
            raise BrokenPipeError

    assert try_kills(tmp_path, 1, lambda *_: None, start=Gone).faults == ["试验进程没有运行起来，或者太久没有回应"]


def test_what_calls_it_off_ends_the_processes_that_wait(tmp_path):
    made = []

    def start():
        made.append(ProcessWithin())
        return made[-1]

    def call_off(done, _of):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        try_kills(tmp_path, 9, call_off, start=start)
    assert len(made) == 3
    assert all(one.is_ended for one in made)


def test_a_report_whose_rows_and_record_differ_is_no_figure(tmp_path):
    said = BytesIO()
    assert serve_kills(BytesIO(f"{tmp_path}\n".encode()), said, 2) == 0
    assert said.getvalue() == b"opened\n1\n2\n"
    with Store.open(tmp_path) as store:
        cell = trial_cell(load_form(EDITION))
        store.replay = lambda *_: None
        assert stored_figure(store) == -1
        del store.replay
        store.apply(1, [Change(cell, 2, None)], "clear")
        assert stored_figure(store) == -1


def test_without_a_folder_there_is_no_work():
    assert serve_kills(BytesIO(b""), BytesIO()) == 0


def test_a_process_is_this_program_as_a_worker(monkeypatch):
    monkeypatch.setattr(kills.subprocess, "Popen", lambda command, **_: command)
    assert kills.start_process()[-3:] == ("disclosure_desk", "--worker", "kills")


@pytest.mark.slow
def test_real_processes_are_killed(tmp_path):
    made = []

    def start():
        made.append(kills.start_process())
        return made[-1]

    tally = try_kills(tmp_path, 1, lambda *_: None, start=start)
    assert (tally.kills, tally.faults) == (1, [])
    assert {one.returncode for one in made} == {-9}


def test_no_kills_are_no_fault():
    assert KillTally().item.state is AcceptanceState.MET
