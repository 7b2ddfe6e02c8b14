"""The one place that finds a file under resources/: in a checkout, an installed wheel or a frozen build."""

import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def resources_folder() -> Path:
    """The folder of forms, fonts, icons, templates, dictionaries, schemas and style."""
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "_resources", package.parent.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def resource(*parts: str) -> Path:
    """The path of one resource; whether it is there is the caller's question."""
    return resources_folder().joinpath(*parts)
