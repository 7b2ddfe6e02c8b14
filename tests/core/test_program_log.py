import logging
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.core.log_file import FILE, FOLDER, LogFile, make_log_folder, masked
from disclosure_desk.core.program_log import timed
from disclosure_desk.core.report import Report
from disclosure_desk.readers import ReadError, read
from disclosure_desk.store.store import Store
from disclosure_desk.writers import WriteError, write

LOG = "disclosure_desk.tests"


@pytest.fixture
def log(tmp_path: Path):
    make_log_folder(tmp_path)
    file = LogFile(tmp_path)
    file.start()
    yield file
    file.close()


def lines(log: LogFile) -> str:
    return log.path.read_text(encoding="utf-8")


def test_what_is_read_written_and_opened_is_logged_with_its_duration(log, tmp_path, full_report: Report, form):
    write(full_report, tmp_path / "年报.json")
    read(form, tmp_path / "年报.json")
    Store.open(tmp_path / "数据").close()

    written = lines(log)
    for work in ("make .json: done in ", "put ", "read json, ", "open the data folder: done in "):
        assert work in written


def test_nothing_of_a_report_and_no_name_is_logged(log, tmp_path, full_report: Report, form):
    write(full_report, tmp_path / "金牛山.json")
    read(form, tmp_path / "金牛山.json")
    (tmp_path / "坏.json").write_text('{"form": "金牛山"}', encoding="utf-8")
    with pytest.raises(ReadError):
        read(form, tmp_path / "坏.json")
    with pytest.raises(WriteError):
        write(full_report, tmp_path / "没有" / "金牛山.json")

    assert lines(log).isascii()
    assert str(tmp_path) not in lines(log)
    assert "refused after" in lines(log)


def test_a_command_prints_its_message_and_nothing_of_the_log(tmp_path):
    (tmp_path / "坏.txt").write_text("甲", encoding="utf-8")
    command = [sys.executable, "-m", "disclosure_desk", "check", "坏.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 2
    assert done.stderr.startswith("坏.txt：")
    assert done.stderr.count("\n") == 1


def test_an_error_of_the_system_beneath_a_refusal_is_logged_with_its_traceback(log, tmp_path, full_report: Report):
    with pytest.raises(WriteError):
        write(full_report, tmp_path / "none" / "report.json")

    assert "refused after" in lines(log)
    assert 'File "disclosure_desk/core/atomic_file.py"' in lines(log)
    assert "FileNotFoundError: errno 2" in lines(log)


def test_a_refusal_of_our_own_is_logged_without_a_traceback(log):
    with pytest.raises(ValueError, match="no"), timed(LOG, "try", ValueError):
        raise ValueError("no 12")

    assert "try: refused after" in lines(log)
    assert "Traceback" not in lines(log)


def test_an_error_that_is_no_refusal_is_left_to_who_handles_it(log):
    with pytest.raises(KeyError), timed(LOG, "try", ValueError):
        raise KeyError("x")

    assert not log.path.exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "/home/li/report.pdf"), "errno 28"),
        (ValueError("invalid literal for int() with base 10: '张三 12'"), "invalid literal for int() with base 0: '…'"),
        (AttributeError("'NoneType' object has no attribute 'text'"), "'NoneType' object has no attribute 'text'"),
        (RuntimeError("金牛山办事处 2025"), "… 0"),
        (RuntimeError("cannot open C:\\Users\\li\\a.pdf and /home/li/b"), "cannot open … and …"),
    ],
)
def test_an_errors_words_are_masked(error, words):
    assert masked(error) == words


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / FOLDER).write_text("a file is in the way")
    log = LogFile(tmp_path)
    log.start()
    with timed(LOG, "work"):
        pass
    log.close()

    assert make_log_folder(tmp_path) == tmp_path / FOLDER
    assert (tmp_path / FOLDER).read_text() == "a file is in the way"


def test_a_data_folder_that_was_never_opened_gets_no_log(tmp_path):
    log = LogFile(tmp_path)
    log.start()
    with timed(LOG, "work"):
        pass
    log.close()

    assert list(tmp_path.iterdir()) == []


def test_a_long_log_is_cut_into_a_few_files(log):
    for _ in range(60):
        logging.getLogger(LOG).info("%s", "x" * 50_000)

    names = sorted(path.name for path in log.path.parent.iterdir())
    assert names == [FILE, *(f"{FILE}.{number}" for number in (1, 2, 3))]


def test_a_full_log_of_an_earlier_start_is_put_aside_before_anything_is_written(log):
    log.path.write_text("x" * 500_000, encoding="utf-8")
    logging.getLogger(LOG).info("begun")
    assert len(lines(log)) < 200
    assert Path(f"{log.path}.1").stat().st_size == 500_000


def test_an_error_of_which_nothing_was_raised_is_logged_too(log):
    logging.getLogger(LOG).warning("nothing raised", exc_info=(None, None, None))

    assert "nothing raised" in lines(log)


def test_where_nothing_has_loaded_logging_it_stays_so_and_nothing_is_printed():
    code = """
import sys
from disclosure_desk.core.program_log import timed
def work():
    with timed("disclosure_desk.tests", "work"):
        pass
    try:
        with timed("disclosure_desk.tests", "work", ValueError):
            raise ValueError
    except ValueError:
        pass
work()
assert "logging" not in sys.modules
import logging
work()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)

    assert (done.stdout, done.stderr) == (b"", b"")


def test_nobody_who_listens_is_no_reason_to_fail(monkeypatch):
    monkeypatch.delitem(sys.modules, "logging")
    with timed(LOG, "work"):
        pass
    with pytest.raises(ValueError, match="no"), timed(LOG, "try", ValueError):
        raise ValueError("no")


def test_a_logger_of_the_program_prints_nothing_by_itself(monkeypatch):
    program = logging.getLogger("disclosure_desk")
    monkeypatch.setattr(program, "handlers", [])
    with timed(LOG, "work"):
        pass

    assert [type(one) for one in program.handlers] == [logging.NullHandler]
