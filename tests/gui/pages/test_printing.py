"""What reaches the paper: a printer that writes a PDF stands for one of metal, and its sheets are read back."""

from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.report import new_report
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.pages.printing import PrinterGoneError, PrintJob, print_pages, printer_for, set_up, sides
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.writers import render_file

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

MM = 72 / 25.4
DOTS = 200
DARK = 140
A4 = (210, 297)
RULE = 0.75 / MM
"""How thick a table's frame is: half of it lies without the type area on each side."""


@pytest.fixture(scope="session")
def content(form):
    """Pages of which no two are alike: each has its own number."""
    return render_file(new_report(form, "涿河区金牛山办事处", 2025), ".pdf")


class Machine:
    """A printer that writes what it gets into a file."""

    def __init__(self, qtbot, content, folder):
        self.qtbot, self.content, self.target = qtbot, content, folder / "printed.pdf"
        self.said, self.failed, self.progress = [], [], []
        self.is_stopped = False

    def printer(self, wanted, kind=QPrinter):
        printer = kind(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DOTS)
        set_up(printer, "金牛山", wanted)
        printer.setOutputFileName(str(self.target))
        return printer

    def put_out(self, wanted, kind=QPrinter, content=None):
        """Print in a thread of its own, as the window does."""
        apart = WorkApart(QApplication.instance())
        printer, content = self.printer(wanted, kind), content or self.content
        apart.begin(lambda _: print_pages(content, printer, wanted, self.tell), self.said.append, self.failed.append)
        self.qtbot.waitUntil(lambda: not apart.is_busy)
        apart.deleteLater()

    def tell(self, done, count):
        self.progress.append((done, count))
        if self.is_stopped:
            raise StoppedError

    @property
    def sheets(self):
        return looks(self.target.read_bytes())


@pytest.fixture
def machine(qtbot, content, tmp_path):
    return Machine(qtbot, content, tmp_path)


def looks(content):
    """The pages of a PDF as grey images."""
    pdf = pypdfium2.PdfDocument(BytesIO(content))
    return [pdf[number].render(scale=DOTS / 72).to_pil().convert("L") for number in range(len(pdf))]


def extent(image):
    """Where the ink of a page begins and ends, in millimetres: left, top, right, bottom."""
    box = image.point(lambda grey: 255 if grey < DARK else 0).getbbox()
    return None if box is None else [dot * 25.4 / DOTS for dot in box]


def resembles(one, other):
    """Whether two images have their ink in the same places, but for a dot at the edges."""
    return (one is None) == (other is None) and (
        one is None or all(abs(a - b) < 0.3 for a, b in zip(one, other, strict=True))
    )


def numbers_of(sheets, content):
    """Which page of a document (from 0) each sheet shows, None for a blank one."""
    small = [image.resize((105, 148)) for image in looks(content)]
    told = []
    for sheet in sheets:
        seen = sheet.resize((105, 148))
        told.append(None if extent(sheet) is None else min(range(len(small)), key=lambda page: far(small[page], seen)))
    return told


def far(one, other):
    """How unlike two images of one size are."""
    return sum(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


def test_paper_is_a4_and_the_ink_lies_where_the_document_has_it(machine, content):
    count = len(looks(content))
    machine.put_out(PrintJob("一楼", tuple(range(count))))
    pdf = pypdfium2.PdfDocument(machine.target)
    assert all(pdf.get_page_size(page) == pytest.approx([side * MM for side in A4], abs=1) for page in range(count))
    meant = looks(content)
    assert all(resembles(extent(sheet), extent(page)) for sheet, page in zip(machine.sheets, meant, strict=True))
    assert machine.said == ["已送到打印机：一楼。"]
    assert machine.progress == [(done, count) for done in range(count + 1)]


@pytest.mark.slow
def test_a_table_is_as_wide_on_paper_as_the_standard_wants_it(machine, content):
    table = next(number for number, image in enumerate(looks(content)) if widest_rule(image) > 1000)
    machine.put_out(PrintJob("一楼", (table,)))
    assert widest_rule(machine.sheets[0]) * 25.4 / DOTS == pytest.approx(156 + RULE, abs=0.3)


def widest_rule(image):
    """The longest row of ink of a page, in dots."""
    ink = image.point(lambda grey: 1 if grey < DARK else 0)
    width, height = ink.size
    rows = ink.tobytes()
    return max(max(map(len, rows[row * width : (row + 1) * width].split(b"\0"))) for row in range(height))


@pytest.mark.parametrize(
    "pages", [(0,), (2, 0), *(pytest.param(pages, marks=pytest.mark.slow) for pages in [(1, 2), (1, 1)])]
)
def test_only_the_pages_asked_for_are_printed_and_in_that_order(machine, content, pages):
    machine.put_out(PrintJob("一楼", pages))
    assert numbers_of(machine.sheets, content) == list(pages)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wanted", "printed"),
    [
        (PrintJob("一楼", (0, 1), copies=2), [0, 1, 0, 1]),
        (PrintJob("一楼", (0, 1), copies=2, collate=False), [0, 0, 1, 1]),
        (PrintJob("一楼", (0,), copies=2, double_sided=True), [0, None, 0, None]),
    ],
)
def test_a_printer_that_does_not_copy_is_sent_each_copy(machine, content, wanted, printed):
    machine.put_out(wanted)
    assert numbers_of(machine.sheets, content) == printed


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [
        (PrintJob("", (0, 1, 2)), [0, 1, 2]),
        (PrintJob("", (0, 1, 2), 2), [0, 1, 2, 0, 1, 2]),
        (PrintJob("", (0, 1, 2), 2, collate=False), [0, 0, 1, 1, 2, 2]),
        (PrintJob("", (0, 1, 2), 2, double_sided=True), [0, 1, 2, None, 0, 1, 2, None]),
        (PrintJob("", (0, 1), 2, double_sided=True), [0, 1, 0, 1]),
        (PrintJob("", (0, 1), 2, collate=False, double_sided=True), [0, None, 0, None, 1, None, 1, None]),
    ],
)
def test_each_copy_begins_on_a_sheet_of_its_own(wanted, sent):
    assert sides(wanted, printer_copies=False) == sent
    assert sides(wanted, printer_copies=True) == list(wanted.pages)


