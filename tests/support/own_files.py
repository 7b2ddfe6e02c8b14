"""Reports for round trips through the files we write, and what must come back of them."""

from collections.abc import Mapping

from hypothesis import strategies as st

from disclosure_desk.core.figure import figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers.outline import Paragraph, outline


def plain_reports(form: Form) -> st.SearchStrategy[Report]:
    """Figures of any kind; texts of paragraphs in which nothing is taken for a heading."""
    whole = st.integers(0, 10**8) | st.integers(10**11, 10**12 - 1)
    amounts = st.decimals(0, 99_999, places=6).map(figure)
    lines = st.text(st.sampled_from("公开信息办理件，；“”《》0123456789.%=+-_x&<>🎉𠮷 "), min_size=1, max_size=40)
    texts = st.lists(lines.map(lambda line: f"本街道{line.strip()}。"), min_size=1, max_size=3).map("\n".join)
    counts = [cell for cell in form.cells if cell != "proactive.fee.amount"]
    return st.builds(
        lambda rest, cells, fee, words: new_report(
            form,
            "涿河区金牛山办事处",
            2025,
            {**dict.fromkeys(counts, rest), **cells, "proactive.fee.amount": fee, **words},
        ),
        st.sampled_from([0, 7]),
        st.dictionaries(st.sampled_from(counts), whole, max_size=30),
        amounts,
        st.fixed_dictionaries({text: texts for text in form.texts if text != "overview.lead"}),
    )


def printed_figures(report: Report) -> Mapping[str, str]:
    """What stands in each cell of every file of a report."""
    return {cell: print_figure(value) for cell, value in report.figures().items()}


def printed_texts(report: Report) -> Mapping[str, str]:
    """What stands in each text of every file of a report."""
    texts: dict[str, list[str]] = {}
    for part in outline(report):
        if isinstance(part, Paragraph):
            texts.setdefault(part.place, []).append(part.text)
    return {place: "\n".join(lines) for place, lines in texts.items()}


def read_figures(report: Report) -> Mapping[str, str]:
    """The figures of a report that was read, as they stand."""
    return {cell: print_figure(report.figure(cell)) for cell in report.form.cells}


def read_texts(report: Report) -> Mapping[str, str]:
    """The texts of a report that was read, blank ones left out."""
    return {place: text for place, text in report.texts.items() if text}
