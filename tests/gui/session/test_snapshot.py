"""What works beside the window has the report as it stood, and the same digest as the window."""

from disclosure_desk.core.report import Change, Note, new_report
from disclosure_desk.gui.session.snapshot import snapshot
from disclosure_desk.writers.archive_record import digest

EXPLANATION = "explanation.F-LENGTH.0123456789ab"


def test_a_snapshot_is_the_whole_report_and_no_later_change_reaches_it(form, full_places):
    places = {**full_places, EXPLANATION: "情况属实"}
    report = new_report(form, "涿河区金牛山办事处", 2025, places, [Note("doubtful", "problems", "看一看")])
    taken = snapshot(report)
    assert (taken, digest(taken)) == (report, digest(report))
    report.apply([Change(EXPLANATION, "情况属实", "改了")])
    assert taken.explanations == {EXPLANATION: "情况属实"}
