"""What a name must not do: stand for two classes, or import a module behind the back of linter and type checker."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

_PUBLIC_CLASS = re.compile(r"^class ([^_\W]\w*)", re.MULTILINE)
SOURCE = Path(__file__).resolve().parents[1] / "src" / "disclosure_desk"


@pytest.fixture(scope="module")
def modules() -> dict[str, str]:
    """Each module of the program by its path."""
    return {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}


def places_of_classes(modules: Mapping[str, str]) -> dict[str, list[str]]:
    """The modules that define each public class."""
    places: dict[str, list[str]] = {}
    for path, module in modules.items():
        for name in _PUBLIC_CLASS.findall(module):
            places.setdefault(name, []).append(path)
    return places


def imports_by_constant_name(module: str) -> Iterator[str]:
    """The calls of `import_module` whose argument is always the same."""
    if "import_module" not in module:  # to take all of them to pieces takes two seconds
        return
    for node in ast.walk(ast.parse(module)):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("import_module")
            and _is_constant(node.args[0])
        ):
            yield ast.unparse(node)


def _is_constant(name: ast.expr) -> bool:
    if isinstance(name, ast.JoinedStr):
        return all(_is_constant(part.value) for part in name.values if isinstance(part, ast.FormattedValue))
    return isinstance(name, ast.Constant) or (isinstance(name, ast.Name) and name.id == "__name__")


def test_there_are_modules_and_classes_to_look_at(modules):
    assert len(modules) > 200
    assert len(places_of_classes(modules)) > 200


def test_no_public_class_name_stands_for_two_classes(modules):
    assert {name: places for name, places in places_of_classes(modules).items() if len(places) > 1} == {}


def test_no_module_is_imported_by_a_constant_name(modules):
    found = {path: list(imports_by_constant_name(module)) for path, module in modules.items()}

    assert {path: calls for path, calls in found.items() if calls} == {}


def test_a_constant_name_is_told_from_one_that_is_worked_out():
    source = """
import_module("a.b")
importlib.import_module(f"{__name__}.pdf")
import_module(f"{__name__}.{module}")
import_module(module)
"""

    assert list(imports_by_constant_name(source)) == [
        "import_module('a.b')",
        "importlib.import_module(f'{__name__}.pdf')",
    ]
