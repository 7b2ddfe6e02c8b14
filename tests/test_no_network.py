"""No network, by construction: nothing imports what opens connections, and the traced run tells one that is opened."""

import re
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_PYTHON = "socket ssl asyncio http ftplib smtplib imaplib poplib telnetlib socketserver xmlrpc webbrowser selectors"
OPENERS = {*_PYTHON.split(), "urllib.request", "requests", "PySide6.QtNetwork", "PySide6.QtWebSockets"}
_IMPORT = re.compile(r"^ *(?:import ([\w., ]+)|from ([\w.]+) import \(?([\w, ]*))", re.MULTILINE)


def imported(path: Path) -> set[str]:
    found = set()
    for plain, module, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
        found |= {one.split()[0] for one in plain.split(",") if one.strip()}
        found |= {module} | {f"{module}.{one.split()[0]}" for one in names.split(",") if one.strip()}
    return found


def test_nothing_imports_what_opens_connections():
    modules = [*(ROOT / "src").rglob("*.py"), *(ROOT / "resources").rglob("*.py")]
    assert len(modules) > 500
    opened = {
        f"{path.name}: {name}"
        for path in modules
        for name in imported(path)
        if any(name == opener or name.startswith(f"{opener}.") for opener in OPENERS)
    }
    assert opened == set()


@pytest.mark.parametrize(
    ("trace", "families"),
    [
        ('1 socket(AF_UNIX, SOCK_STREAM, 0) = 4\n1 connect(4, {sa_family=AF_UNIX, sun_path="/x"}, 9) = 0', {"AF_UNIX"}),
        ("1 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 4", {"AF_INET6"}),
        ('1 sendto(4, "", 0, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 0', {"AF_INET"}),
        ('1 openat(AT_FDCWD, "/etc/hosts")', set()),
    ],
)
def test_the_traced_run_tells_what_a_trace_says(trace, families):
    spec = util.spec_from_file_location("traced_run", ROOT / "tests" / "network" / "traced_run.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert {*module.families(trace)} == families
