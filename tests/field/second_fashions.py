"""The wordings of offices in the second batch: titles, headings, topics, labels and printed figures."""

import re

from paper import HEADINGS
from second_report import Fashion

ASCII = str.maketrans("（）：，", "():,")
_NUMBERED = re.compile(r"^(\d)\.")


def half(text: str) -> str:
    """Half-width brackets and colons."""
    return text.translate(ASCII)


def spaced(text: str) -> str:
    """Labels as narrow columns break them, and numbers with a blank after them."""
    text = _NUMBERED.sub(r"\1. ", text)
    return {"商业企业": "商业 企业", "科研机构": "科研 机构", "结果维持": "结果 维持", "尚未审结": "尚未 审结"}.get(
        text, text
    )


def numbered(text: str) -> str:
    """1、 for 1."""
    return _NUMBERED.sub(r"\1、", text)


def unnumbered(text: str) -> str:
    """No numbers at the third level."""
    return _NUMBERED.sub("", text)


def yearly(text: str) -> str:
    """The year in the heads of table two."""
    return re.sub(r"^本年(?=制发|废止|处理决定)", "本年（{year}）", text)


def loose(text: str) -> str:
    """Words that offices use for official ones."""
    return {
        "行政规范性文件": "规范性文件",
        "总计": "合计",
        "（七）总计": "（七）合计",
        "本年收费金额（单位：万元）": "本年收费金额（万元）",
        "3.危及“三安全一稳定”": '3.危及"三安全一稳定"',
    }.get(text, text)


def wide(text: str) -> str:
    """Full-width numbers in labels."""
    return _NUMBERED.sub(lambda found: f"{chr(ord(found[1]) + 0xFEE0)}．", text)


def by_place(sign: str):
    """Figures, and a sign where nothing is said."""
    return lambda _, figure: figure or sign


def thousands(_, figure: str) -> str:
    """Thousands separators."""
    return f"{int(figure):,}" if figure.isdigit() else figure


def in_wide_digits(_, figure: str) -> str:
    """Full-width digits."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in figure)


def with_unit(cell: str, figure: str) -> str:
    """A unit after the figure."""
    unit = "万元" if cell.endswith("amount") else "件"
    return f"{figure}{unit}" if figure else ""


def two_places(cell: str, figure: str) -> str:
    """Fees with two decimals."""
    return f"{float(figure):.2f}" if figure and cell.endswith("amount") else figure


def _headings(**others: str) -> dict[str, str]:
    return {**HEADINGS, **others}


_OWN_LINES = (
    "（一）主动公开情况|",
    "（二）依申请公开情况|",
    "（三）政府信息管理情况|",
    "（四）平台建设情况|",
    "（五）监督保障情况|",
)
_PLAIN_NUMBERS = ("1.主动公开：", "2.依申请公开：", "3.政府信息管理：", "4.平台建设：", "5.监督保障：")
_LONG = (
    "（一）政府信息主动公开情况。",
    "（二）政府信息依申请公开情况。",
    "（三）政府信息管理情况。",
    "（四）政府信息公开平台建设情况。",
    "（五）监督保障情况。",
)
_HALF = ("(一)主动公开 ", "(二)依申请公开 ", "(三)政府信息管理 ", "(四)政府信息公开平台建设 ", "(五)监督保障 ")
_OLD_HEADS = _headings(
    disputes="四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    problems="五、政府信息公开工作存在的主要问题及改进情况",
)
_SHORT_HEADS = _headings(
    overview="一、总体情况：",
    requests="三、收到和处理政府信息公开申请的情况",
    disputes="四、政府信息公开行政复议和行政诉讼情况",
    problems="五、存在的主要问题和改进措施",
    other_matters="六、其他需要报告事项",
)
_SPACED_HEADS = {section: re.sub("^(.)、", r"\1、 ", heading) for section, heading in HEADINGS.items()}
_WITHOUT_MARK = {section: heading.replace("、", "  ", 1) if heading else "" for section, heading in HEADINGS.items()}

FASHIONS: dict[str, Fashion] = {
    "official": Fashion(),
    "own-lines": Fashion(topics=_OWN_LINES, after=("{unit}", "{next}年1月18日")),
    "half-width": Fashion("{unit}{year}年政府信息公开工作年度报告", topics=_HALF, label=half),
    "spaced": Fashion("{year}年{unit}政府信息公开工作年度报告", _SPACED_HEADS, _LONG, spaced),
    "old-heads": Fashion("{unit}{year}年度|政府信息公开工作年度报告", _OLD_HEADS, _LONG, numbered),
    "short-heads": Fashion(
        "{unit}{year}年政府信息公开工作年度报告", _SHORT_HEADS, _PLAIN_NUMBERS, loose, show=two_places
    ),
    "unnumbered": Fashion(topics=_LONG, label=unnumbered, above="（单位：件）"),
    "yearly": Fashion("{unit}政府信息公开工作|{year}年度报告", label=yearly, titled=True),
    "captions": Fashion(above="附表：{name}", below="注：数据由各科室报送，办公室汇总。", topics=_OWN_LINES),
    "wide": Fashion(label=wide, show=in_wide_digits, headings=_WITHOUT_MARK),
    "units": Fashion(show=with_unit, cut="blocks", after=("（此件主动公开）",)),
    "thousands": Fashion(show=thousands, topics=_HALF, after=("附件：政府信息公开工作年度报告.pdf",)),
    "two-parts": Fashion(cut="rows", label=numbered, topics=_OWN_LINES),
    "notice": Fashion(
        before=("关于报送政府信息公开工作年度报告的函", "市政务公开办：", "现将我单位年度报告报上，请审阅。"),
        after=("抄送：档案馆。",),
        label=half,
    ),
    "bureau": Fashion("{unit}关于|{year}年政府信息公开工作的年度报告", _OLD_HEADS, _PLAIN_NUMBERS, loose),
}
