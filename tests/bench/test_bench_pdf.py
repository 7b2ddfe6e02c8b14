"""The PDF of a full report, its faces already open."""

from disclosure_desk.writers.pdf import render


def test_bench_render_warm(benchmark, full_report):
    render(full_report)
    pdf = benchmark(render, full_report)
    assert pdf.startswith(b"%PDF-")
