"""Prints through a real queue of CUPS and measures what arrives at the printer: paper, sides, copies, true size.

    bash installer/test.sh tests/printing/through_cups.py -rs

It starts a print server of its own with the filters of the computer's, and behind its queue a printer without metal: a
program that keeps what it is sent, and says that it cannot print up to the edges, as most cannot. The computer's own
server and printers are not touched. Where CUPS is not installed it says so and tests nothing.
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PIL import Image

from disclosure_desk.core.report import new_report
from disclosure_desk.writers import render_file

PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
NEEDED = ("cupsd", "lpadmin", "lp")
MISSING = [name for name in NEEDED if shutil.which(name, path=PLACES) is None]
PROGRAMS = Path("/usr/lib/cups")
if MISSING:
    pytest.skip(
        f"{', '.join(MISSING)} not found: install CUPS (Debian: apt-get install cups cups-client cups-filters)",
        allow_module_level=True,
    )

QUEUE = "desk"
A4 = 210 / 25.4 * 72, 297 / 25.4 * 72
POINT = 0.5
"""How far a sheet may be from A4: printers round to whole points."""
DOTS = 254
"""An inch: ten a millimetre."""
DARK = 128
OFF = 3
"""Tenths of a millimetre by which a mark may lie elsewhere on paper than on the page."""
SECONDS = 60
COPIES = 2

SERVER_FILES = """
ServerRoot {folder}/etc
ServerBin {folder}/programs
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/temp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
User {user}
Group {group}
SystemGroup {system}
"""
SERVER = """
Listen {folder}/run/cups.sock
Browsing No
WebInterface No
LogLevel debug
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
PRINTER = """#!/bin/sh
# what the server calls for each job: number, who, title, copies and options; the document comes in
test $# -eq 0 && exit 0
cat >"{folder}/sheets/$1.pdf"
printf '%s\\n%s\\n' "$4" "$5" >"{folder}/sheets/$1.part"
mv "{folder}/sheets/$1.part" "{folder}/sheets/$1.told"
"""
DESCRIPTION = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "None"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "1"
*LandscapeOrientation: Plus90
*cupsVersion: 2.4
*cupsManualCopies: False
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: Letter
*PageSize Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: Letter
*PageRegion Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter/Letter: "18 18 594 774"
*ImageableArea A4/A4: "18 18 577 824"
*DefaultPaperDimension: Letter
*PaperDimension Letter/Letter: "612 792"
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/2-Sided Printing: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
"""
WINDOW = """
import sys
from PySide6.QtWidgets import QApplication
from disclosure_desk.gui.pages.print_dialog import installed_printers
from disclosure_desk.gui.pages.printing import PrintJob, print_pages, printer_for
application = QApplication([])
name, source, copies, double_sided = sys.argv[1:]
assert name in [one.name for one in installed_printers()], installed_printers()
content = open(source, "rb").read()
wanted = PrintJob(name, tuple(range({pages})), int(copies), True, double_sided == "yes")
print(print_pages(content, printer_for("年度报告", wanted), wanted))
"""


class Printed(NamedTuple):
    """What arrived at the printer: the document, how many copies are wanted of it, and what else its job asked for."""

    content: bytes
    copies: int
    asked: Mapping[str, str]


class PrintServer:
    """A print server of its own with one queue, and the printer behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.socket = folder, folder / "run" / "cups.sock"
        self.environment = {**os.environ, "PATH": PLACES, "CUPS_SERVER": str(self.socket), "HOME": str(folder)}
        for name in ("etc", "spool", "cache", "run", "temp", "log", "sheets"):
            (folder / name).mkdir()
        folder.chmod(0o755)
        is_root = os.geteuid() == 0
        names = {"user": "lp", "group": "lp"} if is_root else {"user": getuser(), "group": _group()}
        (folder / "files.conf").write_text(SERVER_FILES.format(folder=folder, system=_group(), **names))
        (folder / "cupsd.conf").write_text(SERVER.format(folder=folder))
        (folder / "paper.ppd").write_text(DESCRIPTION)
        backends = folder / "programs" / "backend"
        backends.mkdir(parents=True)
        for name in ("filter", "daemon", "driver", "notifier", "monitor", "cgi-bin"):
            (folder / "programs" / name).symlink_to(PROGRAMS / name)
        (backends / "paper").write_text(PRINTER.format(folder=folder))
        (backends / "paper").chmod(0o755)
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self._begin("server", "cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/files.conf")
        self._wait(self.socket.exists, "the print server")
        printer = "-v", "paper:/", "-P", str(self.folder / "paper.ppd"), "-o", "printer-error-policy=abort-job"
        self.run("lpadmin", "-p", QUEUE, "-E", *printer)

    def _begin(self, name: str, *command: str) -> None:
        with (self.folder / "log" / name).open("wb") as log:
            self._processes.append(
                subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            )

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(SECONDS)

    def run(self, *command: str, **more: str) -> str:
        """Run a program that knows this server alone; what it says."""
        environment = {**self.environment, **more}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr, self.log())
        return done.stdout

    def printed(self) -> Printed:
        """What arrives next."""
        told = self.folder / "sheets"
        self._wait(lambda: any(told.glob("*.told")), "a sheet")
        (found,) = told.glob("*.told")
        copies, options = found.read_text().splitlines()
        asked = dict(option.partition("=")[::2] for option in shlex.split(options))
        content = found.with_suffix(".pdf").read_bytes()
        found.unlink()
        found.with_suffix(".pdf").unlink()
        return Printed(content, int(copies), asked)

    def _wait(self, is_there, what: str) -> None:
        end = time.monotonic() + SECONDS
        while not is_there():
            assert time.monotonic() < end, f"{what} did not come: {self.log()}"
            time.sleep(0.1)

    def log(self) -> str:
        logs = (path.read_text(errors="replace")[-3000:] for path in sorted((self.folder / "log").iterdir()))
        return "\n".join(logs)


