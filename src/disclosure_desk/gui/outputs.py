"""How a report leaves the desk: as files, as a piece of web page, on paper."""

from collections.abc import Callable
from pathlib import Path

from disclosure_desk.gui.report_page import ReportPage
from disclosure_desk.gui.showing import documents, show_once
from disclosure_desk.writers import WriteError, write
from disclosure_desk.writers.page_settings import PageSettings


class Outputs:
    """The ways out for the report of a page; `say` tells in passing, `tell` what has to be read."""

    def __init__(
        self,
        page: ReportPage,
        say: Callable[[str], None],
        tell: Callable[[str, str], None],
        settings: Callable[[], PageSettings],
    ) -> None:
        self._page, self._say, self._tell, self._settings = page, say, tell, settings
        self._report = page.document.report

    def export(self) -> None:
        """Ask where and as what to export."""
        from disclosure_desk.gui.export_dialog import ExportDialog  # noqa: PLC0415 - when it is wanted

        if not self._page.flush():
            return
        report, verdict = self._report, self._page.document.verdict
        notice = f"{verdict.sentence}。现在导出的文件只能当草稿。" if verdict.errors else ""
        show_once(ExportDialog(report.title, documents(), self._write, notice, self._page))

    def _write(self, target: Path) -> None:
        write(self._report, target, self._settings())

    def fragment(self) -> None:
        """Put the report as a piece of web page on the clipboard."""
        from disclosure_desk.gui.fragment import put_on_clipboard  # noqa: PLC0415 - when it is wanted

        if not self._page.flush():
            return
        try:
            put_on_clipboard(self._report)
        except WriteError as error:
            self._tell("没能复制网页代码", str(error))
        else:
            self._say("网页代码已复制，可以粘贴到网站后台的源代码里。")

    def preview(self) -> None:
        """Show the report as it will be on paper."""
        from disclosure_desk.gui.preview import Preview, render  # noqa: PLC0415 - when it is wanted

        if not self._page.flush():
            return
        try:
            content = render(self._report)
        except WriteError as error:
            self._tell("没能生成预览", str(error))
            return
        preview = Preview(self._report.title, content, documents(), self._page)
        preview.told.connect(self._say)
        show_once(preview)
