"""What works in another thread has the report as it stood, and the same digest as the window."""

from disclosure_desk.core.report import Note, new_report
from disclosure_desk.gui.session.document import Document
from disclosure_desk.writers.archive_record import digest

EXPLANATION = "explanation.F-LENGTH.0123456789ab"


def test_a_snapshot_is_the_whole_report_and_no_later_change_reaches_it(saver, form, full_places):
    places = {**full_places, EXPLANATION: "情况属实"}
    report = new_report(form, "涿河区金牛山办事处", 2025, places, [Note("doubtful", "problems", "看一看")])
    document = Document(saver, 1, report)
    taken = document.snapshot()
    assert (taken, digest(taken)) == (report, digest(report))
    assert document.set_value(EXPLANATION, "改了")
    assert taken.explanations == {EXPLANATION: "情况属实"}
