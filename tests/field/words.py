"""The prose of the corpus: short texts for every section, with numbers and years that are no figures of the tables."""

from collections.abc import Mapping

_PREFACE = (
    "本报告依据《中华人民共和国政府信息公开条例》第五十条和国办公开办函〔2021〕30号文件的格式编写。所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对本报告有疑问，请与{short}党政办公室联系，电话：0000-8650321。",
    "根据《条例》要求，现公布{unit}{year}年度报告。数据统计期限为{year}年1月1日至{year}年12月31日，电子版可在本级政府网站下载。",
    "为保障群众的知情权，{short}编制本年度报告，由六个部分组成，统计时间从{year}年1月1日到12月31日。联系地址：{short}河堤路118号，邮编000000。",
)
_LEAD = (
    "{year}年，{short}围绕中心工作推进政务公开，全年通过网站公开信息386条，公众号推送214篇，没有发生泄密事件。",
    "一年来，{short}坚持把公开透明落实到办事的全过程，回应群众关心的停车、养老、物业三类问题67个。",
    "{year}年是{short}政务公开提质的一年，主要做了以下工作：健全制度，充实队伍，公开内容比{before}年多了一成。",
)
_PROACTIVE = (
    "全年在区政府门户网站公开各类信息386条，其中机构职能12条、财政预决算4条、工作动态270条。",
    "对照基层政务公开26个领域的目录，逐项核对公开内容，补齐了社会救助、征地补偿两个领域的事项。",
)
_ON_REQUEST = (
    "线上线下的受理渠道保持畅通，全年新收政府信息公开申请{received}件，结转下年度继续办理{pending}件，均依照程序登记、审核和答复。",
    "规范登记、审核、办理、答复、归档五个环节，收到的申请全部在规定的20个工作日之内办理。",
)
_MANAGEMENT = (
    "落实先审查后公开的制度，三审三校责任到人，全年清理过期信息41条，更正错字9处。",
    "每件公文在起草时注明公开属性，不予公开的说明理由；对{before}年以前的旧文件作了一次清理。",
)
_PLATFORM = (
    "政府网站专栏改版后栏目由9个并为6个，公众号每周更新3次，政务公开专区接待查询130人次。",
    "在便民服务中心和4个社区设查阅点，配有电脑、打印机和查阅指南，由专人引导。",
)
_SUPERVISION = (
    "把政务公开列入年度考核，占4分；开展培训2次，参训58人次；未发生需要追究责任的情形。",
    "邀请居民代表15名开展评议，满意度为98%；落实工作考核、社会评议和责任追究三项制度。",
)
_PROBLEMS = (
    "一是公开内容与群众期待还有距离，专业性强的材料不易看懂。二是科室之间衔接不紧，个别信息发布晚了3天。\n针对以上问题，一是开展通俗化解读，多用图表和问答；二是建立月度台账，由办公室在每月5日前核对一次。",
    "主要问题：（1）兼职人员更换频繁，业务不熟；（2）新媒体互动不足，留言答复偏慢。\n改进情况：（1）编写操作手册，新到岗人员先培训后上岗；（2）留言在2个工作日之内答复，并按月通报。",
    "存在的问题是解读形式单一，图解和视频只占两成。\n下一步将与宣传部门协作，把重要政策做成短视频，力争{after}年达到五成。",
)
_OTHER = (
    "本年度没有发出收费通知，收取信息处理费0元。",
    "按照《政府信息公开信息处理费管理办法》，{short}{year}年未收取信息处理费。",
    "{year}年度本机关依申请提供政府信息没有收取任何费用，无其他需要报告的事项。",
)


def texts_for(unit: str, year: int, cells: Mapping[str, str], seed: int) -> dict[str, str]:
    """The texts of one report by their places."""
    said = {
        "unit": unit,
        "short": unit[unit.find("区") + 1 :].removesuffix("办事处").removesuffix("人民政府"),
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "received": cells["requests.received.total"],
        "pending": cells["requests.pending_at_end.total"],
    }
    stock = {
        "preface": _PREFACE,
        "overview.lead": _LEAD,
        "overview.proactive": _PROACTIVE,
        "overview.on_request": _ON_REQUEST,
        "overview.management": _MANAGEMENT,
        "overview.platform": _PLATFORM,
        "overview.supervision": _SUPERVISION,
        "problems": _PROBLEMS,
        "other_matters": _OTHER,
    }
    return {place: sentences[seed % len(sentences)].format(**said) for place, sentences in stock.items()}
