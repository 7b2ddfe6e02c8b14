"""The hundred offices of the third batch: figures as such offices have them and texts of their own."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from truth import _APPLICANTS, FORM, Truth, _leaves

from disclosure_desk.core.report import new_report

_COUNTIES = ("青陂县", "洛塘县", "云岫区", "汀州区", "安澜市", "石门峪县", "兴隆洼区", "沙河口新区", "丰泽县", "绛水县")
_STREETS = ("解放路", "新华", "双桥", "花园", "龙泉", "北关", "站前", "兴业", "滨河", "建国门", "东风", "凤凰山")
_TOWNS = ("柳林镇", "大河口镇", "三岔镇", "白云乡", "马鞍镇", "太平镇", "红旗镇", "黄泥坡乡", "石桥镇", "双龙满族乡")
_BUREAUS = (
    "教育局",
    "民政局",
    "统计局",
    "司法局",
    "水利局",
    "医疗保障局",
    "市场监督管理局",
    "卫生健康局",
    "住房和城乡建设局",
)
_BUREAUS += ("文化广电和旅游局", "人力资源和社会保障局", "交通运输局", "退役军人事务局", "自然资源局", "发展和改革局")
_RANKS = (("street", 36), ("town", 22), ("bureau", 32), ("government", 7), ("committee", 3))
_FATES = (
    ("outcome.granted", 40),
    ("outcome.partially_granted", 9),
    ("outcome.denied.prohibited_by_law", 1),
    ("outcome.denied.third_party_rights", 3),
    ("outcome.denied.internal_affairs", 2),
    ("outcome.denied.deliberative", 2),
    ("outcome.denied.enforcement_file", 3),
    ("outcome.denied.administrative_query", 2),
    ("outcome.unable.not_held", 22),
    ("outcome.unable.not_compiled", 6),
    ("outcome.unable.still_unclear", 2),
    ("outcome.not_processed.petition", 4),
    ("outcome.not_processed.duplicate", 2),
    ("outcome.other.not_clarified", 2),
    ("outcome.other.other", 5),
    ("pending_at_end", 6),
)
_COLUMNS = (("natural_person", 78), ("business", 13), ("research", 1), ("public_interest", 1), ("legal_services", 4))


class Office(NamedTuple):
    """An office, what it says, and the random choices that are left to it."""

    rank: str
    short: str
    truth: Truth
    random: Random


def drawn(random: Random, choices) -> str:
    """One of these words by their weights."""
    words, weights = zip(*choices, strict=True)
    return random.choices(words, weights)[0]


def office(number: int) -> Office:
    """The office of this number, always the same."""
    random = Random(90_000 + number)  # noqa: S311 - the same file on every run
    rank = drawn(random, _RANKS)
    unit, short = _named(rank, random)
    year = 2021 + number % 4
    leaves = _figures(rank, number, random)
    cells = {cell: str(value) for cell, value in new_report(FORM, "", 0, leaves).figures().items()}
    said = {"unit": unit, "short": short, "year": year, "before": year - 1, "after": year + 1}
    said |= {name: random.randrange(3, 240) for name in ("a", "b", "c", "d")} | {"e": random.randrange(2, 9)}
    said |= {"received": cells["requests.received.total"], "done": cells["requests.outcome.total.total"]}
    texts = {place: random.choice(many).format(**said) for place, many in _TEXTS.items()}
    return Office(rank, short, Truth(unit, year, cells, texts), random)


def _named(rank: str, random: Random) -> tuple[str, str]:
    county = random.choice(_COUNTIES)
    city = random.choice(("", "", "", "永宁市")) if county[-1] == "区" else ""
    if rank == "street":
        street = f"{random.choice(_STREETS)}街道"
        return f"{city}{county}{street}办事处", street
    if rank == "town":
        town = random.choice(_TOWNS)
        return f"{county}{town}人民政府", town
    if rank == "bureau":
        bureau = random.choice(_BUREAUS)
        return f"{city}{county}{bureau}", f"{county[-1]}{bureau}"
    if rank == "government":
        return f"{city}{county}人民政府", county
    return "永宁高新技术产业开发区管理委员会", "高新区管委会"


def _figures(rank: str, number: int, random: Random) -> dict:
    """Every seventh office has only different figures, so that a shift is seen; the others what is usual."""
    if number % 7 == 3:
        return _leaves(7_000 + number, "distinct")
    leaves = {cell.id: 0 for cell in FORM.cells.values() if not cell.is_sum}
    leaves.update(_proactive(rank, random))
    most = {"street": 9, "town": 7, "bureau": 40, "government": 260, "committee": 60}[rank]
    count = 0 if random.random() < 0.4 else random.randrange(1, most)
    for cell in _requests(count, random):
        leaves[cell] += 1
    for _ in range(count // 12):
        block = random.choice(("reconsideration", "reconsideration", "litigation_direct", "litigation_after"))
        leaves[f"disputes.{block}.{random.choice(('upheld', 'upheld', 'overturned', 'other_result', 'pending'))}"] += 1
    return leaves


def _proactive(rank: str, random: Random) -> Iterator[tuple[str, object]]:
    is_small = rank in {"street", "town"}
    top = 90 if is_small else 2400
    for row, share in (("licence", 0.4), ("penalty", 0.5), ("compulsion", 0.15)):
        if random.random() < share + (0 if is_small else 0.3):
            yield f"proactive.{row}.decisions", random.randrange(1, top)
    if random.random() < (0.2 if is_small else 0.6):
        yield "proactive.normative_document.issued", random.randrange(0, 9)
        yield "proactive.normative_document.repealed", random.randrange(0, 4)
        yield "proactive.normative_document.in_force", random.randrange(5, 60)
    if random.random() < (0.08 if is_small else 0.35):
        from decimal import Decimal  # noqa: PLC0415 - only here

        yield "proactive.fee.amount", Decimal(random.choice(("0.092", "172", "12.5", "1638.27", "0.36", "45.816")))


def _requests(count: int, random: Random) -> Iterator[str]:
    for _ in range(count):
        column = drawn(random, (*_COLUMNS, ("other", 3)))
        assert column in _APPLICANTS
        yield f"requests.{drawn(random, (('received', 93), ('pending_at_start', 7)))}.{column}"
        yield f"requests.{drawn(random, _FATES)}.{column}"


_TEXTS = {
    "preface": (
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）规定，编制{unit}{year}年政府信息公开工作年度报告。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。所列数据统计期限为{year}年1月1日至{year}年12月31日。",
        "为落实《条例》第五十条要求，{short}对{year}年政府信息公开工作作了梳理，形成本报告，现予公布。数据统计时间自{year}年1月1日起，至12月31日止。如有疑问，请与{short}办公室联系（地址：幸福大道{a}号，邮编：400{b}，电话：0800-7654{c}）。",
        "本年度报告按照国办公开办函〔2021〕30号文件规定的格式编制，电子版可在县人民政府门户网站政府信息公开专栏查阅、下载。",
        "按照上级关于做好{year}年政府信息公开工作年度报告编制和发布工作的通知精神，结合{short}实际，现将有关情况报告如下：",
        "本报告所列数据的统计期限从{year}年1月1日到{year}年12月31日止。",
    ),
    "overview.lead": (
        "{year}年，{short}坚持以公开促落实、促规范、促服务，把政务公开融入日常工作，各项任务有序推进，现总结如下。",
        "{year}年，在上级部门的有力指导下，{short}紧盯群众关心的热点事项，持续加大公开力度，较好地完成了全年任务。全年发布各类信息{a}条。",
        "一年来，{short}认真贯彻《条例》，以规范化、标准化为重点，进一步完善制度、畅通渠道，公开水平稳步提升。",
        "{year}年度，{short}党组高度重视此项工作，主要负责同志亲自部署，召开专题会议{e}次，明确责任，狠抓落实。",
    ),
    "overview.proactive": (
        "全年通过政府网站公开信息{a}条，其中工作动态{b}条、通知公告{c}条、财政预决算2条；微信公众号发布{d}条。",
        "围绕社会救助、就业创业、养老服务等重点领域，及时更新目录内容，年内更新{a}次，按时公开了{before}年度部门决算和{year}年部门预算。",
        "一是及时调整机构职能、领导分工等基础信息；二是公布行政执法事项清单{e}项；三是利用村（社区）公开栏张贴公示{b}期。",
        "{short}始终把主动公开作为重点，坚持应公开尽公开。{year}年公开政策文件{e}份，配套解读{e}份，回应网民留言{c}条，办结率100%。",
    ),
    "overview.on_request": (
        "{year}年共收到政府信息公开申请{received}件，办结{done}件，均在法定期限内答复，未发生超期情形。",
        "进一步规范受理、登记、审核、答复流程，畅通网上、信函、当面三种渠道，确保群众的合理需求得到回应。",
        "本年度新收申请{received}件，申请内容主要涉及征地拆迁、物业管理等方面，全部依法依规办理。",
        "指定专人负责依申请公开工作，遇有疑难件及时会同司法所研判，没有因答复不当引起的纠纷。",
    ),
    "overview.management": (
        "严格执行三审三校制度，落实保密审查要求，做到先审查、后公开，全年未发生失泄密事件。",
        "定期对已公开的信息进行清理核查，纠正错别字{b}处，删除过期信息{e}条，更新办事指南{c}份。",
        "健全信息采集、编辑、审核、发布全链条管理机制，公文起草时同步确定公开属性，并建立台账，专人归档。",
    ),
    "overview.platform": (
        "充分发挥政府网站第一平台作用，优化栏目设置，规范管理“{short}发布”微信公众号，全年推送{c}期，阅读量{a}00余次。",
        "在便民服务大厅设立政务公开专区，配备查询设备1台、资料架{e}个，方便群众现场查阅。",
        "配合上级完成政府信息公开专栏改版，新开设专题{e}个，村（社区）公示栏实现全覆盖。",
    ),
    "overview.supervision": (
        "将政府信息公开纳入年度绩效考核，定期通报，全年组织业务培训{e}次，参训{b}人次，未发生责任追究情形。",
        "自觉接受社会监督，公布监督电话，开展满意度测评，收到意见{e}条，均已整改到位。",
        "成立由主要领导任组长的工作领导小组，办公室统筹，各科室配合，形成齐抓共管的格局。",
    ),
    "problems": (
        "{year}年，{short}政府信息公开工作虽然取得一定成效，但仍存在一些不足：一是公开内容不够丰富，动态类信息偏多；二是工作人员业务能力有待提高；三是公开形式较为单一。\n下一步，将重点做好以下工作：一是拓宽公开范围，突出群众关切；二是加强业务培训，提升队伍素质；三是运用图解、视频等形式，增强公开实效。",
        "（一）存在的主要问题\n1.信息更新不够及时，个别栏目长期未更新。\n2.政策解读质量不高，群众看不懂、不愿看。\n（二）改进情况\n1.建立信息更新提醒机制，每月检查{e}次。\n2.实行解读与文件同步谋划、同步起草、同步发布。",
        "存在的主要问题：对《条例》的学习理解还不够深入，主动公开的意识有待进一步增强。改进情况：组织全体干部职工学习《条例》{e}次，邀请专业人员授课，并将学习情况列入平时考核。",
        "一是人员力量不足，均为兼职，变动频繁。二是互动交流不够，回应关切的时效性不强。针对上述问题，{after}年将配齐配强工作人员，完善留言办理机制，切实提高工作水平。",
    ),
    "other_matters": (
        "本年度无其他需要报告的事项。",
        "按照《政府信息公开信息处理费管理办法》的规定，{year}年{short}未收取信息处理费。",
        "{year}年度，本单位依申请公开信息处理费收取情况：发出收费通知0件，总金额0元，实际收取0元。其他无需要报告的事项。",
        "无。",
        "{short}本年度没有向申请人收取信息处理费，承办人大代表建议{e}件、政协提案{e}件，均已按期办结并公开。",
    ),
}
