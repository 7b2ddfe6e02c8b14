"""The offices of the second batch, of every rank, and what they say: figures in three styles and texts of their own."""

from random import Random

from truth import FORM, Truth, _leaves

from disclosure_desk.core.report import new_report

OFFICES = (
    ("柳河市河西区槐荫街道办事处", "槐荫街道"),
    ("清源县马店镇人民政府", "马店镇"),
    ("清源县农业农村局", "县农业农村局"),
    ("柳河市人民政府", "柳河市"),
    ("东陵省生态环境厅", "省生态环境厅"),
    ("望江新区管理委员会", "望江新区管委会"),
    ("柳河市市场监督管理局", "市市场监管局"),
    ("清源县白鹿乡人民政府", "白鹿乡"),
    ("河西区城市管理综合行政执法局", "区城管执法局"),
    ("安平市北塔区建设路街道办事处", "建设路街道"),
    ("东陵省人民政府办公厅", "省政府办公厅"),
)
_PREFACES = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）规定，{short}编制了{year}年政府信息公开工作年度报告。本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如有疑问，请联系{short}办公室（地址：文昌路26号；邮编：654300；电话：0999-3216540）。",
    "本年度报告由{unit}依据条例第五十条编制，全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六个部分。",
    "现将{unit}{year}年度政府信息公开工作情况报告如下。报告电子版可在政务网站“政府信息公开年报”栏目查阅，传真0999-3216541。",
    "按照国办公开办函〔2021〕30号文件的要求，结合{short}{year}年的实际，形成本报告，数据截至{year}年12月31日。",
)
_LEADS = (
    "{year}年，{short}以群众需求为导向推进政务公开，全年发布信息1126条，较{before}年增加8.4%。",
    "本年度，{short}扎实开展政务公开的各项工作，政民互动栏目答复留言312条，总体平稳有序。",
    "{year}年以来，{short}认真执行条例，着力提升公开的质量和实效，现从五个方面说明。",
)
_PROACTIVE = (
    "1.政务动态类信息611条，通知公告类90条，人事任免5条。\n2.召开新闻发布会2场，解读文件7个，图解占一半以上。",
    "及时更新领导分工、机构设置和权责清单，公开重大建设项目批准结果21项、财政信息8条；清理失效文件13件。",
    "公开惠农补贴发放情况46批次，涉及农户1203户；低保、临时救助名单按季度张榜。",
)
_ON_REQUEST = (
    "本年度新收申请{received}件，结转下年度{pending}件，没有一件超期。",
    "完善登记、补正、征求意见、答复的文书样式，网上渠道占六成，信函渠道占三成，当面提交的占一成。",
    "严守20个工作日的答复期限，答复前由法律顾问审核，全年组织业务会商4次。",
)
_MANAGEMENT = (
    "健全信息发布前的三级审查，对{before}年以来的存量文件逐件确定公开属性，转为主动公开的有19件。",
    "建立规范性文件数据库，一件一页，可检索、可下载；每季度抽查错链、死链。",
    "明确专人保管公开台账，政务新媒体账号由3个合并为1个，旧账号的内容迁移完毕。",
)
_PLATFORM = (
    "门户网站完成适老化改造，上线“一键办”专题；公众号关注人数达到8700人，推送427期。",
    "在县图书馆、档案馆和政务服务大厅设置3处查阅点，提供自助打印。",
    "按照栏目规范调整公开专栏，新增“公共企事业单位”板块，下设教育、卫生、供水3个子栏目。",
)
_SUPERVISION = (
    "公开工作占绩效考核分值的4%，全年通报2期，约谈1家单位；未发生责任追究的情形。",
    "举办培训班3期，覆盖业务人员146人次；聘请社会监督员10名，提出建议15条，采纳12条。",
    "工作考核：随部门年度考核进行。社会评议：发放问卷300份，满意和基本满意的占97.3%。责任追究：无。",
)
_PROBLEMS = (
    "（一）存在问题。政策解读的通俗性不够，部分栏目更新不均衡；基层人员流动快。\n（二）改进措施。一是解读材料与文件同步起草；二是每月5日、20日各检查一次；三是新任人员先培训后上岗。",
    "{year}年工作中仍有不足：主动回应关切的意识有待加强，依申请公开答复的规范性有待提高。{after}年将重点做好三件事：梳理高频事项，编写答复范本，开展案卷评查。",
    "存在的主要问题：1.公开形式较少；2.数据开放程度偏低。\n改进情况：1.增加短视频和现场开放日；2.推出第一批12个数据集。",
    "一是公开的深度不够，二是队伍的专业能力参差不齐。针对这些问题，{short}开展了专项提升，问题清单上的9项已完成7项，其余2项{after}年上半年完成。",
)
_OTHER = (
    "本年度未收取信息处理费。无其他需要报告的事项。",
    "{short}{year}年没有发出信息处理费收费通知，应收0元，实收0元。",
    "（一）收取信息处理费情况：{year}年度收费0元。\n（二）建议提案办理：承办人大建议6件、政协提案4件，全部办结并公开。",
)
_STOCK = {
    "preface": _PREFACES,
    "overview.lead": _LEADS,
    "overview.proactive": _PROACTIVE,
    "overview.on_request": _ON_REQUEST,
    "overview.management": _MANAGEMENT,
    "overview.platform": _PLATFORM,
    "overview.supervision": _SUPERVISION,
    "problems": _PROBLEMS,
    "other_matters": _OTHER,
}
STYLES = ("distinct", "zeros", "blank", "large")


def office(seed: int, style: str) -> Truth:
    """What an office says; `blank`: its noughts are not printed, and so not said; `large`: figures of four digits."""
    unit, short = OFFICES[seed % len(OFFICES)]
    year = 2021 + seed * 7 % 5
    figures = _figures(seed, style)
    cells = {cell: str(value) for cell, value in new_report(FORM, "", 0, figures).figures().items()}
    said = {
        "unit": unit,
        "short": short,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "received": cells["requests.received.total"],
        "pending": cells["requests.pending_at_end.total"],
    }
    random = Random(seed)  # noqa: S311 - the same texts on every run
    texts = {place: random.choice(texts).format(**said) for place, texts in _STOCK.items()}
    if style == "blank":
        cells = {cell: figure for cell, figure in cells.items() if figure != "0"}
    return Truth(unit, year, cells, texts)


def _figures(seed: int, style: str) -> dict:
    if style in {"zeros", "blank"}:
        return _leaves(seed + 4000, "sparse")
    figures = _leaves(seed + 4000, "distinct")
    if style == "large":
        figures = {cell: value if cell.endswith("amount") else value * 13 for cell, value in figures.items()}
    return figures
