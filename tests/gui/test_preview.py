import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from disclosure_desk.gui.page_images import PageImages
from disclosure_desk.gui.preview import Preview, render
from disclosure_desk.gui.printing import print_pages, printer_for
from disclosure_desk.report import Report, new_report
from disclosure_desk.writers import pdf

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture(scope="session")
def content(form) -> bytes:
    figures = dict.fromkeys(form.cells, 0)
    texts = dict.fromkeys(form.texts, "本年度工作平稳有序。\n" * 12)
    report: Report = new_report(form, "涿河区金牛山办事处", 2025, figures | texts)
    return pdf.render(report)


@pytest.fixture
def preview(qtbot, content, tmp_path):
    preview = Preview("年报", content, tmp_path)
    qtbot.addWidget(preview)
    with qtbot.waitExposed(preview):
        preview.show()
    return preview


def page_count(content):
    return len(pypdfium2.PdfDocument(content))


def test_what_is_previewed_is_what_the_writer_makes(qapp, full_report):
    assert qapp.overrideCursor() is None
    assert render(full_report) == pdf.render(full_report)
    assert qapp.overrideCursor() is None


def test_every_page_has_a_view_and_a_thumbnail(preview, content):
    assert len(preview.views) == preview.list.count() == page_count(content)
    assert preview.list.item(0).text() == "第 1 页"
    assert not preview.list.item(0).icon().isNull()


def test_actual_size_is_a4_on_this_screen(preview):
    preview.actual_action.trigger()
    width = preview.views[0].width() / preview.logicalDpiX() * 25.4
    assert width == pytest.approx(210, abs=0.5)
    assert "100%" in preview.status.text()


def test_fitting_keeps_the_page_inside_when_the_window_narrows(qtbot, preview):
    preview.resize(500, 600)
    qtbot.waitUntil(lambda: preview.views[0].width() < preview.area.viewport().width())
    preview.resize(760, 600)
    qtbot.waitUntil(lambda: preview.views[0].width() > 400)


def test_zooming_goes_in_steps_and_stops_at_the_ends(qtbot, preview):
    preview.set_zoom(1.0)
    qtbot.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview.zoom == 0.8
    for _ in range(12):
        preview.set_zoom(preview._next_zoom(1))
    assert preview.zoom == 3.0


def test_choosing_a_page_scrolls_to_it(preview, content):
    last = page_count(content) - 1
    preview.list.setCurrentRow(last)
    assert preview.current_page == last
    assert f"第 {last + 1} 页，共 {last + 1} 页" in preview.status.text()


def test_page_stays_when_the_zoom_changes(preview):
    preview.show_page(2)
    preview.set_zoom(2.0)
    assert preview.current_page == 2


def test_what_is_saved_are_the_previewed_bytes(qtbot, preview, content, tmp_path):
    preview.save_action.trigger()
    chooser = preview.findChild(QFileDialog)
    assert chooser.defaultSuffix() == "pdf"
    with qtbot.waitSignal(preview.told) as told:
        chooser.fileSelected.emit(str(tmp_path / "年报.pdf"))
    chooser.reject()
    assert (tmp_path / "年报.pdf").read_bytes() == content
    assert told.args[0].startswith("已保存")


def test_a_place_that_cannot_be_written_is_told(qtbot, preview, tmp_path):
    with qtbot.waitSignal(preview.told) as told:
        preview.save(tmp_path / "no" / "年报.pdf")
    assert "没有写成" in told.args[0]


def test_printed_pages_have_the_size_and_the_place_of_the_previewed(preview, content, tmp_path):
    printer = printer_for("年报")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(100)
    preview.print_on(printer)
    assert "已送到打印机" in preview.status.text()
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert page_count(printed) == page_count(content)
    for wanted, got in zip(dark_boxes(content), dark_boxes(printed), strict=True):
        assert got == pytest.approx(wanted, abs=2)


def dark_boxes(content):
    """The box of what is printed on each page, in pixels at 72 dots an inch."""
    document = pypdfium2.PdfDocument(content)
    images = [page.render(scale=1, grayscale=True).to_pil() for page in document]
    return [image.point(lambda light: 255 * (light < 128)).getbbox() for image in images]


def test_only_the_pages_asked_for_are_printed(content, tmp_path):
    printer = printer_for("年报")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(50)
    printer.setFromTo(2, 3)
    assert print_pages(PageImages(content), printer)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 2


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_printer_that_does_not_start_is_told(preview, tmp_path):
    printer = printer_for("年报")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "printed.pdf"))
    preview.print_on(printer)
    assert "打印机没有启动" in preview.status.text()


def test_printing_asks_the_system_s_dialog(preview):
    preview.print_action.trigger()
    dialog = preview.findChild(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.maxPage() == len(preview.views)
    dialog.reject()
