"""What a zip says does not depend on where it is made."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from disclosure_desk.writers.deterministic_zip import pack_without_dates


@pytest.mark.parametrize("system", ["win32", "linux"])
def test_a_zip_says_the_same_of_every_system(monkeypatch, system):
    monkeypatch.setattr("sys.platform", system)
    (member,) = ZipFile(BytesIO(pack_without_dates({"a": b"x"}))).infolist()
    assert (member.create_system, member.date_time) == (3, (1980, 1, 1, 0, 0, 0))
