"""A desk with a copy."""

from datetime import timedelta

import pytest
from backup_dialogs import set_cell

from disclosure_desk.gui.backups import backup_service


@pytest.fixture
def copied(at_work, monkeypatch):
    """A desk with a copy, made a moment ago, in which the cell was 71; it is 72 now."""
    set_cell(at_work, 71)
    before = backup_service._now() - timedelta(seconds=2)
    monkeypatch.setattr(backup_service, "_now", lambda: before)
    at_work.features.backups.service.make()
    set_cell(at_work, 72)
    return at_work
