"""Keys of labels: spellings that mean the same have one key, and a misspelt label is read where it is clear."""

import pytest

from disclosure_desk.readers.vocabulary.label_key import (
    key_without_number,
    key_without_remark,
    nearest_key,
    normalise_label,
    normalised_text,
)

NEVER_CLARIFIED = "1申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请"
FEE_UNPAID = "2申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("（单位：万元）", "万元"),
        ("（万元）", "万元"),
        ("本年（2024）制发件数", "本年制发件数"),
        ("１．属于　国家秘密", "1属于国家秘密"),
        ("—— ——", ""),
        ("长" * 200, "长" * 200),
        ("长" * 201, ""),
    ],
)
def test_key_is_the_letters_and_digits_of_a_label(text, key):
    assert normalise_label(text) == key


def test_number_and_remark_of_a_label_come_off_where_it_has_them():
    assert [key_without_number(label) for label in ("（一）予以公开", "3.其他", "予以公开")] == ["予以公开", "其他", ""]
    assert key_without_remark("（二）部分公开（区分处理的，只计这一情形）") == "二部分公开"
    assert key_without_remark("（二）部分公开") == ""


@pytest.mark.parametrize(
    ("misspelt", "known", "nearest"),
    [
        ("结果纠政", ["结果维持", "结果纠正", "其他结果"], "结果纠正"),
        ("7属于行政查询案券", ["7属于行政执法案卷", "8属于行政查询事项"], ""),
        ("1属于过秘密事项", ["1属于国家秘密"], ""),
        ("申请人行政机关不再处理其政府信息公开申请", [NEVER_CLARIFIED], NEVER_CLARIFIED),
        ("申请人行政机关不再处理其政府信息公开申请", [NEVER_CLARIFIED, FEE_UNPAID], ""),
        ("总计计", ["总计"], ""),
    ],
)
def test_misspelt_label_is_the_nearest_one_unless_it_is_too_short_or_as_near_to_another(misspelt, known, nearest):
    assert nearest_key(misspelt, known) == nearest


def test_each_letter_of_a_key_has_its_place_in_the_text():
    found = normalised_text("１、㈢ 总体", 0, 5)

    assert (found.key, found.ends) == ("1三总", (1, 3, 5))
    assert normalised_text("总体情况", 2, 60).key == "情况"
