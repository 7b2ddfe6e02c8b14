"""Reports that lie in `../shared/cases` beside some checkouts: tests read them in addition to their own data."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "cases"


def shared_case(name: str, *expected: object) -> list[object]:
    """Return one more case for a parametrised test, or none where the file is absent.

    The case is the file's path and what is expected of it, marked `shared`.
    """
    path = FOLDER / name
    return [pytest.param(path, *expected, id=f"shared-{name}", marks=pytest.mark.shared)] if path.exists() else []