class Copier(QPrinter):
    """A printer that copies by itself and prints on both sides."""

    sided = None

    def setDuplex(self, duplex):  # noqa: N802 - Qt's name
        self.sided = duplex

    def supportsMultipleCopies(self):  # noqa: N802 - Qt's name
        return True


@pytest.mark.slow
def test_a_printer_that_copies_is_told_how_often(machine, content):
    wanted = PrintJob("一楼", (0, 1), copies=7, collate=False, double_sided=True)
    printer = machine.printer(wanted, Copier)
    assert (printer.copyCount(), printer.collateCopies(), printer.docName()) == (7, False, "金牛山")
    assert printer.sided == QPrinter.DuplexMode.DuplexLongSide
    machine.put_out(wanted, Copier)
    assert numbers_of(machine.sheets, content) == [0, 1]


def test_a_single_sided_sheet_is_a4_without_margins_of_the_printer(machine):
    printer = machine.printer(PrintJob("一楼", (0,)), Copier)
    assert printer.sided == QPrinter.DuplexMode.DuplexNone
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert printer.pageLayout().paintRectPixels(DOTS) == printer.pageLayout().fullRectPixels(DOTS)


class Narrow(QPrinter):
    """A printer that reaches no nearer to an edge than 15 mm."""

    def pageLayout(self):  # noqa: N802 - Qt's name
        layout = super().pageLayout()
        layout.setUnits(layout.Unit.Millimeter)
        layout.setMinimumMargins(layout.margins().__class__(15, 15, 15, 15))
        return layout


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "scale"), [(QPrinter, 1), (Narrow, 180 / 210)])
def test_fitted_pages_shrink_to_what_the_printer_reaches_and_never_grow(machine, content, kind, scale):
    machine.put_out(PrintJob("一楼", (0,), fit=True), kind)
    left, top, right, bottom = extent(looks(content)[0])
    meant = [105 + (left - 105) * scale, 148.5 + (top - 148.5) * scale]
    meant += [105 + (right - 105) * scale, 148.5 + (bottom - 148.5) * scale]
    assert extent(machine.sheets[0]) == pytest.approx(meant, abs=0.3)


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_does_not_start_is_told(machine):
    machine.target = machine.target.parent / "none" / "printed.pdf"
    machine.put_out(PrintJob("一楼", (0,)))
    assert machine.said == ["打印机没有启动，请检查打印机后再试。"]


class Jammed(QPrinter):
    """A printer that takes one sheet."""

    def newPage(self):  # noqa: N802 - Qt's name
        return False


def test_a_printer_that_stops_on_the_way_is_told(machine):
    machine.put_out(PrintJob("一楼", (0, 1, 2)), Jammed)
    assert machine.said == ["打印没有完成，请检查打印机后再试。"]
    assert machine.progress == [(0, 3), (1, 3)]


def test_a_fault_of_the_program_ends_the_printing_too(machine):
    machine.put_out(PrintJob("一楼", (0,)), content=b"no pages at all")
    assert (len(machine.failed), machine.said) == (1, [])


def test_a_cancelled_printing_sends_no_further_page(machine):
    machine.is_stopped = True
    machine.put_out(PrintJob("一楼", (0, 1, 2)))
    assert machine.said == ["已取消打印。"]
    assert machine.progress == [(0, 3)]


def test_a_printer_that_is_gone_is_never_replaced_by_another():
    with pytest.raises(PrinterGoneError, match="找不到打印机“三楼旧机”，请重新选一台。"):
        printer_for("金牛山", PrintJob("三楼旧机", (0,)))
