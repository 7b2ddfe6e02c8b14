"""How many mutants of the rules the tests notice: `python tests/mutation/rule_mutation.py [module ...]`.

A mutant is the program with one comparison turned, or with one rule removed. It survives if the tests stay green.
Modules are named like `year_on_year` or `wording/years`; without any, all kinds of rule and all rules are tried.
"""

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKS = Path("src/disclosure_desk/checks")
FORMS = Path("resources/forms")
TESTS = ["tests/checks"]
LEFT_OUT = ["prose"]
"""The reader of statements has its own scorer."""
TURNED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """One file of the program with something else in it."""

    name: str
    path: Path
    content: str


def turned(path: Path) -> Iterator[Mutant]:
    """The module with each of its comparisons turned."""
    source = (ROOT / path).read_text(encoding="utf-8")
    places = [
        (node, place)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare)
        for place in range(len(node.ops))
    ]
    for number, (node, place) in enumerate(places):
        tree = ast.parse(source)
        compare = [one for one in ast.walk(tree) if isinstance(one, ast.Compare) for _ in one.ops][number]
        compare.ops[place] = TURNED[type(compare.ops[place])]()
        yield Mutant(f"{path.relative_to(CHECKS)}:{node.lineno} {ast.unparse(compare)}", path, ast.unparse(tree))


def removed(path: Path) -> Iterator[Mutant]:
    """The file of rules without each of them."""
    head, *rules = re.split(r"(?m)^(?=\[\[rules\]\]$)", (ROOT / path).read_text(encoding="utf-8"))
    for place, rule in enumerate(rules):
        name = " ".join(re.findall(r'(?m)^(?:id|part) = "(.+)"$', rule))
        yield Mutant(f"without {name}", path, head + "".join(rules[:place] + rules[place + 1 :]))


def mutants(modules: list[str]) -> Iterator[Mutant]:
    """Those of the modules, or all there are."""
    paths = [CHECKS / f"{module}.py" for module in modules] or sorted(
        path.relative_to(ROOT)
        for path in (ROOT / CHECKS).rglob("*.py")
        if not set(path.relative_to(ROOT / CHECKS).parts) & set(LEFT_OUT)
    )
    for path in paths:
        yield from turned(path)
    for path in [] if modules else sorted((ROOT / FORMS).glob("2021*.toml")):
        yield from removed(path.relative_to(ROOT))


def survives(mutant: Mutant) -> bool:
    """Whether the tests stay green with the mutant in the program's place."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "main"
        for part in ("src", FORMS, "tests"):
            left_out = ("__pycache__", "gui", "writers") if part == "tests" else ("__pycache__",)
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns(*left_out))
        for part in (ROOT / FORMS).parent.iterdir():
            if part.name != FORMS.name:
                (copy / FORMS.parent / part.name).symlink_to(part)
        shutil.copy(ROOT / "pyproject.toml", copy)
        (copy / mutant.path).write_text(mutant.content, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            *TESTS,
            "--ignore",
            "tests/checks/prose",
        ]
        environment = {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=300, check=False)
        return done.returncode == 0


def main(modules: list[str]) -> int:
    """Print each survivor and the score; 1 if any survived or the tests are no measure."""
    found = list(mutants(modules))
    if not survives(replace(found[0], content=(ROOT / found[0].path).read_text(encoding="utf-8"))):
        sys.exit("the tests fail without any mutant")
    alive = 0
    with ThreadPoolExecutor(2) as pool:
        for mutant, lives in zip(found, pool.map(survives, found), strict=True):
            if lives:
                alive += 1
                print(f"survives: {mutant.name}", flush=True)  # noqa: T201 - what the script is for
    score = 100 * (len(found) - alive) / len(found)
    print(f"{len(found) - alive} of {len(found)} mutants noticed: {score:.1f} %")  # noqa: T201
    return bool(alive)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
