"""How an office of the third batch words, fills and leaves out: each habit drawn by itself, as often as it is met."""

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

from paper import HEADINGS
from third_offices import Office, drawn

_TITLES = (
    ("{unit}{year}年政府信息公开工作年度报告", 56),
    ("{unit}|{year}年政府信息公开工作年度报告", 10),
    ("{unit}{year}年度政府信息公开工作年度报告", 9),
    ("{year}年{unit}政府信息公开工作年度报告", 7),
    ("{unit}{year}年政府信息公开年度报告", 5),
    ("{unit}关于{year}年政府信息公开工作的年度报告", 3),
    ("{unit} {year} 年政府信息公开工作年度报告", 4),
    ("{unit}{year}年度政府信息公开年度报告", 2),
    ("{unit}{year}年政府信息公开工作报告", 2),
    ("{year}年政府信息公开工作年度报告", 2),
)
_DRIFTS = {
    "overview": (("一、总体工作情况", 3), ("一、总体情况概述", 2), ("一、概述", 1)),
    "proactive": (
        ("二、主动公开政府信息的情况", 3),
        ("二、行政机关主动公开政府信息情况", 3),
        ("二、政府信息主动公开情况", 2),
    ),
    "requests": (("三、行政机关收到和处理政府信息公开申请情况", 3), ("三、收到和处理政府信息公开申请的情况", 3)),
    "disputes": (
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 5),
        ("四、政府信息公开行政复议和行政诉讼情况", 3),
        ("四、政府信息公开行政复议、行政诉讼的情况", 2),
        ("四、因政府信息公开工作被申请行政复议和提起行政诉讼的情况", 1),
    ),
    "problems": (
        ("五、政府信息公开工作存在的主要问题及改进情况", 7),
        ("五、存在的主要问题及改进措施", 4),
        ("五、存在的主要问题和改进情况", 3),
        ("五、存在问题及改进情况", 3),
    ),
    "other_matters": (("六、其他需要报告的情况", 3), ("六、其它需要报告的事项", 2), ("六、其他需要说明的事项", 1)),
}
_SLIPS = (
    ("属于国家秘密", "属于国家机密"),
    ("其他法律行政法规禁止公开", "其他法律、行政法规禁止公开"),
    ("仍不明确", "仍然不明确"),
    ("大量反复申请", "大量重复申请"),
    ("信访举报投诉类申请", "信访、举报、投诉类申请"),
    ("本机关不掌握", "本机关未掌握"),
    ("没有现成信息需要", "没有现成信息，需要"),
    ("保护第三方合法权益", "保护第三方的合法权益"),
    ("要求提供公开出版物", "要求提供公共出版物"),
    ("逾期不补正", "逾期未补正"),
)
Label = Callable[[str], str]


class Habit(NamedTuple):
    """What one office does; `shows` says what it prints for figures, `topics` how it heads the parts of section one."""

    title: str
    headings: Mapping[str, str]
    has_preface: bool
    has_lead: bool
    topics: str
    labels: tuple[Label, ...]
    shows: str
    one_row_other: bool
    split: str
    closing: str

    def label(self, text: str) -> str:
        """What stands in the table for an official label."""
        for change in self.labels:
            text = change(text)
        return text


def habit(one: Office) -> Habit:
    """The habits of an office."""
    random = one.random
    return Habit(
        drawn(random, _TITLES),
        _headings(random),
        random.random() < 0.85,
        random.random() < 0.7,
        drawn(random, (("stop", 38), ("colon", 14), ("own", 34), ("few", 5), ("loose", 7), ("digits", 2))),
        tuple(_labels(random)),
        drawn(
            random,
            (
                ("zero", 70),
                ("organisations", 6),
                ("blank", 8),
                ("rules", 5),
                ("slash", 3),
                ("dash", 1),
                ("wide", 2),
                ("disputes", 3),
                ("pieces", 2),
            ),
        ),
        random.random() < 0.03,
        drawn(random, (("", 86), ("proactive", 9), ("requests", 3), ("disputes", 2))),
        drawn(random, (("", 72), ("signed", 22), ("attached", 6))),
    )


def _headings(random: Random) -> dict[str, str]:
    headings = dict(HEADINGS)
    for section, drifts in _DRIFTS.items():
        weight = sum(weight for _, weight in drifts)
        headings[section] = drawn(random, ((headings[section], 100 - weight), *drifts))
    if random.random() < 0.05:
        headings = {section: heading.replace("、", "、 ", 1) for section, heading in headings.items()}
    if random.random() < 0.02:
        headings = {section: f"{heading}。" for section, heading in headings.items()}
    return headings


def _swap(old: str, new: str) -> Label:
    return lambda text: text.replace(old, new)


def _labels(random: Random):
    """The changes of an office's labels."""
    if random.random() < 0.12:
        yield lambda text: "规范性文件" if text == "行政规范性文件" else text
    if random.random() < 0.08:
        yield _swap(*random.choice(_SLIPS))
    if random.random() < 0.05:
        yield _swap("第二十条第", drawn(random, (("第二十条 第", 3), ("第二十条", 2))))
    if random.random() < 0.03:
        yield _swap("本年收费金额（单位：万元）", "本年收费金额（万元）")
    if random.random() < 0.02:
        yield _swap("本年制发件数", "本年制作数量")
    if random.random() < 0.02:
        yield lambda text: "合计" if text == "总计" else text
    if random.random() < 0.04:
        yield lambda text: "（二）部分公开" if text.startswith("（二）部分公开") else text
    if random.random() < 0.04:
        yield lambda text: "" if text.startswith("（本列数据") else text
    if random.random() < 0.1:
        yield lambda text: text.translate(str.maketrans("“”", '""'))
    yield from _written(random)


def _written(random: Random):
    """How the brackets, the numbers and the head of the columns are written."""
    if random.random() < 0.15:
        yield lambda text: text.translate(str.maketrans("（）：，", "():,"))
    elif random.random() < 0.05:
        yield lambda text: text.replace("（", "(").replace("）", ") ")
    digit = drawn(random, ((".", 84), (". ", 8), ("、", 4), ("．", 4)))
    yield lambda text: text[:1] + digit + text[2:] if text[:1].isdigit() and text[1:2] == "." else text
    short = ("商业企业", "科研机构", "结果维持", "结果纠正", "其他结果", "尚未审结")
    if random.random() < 0.3:
        yield lambda text: f"{text[:2]} {text[2:]}" if text in short else text
