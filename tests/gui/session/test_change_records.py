from decimal import Decimal

import pytest

from disclosure_desk.archive.archive_records import change_records
from disclosure_desk.archive.audit_text import ACTIONS
from disclosure_desk.core.report import Change
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.actions import STARTS, STEPS

BUSINESS, FEE = "requests.received.business", "proactive.fee.amount"
UNIT = "涿河区金牛山办事处"


def records_of(session, report_id):
    return change_records(session.report(report_id).form, session.store.events(report_id))


def test_every_action_of_the_trail_has_a_word():
    assert ACTIONS.keys() >= STARTS | STEPS
    assert len(set(ACTIONS.values())) == len(ACTIONS)


@pytest.mark.parametrize(
    ("action", "change", "told"),
    [
        ("edit", Change(BUSINESS, None, 12), ("填写", "表三“一、本年新收政府信息公开申请数量”“商业企业”", "", "12")),
        ("paste", Change(FEE, None, Decimal("0.000001")), ("粘贴", None, "", "0.000001")),
        ("fill_zero", Change(BUSINESS, None, 0), ("其余填 0", None, "", "0")),
        ("clear", Change("problems", "", "一\n二"), ("清空", "“五、存在的主要问题及改进情况”", "", "一\n二")),
        ("rename", Change("unit", UNIT, "新办事处"), ("改名称", "机关全称", UNIT, "新办事处")),
        ("rename", Change("year", 2025, 2024), ("改名称", "统计年度", "2025", "2024")),
        ("update", Change(FEE, None, 10**12 - 1), ("导入更新", None, "", "999999999999")),
    ],
)
def test_a_change_is_told_in_words_as_printed(session, action, change, told):
    report_id = session.create(UNIT, 2025)
    session.store.apply(report_id, [change], action)
    record = records_of(session, report_id)[-1]
    said = (record.action, record.place, record.before, record.after)
    assert said == tuple(word or own for word, own in zip(told, said, strict=True))
    assert record.at == session.store.events(report_id)[-1].at


def test_a_report_begins_with_the_name_it_had(session, full_report):
    created, imported = session.create(UNIT, 2025), session.take_in(full_report)
    session.store.apply(created, [Change("year", 2025, 2024)], "rename")
    first, *steps = records_of(session, created)
    title = f"{UNIT}2025年政府信息公开工作年度报告"
    assert (first.action, first.place, first.before, first.after) == ("新建", "整份报告", "", title)
    assert len(steps) == 1
    assert [record.action for record in records_of(session, imported)] == ["导入"]


def test_undo_and_redo_are_told_in_order(session):
    document = session.load_document(session.create(UNIT, 2025))
    document.set_value(BUSINESS, 12)
    document.undo()
    document.redo()
    told = [(one.action, one.before, one.after) for one in records_of(session, document.report_id)[1:]]
    assert told == [("填写", "", "12"), ("撤销", "12", ""), ("重做", "", "12")]


def test_a_report_that_is_not_there_is_told(session):
    with pytest.raises(StoreError, match="没有第 9 份报告"):
        records_of(session, 9)
