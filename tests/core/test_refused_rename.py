"""A rename that is refused for a moment, as while a virus scanner looks, is tried again before it is told."""

from pathlib import Path

import pytest

from disclosure_desk.core import atomic_file
from disclosure_desk.core.atomic_file import move_over, replace_file


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch):
    """Refuse so many renames; time passes only while the program waits."""
    rename, now, slept = Path.replace, [0.0], []

    def begin(times: float) -> list[float]:
        left = [times]

        def refuse(path: Path, target: Path) -> Path:
            left[0] -= 1
            if left[0] >= 0:
                raise PermissionError(13, "no", str(path))
            return rename(path, target)

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            now[0] += seconds

        monkeypatch.setattr(Path, "replace", refuse)
        monkeypatch.setattr(atomic_file.time, "monotonic", lambda: now[0])
        monkeypatch.setattr(atomic_file.time, "sleep", sleep)
        return slept

    return begin


def test_a_refusal_that_passes_is_never_told(tmp_path: Path, refused) -> None:
    slept = refused(30)
    replace_file(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    assert sum(slept) < 2


def test_one_that_lasts_is_told_after_two_seconds_and_nothing_is_left(tmp_path: Path, refused) -> None:
    (tmp_path / "a").write_bytes(b"old")
    slept = refused(float("inf"))
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a", b"x")
    assert 1.9 < sum(slept) < 2.2
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_another_error_is_told_at_once(tmp_path: Path, refused) -> None:
    slept = refused(0)
    with pytest.raises(FileNotFoundError):
        move_over(tmp_path / "none", tmp_path / "a")
    assert slept == []
