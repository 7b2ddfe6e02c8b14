"""The figures of cases/hongze-2024.pdf as printed, row by row."""

NIL = (0, 0, 0, 0, 0, 0, 0)


def person(count: int) -> tuple[int, ...]:
    """A row of table three where all came from natural persons."""
    return (count, 0, 0, 0, 0, 0, count)


PROACTIVE = {
    "rule_document": {"issued": 0, "repealed": 0, "in_force": 0},
    "normative_document": {"issued": 3, "repealed": 0, "in_force": 8},
    "licence": {"decisions": 9487},
    "penalty": {"decisions": 2776},
    "compulsion": {"decisions": 84},
    "fee": {"amount": 7545},
}

REQUESTS = {
    "received": person(95),
    "pending_at_start": NIL,
    "outcome.granted": person(50),
    "outcome.partially_granted": person(9),
    "outcome.denied.state_secret": NIL,
    "outcome.denied.prohibited_by_law": NIL,
    "outcome.denied.security_and_stability": person(1),
    "outcome.denied.third_party_rights": NIL,
    "outcome.denied.internal_affairs": NIL,
    "outcome.denied.deliberative": person(1),
    "outcome.denied.enforcement_file": person(1),
    "outcome.denied.administrative_query": NIL,
    "outcome.unable.not_held": person(31),
    "outcome.unable.not_compiled": person(1),
    "outcome.unable.still_unclear": NIL,
    "outcome.not_processed.petition": person(1),
    "outcome.not_processed.duplicate": NIL,
    "outcome.not_processed.publication": NIL,
    "outcome.not_processed.excessive": NIL,
    "outcome.not_processed.confirmation": NIL,
    "outcome.other.not_clarified": (None,) * 7,
    "outcome.other.fee_unpaid": (None,) * 7,
    "outcome.other.other": NIL,
    "outcome.total": person(95),
    "pending_at_end": NIL,
}

DISPUTES = {
    "reconsideration": (1, 1, 0, 0, 2),
    "litigation_direct": (1, 0, 0, 0, 1),
    "litigation_after": (2, 0, 1, 0, 3),
}
OUTCOMES = ("upheld", "overturned", "other_result", "pending", "total")
ASKERS = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")

FIGURES = {
    **{f"proactive.{row}.{column}": figure for row, cells in PROACTIVE.items() for column, figure in cells.items()},
    **{
        f"requests.{row}.{a}": figure
        for row, cells in REQUESTS.items()
        for a, figure in zip(ASKERS, cells, strict=True)
    },
    **{
        f"disputes.{row}.{o}": figure
        for row, cells in DISPUTES.items()
        for o, figure in zip(OUTCOMES, cells, strict=True)
    },
}
"""By the ids of cells; the one row （六）其他处理 stands at its third."""

TEXTS = {
    "preface": (
        "本报告由淮安市洪泽区人民政府办公室根据《中华人民共和国政府信息公开条例》",
        "电话：0517-87290606）。",
        1,
    ),
    "overview.lead": ("2024年，淮安市洪泽区人民政府坚持以习近平", "有力服务保障我区经济社会高质量发展。", 1),
    "overview.proactive": ("（一）主动公开情况。主要通过政府门户网站", "公开政府常务会议7期，解读信息发布7条。", 1),
    "overview.on_request": (
        "（二）依申请公开情况。根据《条例》",
        "政府信息公开申请17件，均已在法定期限内予以答复。",
        1,
    ),
    "overview.management": ("（三）政府信息管理情况。加强区政府", "未经审核报备的信息一律不准发布。", 1),
    "overview.platform": ("（四）政府信息公开平台建设情况。", "确保公开信息及时准确规范。", 1),
    "overview.supervision": ("（五）政府信息公开监督保障情况。", "及时转载党中央、国务院重大方针政策。", 1),
    "problems": ("2024年，全区政府信息公开工作虽取得一定成绩", "思想认识和业务工作水平。", 2),
    "other_matters": ("2024年，区政府严格落实", "全年收取政府信息公开信息处理费0元。", 1),
}
"""How each text begins and ends, and how many paragraphs it has."""