def _group() -> str:
    import grp  # noqa: PLC0415 - not on Windows, where this file is skipped before

    return grp.getgrgid(os.getegid()).gr_name


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrintServer]:
    # a socket's path has 107 letters at most
    made = PrintServer(tmp_path_factory.mktemp("cups"))
    if os.geteuid() == 0:  # then the server's filters run as another user
        for parent in (tmp_path_factory.getbasetemp(), tmp_path_factory.getbasetemp().parent):
            parent.chmod(0o711)
        for name in ("spool", "cache", "temp", "sheets", "run"):
            shutil.chown(made.folder / name, "lp", "lp")
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def report(form) -> bytes:
    """Pages of which each has its own number and marks."""
    return render_file(new_report(form, "涿河区金牛山办事处", 2025, dict.fromkeys(form.cells, 12345)), ".pdf")


def images(content: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L") for page in document]


def sizes(content: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_size() for page in document]


def marks(image: Image.Image) -> list[int]:
    """Where the outermost marks are, and the longest rules across and down, in tenths of a millimetre."""
    ink = image.point(lambda value: 255 if value < DARK else 0)
    across = [row for row in range(ink.height) if ink.crop((0, row, ink.width, row + 1)).histogram()[255] > 1000]
    down = [x for x in range(ink.width) if ink.crop((x, 0, x + 1, ink.height)).histogram()[255] > 500]
    return [*ink.getbbox(), *(one for rules in (across, down) if rules for one in (rules[0], rules[-1]))]


def assert_true_to_size(printed: bytes, original: bytes, copies: int = 1) -> None:
    assert all(abs(side - wanted) <= POINT for size in sizes(printed) for side, wanted in zip(size, A4, strict=True))
    there, wanted = [image for image in images(printed) if image.getextrema()[0] < DARK], images(original) * copies
    assert len(there) == len(wanted)
    for one, other in zip(there, wanted, strict=True):
        found, expected = marks(one), marks(other)
        assert len(found) == len(expected)
        assert max(abs(a - b) for a, b in zip(found, expected, strict=True)) <= OFF, (found, expected)


def is_double_sided(printed: Printed) -> bool:
    """Whether a job asks for both sides, turned at the long edge, by the name of IPP or of the printer."""
    asked = {printed.asked.get(name, "") for name in ("sides", "Duplex")}
    return bool(asked & {"two-sided-long-edge", "DuplexNoTumble"})


@pytest.mark.parametrize(("copies", "double_sided"), [(1, "yes"), (1, "no"), (COPIES, "yes")])
def test_the_window_prints_on_a4_at_true_size_on_the_sides_that_are_wanted(
    server: PrintServer, report: bytes, tmp_path: Path, copies: int, double_sided: str
) -> None:
    source = tmp_path / "report.pdf"
    source.write_bytes(report)
    program = WINDOW.format(pages=len(sizes(report)))
    command = sys.executable, "-c", program, QUEUE, str(source), str(copies), double_sided
    said = server.run(*command, QT_QPA_PLATFORM="offscreen")
    assert said.strip() == f"已送到打印机：{QUEUE}。"
    printed = server.printed()
    in_document = round(len(sizes(printed.content)) / len(sizes(report)))
    assert printed.copies * in_document == copies
    assert is_double_sided(printed) == (double_sided == "yes")
    assert "A4" in {printed.asked.get("PageSize"), printed.asked.get("media")}
    assert_true_to_size(printed.content, report, in_document)


def test_the_pdf_itself_is_printed_at_true_size(server: PrintServer, report: bytes, tmp_path: Path) -> None:
    """As who opens the exported file and prints it."""
    source = tmp_path / "report.pdf"
    source.write_bytes(report)
    server.run("lp", "-d", QUEUE, "-o", "media=A4", "-o", "sides=two-sided-long-edge", str(source))
    printed = server.printed()
    assert is_double_sided(printed)
    assert_true_to_size(printed.content, report)
