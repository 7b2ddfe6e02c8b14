import pytest

from disclosure_desk.readers.model.joined_lines import one_line


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([], ""),
        (["", " 甲 ", ""], "甲"),
        (["三、收到和处理", "政府信息公开申请情况"], "三、收到和处理政府信息公开申请情况"),
        (["1.", "属于国家秘密"], "1.属于国家秘密"),
        (["20", "23"], "20 23"),
        (["２０", "２３"], "２０ ２３"),
        (["made", "in"], "made in"),
        (["12", "件"], "12件"),
    ],
)
def test_chinese_goes_on_without_a_blank_and_figures_stay_apart(lines, line):
    assert one_line(lines) == line
