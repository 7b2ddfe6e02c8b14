"""Data files whose content was parsed when the program was installed: the TOML file is what counts."""

import tomllib
from pathlib import Path

import pytest
from parse_resources import parse_resources

from disclosure_desk.core.resources import resources_folder
from disclosure_desk.core.toml_table import FormError, load_entries, load_table

TOML = 'name = "甲"\nparts = [1, 2.5, true]\n[more]\nwords = []\n'


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    path = tmp_path / "forms" / "a.toml"
    path.parent.mkdir()
    path.write_text(TOML, encoding="utf-8")
    return path


def test_what_was_parsed_is_taken(data_file: Path):
    (parsed,) = parse_resources(data_file.parents[1])
    assert load_entries(data_file) == tomllib.loads(TOML)

    parsed.write_text(parsed.read_text("utf-8").replace("甲", "乙"), encoding="utf-8")

    assert load_entries(data_file)["name"] == "乙"


def test_a_file_that_was_changed_since_is_read_itself(data_file: Path):
    (_,) = parse_resources(data_file.parents[1])
    data_file.write_text(TOML.replace("甲", "丙"), encoding="utf-8")

    assert load_entries(data_file)["name"] == "丙"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", None])
def test_what_is_damaged_or_not_there_is_not_missed(data_file: Path, content):
    (parsed,) = parse_resources(data_file.parents[1])
    if content is None:
        parsed.unlink()
    else:
        parsed.write_bytes(content)

    assert load_entries(data_file) == tomllib.loads(TOML)


@pytest.mark.parametrize("content", [b"name = ", b"\xff"])
def test_a_wrong_file_is_named(data_file: Path, content):
    data_file.write_bytes(content)

    with pytest.raises(FormError, match=r"^a\.toml：读不出来"):
        load_table(data_file)


def test_all_data_files_of_the_program_can_be_parsed(tmp_path: Path):
    for path in resources_folder().rglob("*.toml"):
        copy = tmp_path / path.relative_to(resources_folder())
        copy.parent.mkdir(exist_ok=True, parents=True)
        copy.write_bytes(path.read_bytes())
    parsed = {made.name.removesuffix(".parsed.json") for made in parse_resources(tmp_path)}

    for path in resources_folder().rglob("*.toml"):
        assert path.stem in parsed
        assert load_entries(tmp_path / path.relative_to(resources_folder())) == tomllib.loads(path.read_text("utf-8"))
