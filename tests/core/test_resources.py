import sys
from pathlib import Path

import pytest

from disclosure_desk.core import resources
from disclosure_desk.core.resources import resource, resources_folder


@pytest.fixture(autouse=True)
def forget():
    resources_folder.cache_clear()
    yield
    resources_folder.cache_clear()


def test_in_a_checkout_resources_lie_beside_the_source():
    assert resource("forms", "2021.toml").is_file()
    assert resource("fonts", "LICENSES.md").is_file()


def test_in_a_wheel_they_lie_inside_the_package(tmp_path: Path, monkeypatch):
    (tmp_path / "disclosure_desk" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "disclosure_desk" / "core" / "resources.py"))

    assert resource("forms") == tmp_path / "disclosure_desk" / "_resources" / "forms"


def test_in_a_frozen_build_they_lie_where_it_was_unpacked(tmp_path: Path, monkeypatch):
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert resources_folder() == tmp_path / "resources"
