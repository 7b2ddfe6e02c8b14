"""A report as python-docx writes it plainly: what a Word file costs at least, with the same words and tables."""

from io import BytesIO

from docx import Document

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.report import Report
from disclosure_desk.writers.outline import Heading, Paragraph, outline


def render(report: Report) -> bytes:
    """The bytes of the file."""
    document = Document()
    document.add_heading(report.title, 0)
    for part in outline(report):
        if isinstance(part, Heading):
            document.add_heading(part.text, 1)
        elif isinstance(part, Paragraph):
            document.add_paragraph(part.text)
        else:
            table = document.add_table(part.layout.rows, part.layout.columns, "Table Grid")
            cells = table._cells
            for box in part.layout.boxes:
                first = cells[box.row * part.layout.columns + box.column]
                last = cells[(box.row + box.rows - 1) * part.layout.columns + box.column + box.columns - 1]
                cell = first if last is first else first.merge(last)
                cell.text = print_figure(report.figure(box.cell)) if box.cell else box.text
    content = BytesIO()
    document.save(content)
    return content.getvalue()
