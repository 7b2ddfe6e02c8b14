"""What a package is made of, with the texts of its licences."""

from pathlib import Path

from packages.components import debian_components
from packages.fetch import INPUTS


def test_of_a_library_of_debian_the_licence_is_taken_and_not_the_library(tmp_path: Path):
    source, library = INPUTS["sources"][0]["package"], INPUTS["libraries"][0]["package"]
    for path in (
        f"{source}/LICENSE",
        f"{library}/usr/lib/x86_64-linux-gnu/{library}.so.1",
        f"{library}/usr/share/doc/{library}/changelog.gz",
        f"{library}/usr/share/doc/{library}/copyright",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()

    taken = {one.name: [text.name for text in one.texts] for one in debian_components([source, library], tmp_path)}

    assert taken == {source: ["LICENSE"], library: ["copyright"]}
