"""Titles, headings and texts as offices write them: unit and year must be known, and every text in its place."""

from collections.abc import Iterator

import markup
import portals
from case import Case, of_plan
from make_text import of_browser, tabbed, text_of
from paper import HEADINGS, Line, Plan, paper
from truth import truth

_TITLES = {
    "degree": "{unit}{year}年度政府信息公开工作年度报告",
    "year-first": "{year}年{unit}政府信息公开工作年度报告",
    "year-line": "{unit}|政府信息公开工作{year}年度报告",
    "three-lines": "{unit}|{year}年政府信息公开|工作年度报告",
    "about": "{unit}关于{year}年政府信息公开工作年度报告",
    "no-work": "{unit}{year}年政府信息公开年度报告",
    "short-name": "{unit}{year}年政府信息公开工作年报",
    "spaces": "{unit} {year} 年政府信息公开工作年度报告",
    "full-width": "{unit}２０２４年政府信息公开工作年度报告",
    "chinese-year": "{unit}二〇二四年政府信息公开工作年度报告",
    "brackets": "{unit}2024年政府信息公开工作年度报告（公开版）",
    "book-marks": "《{unit}{year}年政府信息公开工作年度报告》",
}
_NUMBERED = {
    "brackets": ("（一）", "（二）", "（三）", "（四）", "（五）", "（六）"),
    "arabic": ("1.", "2.", "3.", "4.", "5.", "6."),
    "parts": ("第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 "),
    "commas": ("一，", "二，", "三，", "四，", "五，", "六，"),
    "stops": ("一.", "二.", "三.", "四.", "五.", "六."),
    "no-mark": ("一 ", "二 ", "三 ", "四 ", "五 ", "六 "),
    "all-one": ("一、", "一、", "一、", "一、", "一、", "一、"),
    "skipped": ("一、", "二、", "三、", "四、", "六、", "七、"),
}
_WORDED = {
    "colons": {section: f"{heading}：" for section, heading in HEADINGS.items()},
    "spaces-within": {section: " ".join(heading) for section, heading in HEADINGS.items()},
    "situation": {
        **HEADINGS,
        "overview": "一、总体工作概述",
        "disputes": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "problems": "五、政府信息公开工作存在的主要问题及改进情况",
    },
    "measures": {**HEADINGS, "problems": "五、存在的主要问题和改进措施", "other_matters": "六、其他需要报告事项"},
    "slips": {
        **HEADINGS,
        "overview": "一、总体情况：",
        "requests": "三、收到和处理政府信息公开申请情况。",
        "disputes": "四、政府信息公开行政复议、政府诉讼情况",
        "problems": "五、存在主要问题及改进情况",
    },
}


def cases() -> Iterator[Case]:
    """All files."""
    for number, (name, title) in enumerate(_TITLES.items()):
        yield _text(f"title-{name}", 1201 + number, Plan(title=title, topics="own"))
    yield from _told_elsewhere()
    for number, (name, marks) in enumerate(_NUMBERED.items()):
        headings = {section: mark + heading[2:] for mark, (section, heading) in zip(marks, _sections(), strict=True)}
        yield _text(f"headings-{name}", 1221 + number, Plan(headings=headings, topics="own"))
    for number, (name, headings) in enumerate(_WORDED.items()):
        yield _text(f"headings-{name}", 1231 + number, Plan(headings=headings))
    yield from _glued()
    yield from _texts()


def _sections():
    return [(section, heading) for section, heading in HEADINGS.items() if heading]


def _text(name: str, seed: int, plan: Plan, **more) -> Case:
    said = of_plan(truth(seed), plan)
    text = more.pop("after", str)(text_of(paper(said, plan), of_browser if seed % 2 else tabbed))
    return Case(name, ".txt", text.encode(), said, **more)


def _told_elsewhere() -> Iterator[Case]:
    """The unit or the year is not in the title, but on the page."""
    bare = Plan(title="2024年政府信息公开工作年度报告", topics="own")
    said = truth(1214)
    page = portals.directory(said, markup.body(paper(said, bare)))
    page = page.replace(portals.name(said), bare.title)
    yield Case("title-unit-in-metadata", ".html", page.encode(), said, needs_unit=False)
    signed = Plan(title="2024年政府信息公开工作年度报告", topics="own", after=(said.unit, "2025年1月20日"))
    yield Case("title-unit-signs", ".txt", text_of(paper(said, signed), tabbed).encode(), said, needs_unit=False)
    none = Plan(title="政府信息公开工作年度报告", topics="own")
    yield Case("title-year-in-preface", ".txt", text_of(paper(said, none), tabbed).encode(), said, needs_unit=False)


def _glued() -> Iterator[Case]:
    """Headings that run into their text."""
    plan = Plan(topics="own")
    yield _text("headings-glued-to-text", 1241, plan, after=lambda text: text.replace("情况\n20", "情况20"))
    yield _text("headings-glued-by-stop", 1242, plan, after=lambda text: text.replace("总体情况\n", "总体情况。"))
    yield _text("topics-glued-by-stop", 1243, Plan(), after=lambda text: text.replace("）主动公开：", "）主动公开。"))
    yield _text("topics-of-own-words", 1244, Plan(), is_loose=True, after=_own_topics)
    yield _text("topics-none", 1245, Plan(topics="none"), is_loose=True)
    yield _text("topics-numbered", 1246, Plan(topics="numbered"), is_loose=True)


def _own_topics(text: str) -> str:
    for official, own in (("主动公开：", "主动公开政府信息工作开展情况："), ("监督保障：", "强化监督、落实责任。")):
        text = text.replace(official, own)
    return text


def _texts() -> Iterator[Case]:
    """Texts that hold what looks like a heading or a row."""
    quoted = "正如“三、收到和处理政府信息公开申请情况”所列，各项数据均已核对。"
    trap = "本年新收政府信息公开申请数量 12 件，予以公开 7 件，总计 19 件。"
    for name, line in (("quotes-heading", quoted), ("sounds-like-row", trap), ("lists-parts", _LIST)):
        said = truth(1251)
        blocks = paper(said, Plan(topics="own"))
        at = next(number for number, block in enumerate(blocks) if isinstance(block, Line) and "五、" in block.text)
        blocks.insert(at + 1, Line(line))
        said = said._replace(texts={**said.texts, "problems": f"{line}\n{said.texts['problems']}"})
        yield Case(f"text-{name}", ".txt", text_of(blocks, tabbed).encode(), said)
    yield _text("text-measures-numbered", 1254, Plan(topics="own"), after=_numbered_measures)


_LIST = "报告分为：总体情况；主动公开政府信息情况；存在的主要问题及改进情况；其他需要报告的事项。"


def _numbered_measures(text: str) -> str:
    """Points of section five that are numbered like sections."""
    return text.replace("六、其他", "（一）主要问题如前所述。\n（二）改进情况已经落实。\n六、其他", 1)
