"""Files that are no report of a year, or that nobody can read: each must be refused with one plain sentence."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import markup
import portals
from case import Case
from make_docx import document_of, saved
from make_text import tabbed, text_of
from openpyxl import Workbook
from paper import Block, Line, Plan, paper
from truth import Truth, truth

_BLANK = Truth("", 2024, {}, dict.fromkeys(truth(1).texts, ""))


def cases() -> Iterator[Case]:
    """All files that are to be refused."""
    for name, text in _TEXTS.items():
        yield Case(f"refused-{name}", ".txt", text.encode(), None)
        page = portals.directory(truth(801), "".join(f"<p>{line}</p>" for line in text.split("\n")))
        is_titled_a_report = name in {"guide", "explanation", "other-report", "application"}
        if is_titled_a_report:
            untitled = page.replace(portals.name(truth(801)), text.split("\n")[0])
            yield Case(f"refused-page-{name}", ".html", untitled.encode(), None)
    yield from _notices()
    yield from _mirrors()
    yield from _broken()


_TEXTS = {
    "guide": (
        "临溪区青柳街道办事处政府信息公开指南\n为了便于公众获取政府信息，编制本指南。\n一、主动公开\n（一）公开范围\n机构职能、"
        "规范性文件、财政预决算。\n二、依申请公开\n（一）受理机构：党政办公室。\n（二）申请方式：当面、信函、网络。\n三、监督和救济\n"
        "公民认为行政机关没有依法履行义务的，可以申请行政复议或者提起行政诉讼。"
    ),
    "explanation": (
        "《2024年政府信息公开工作年度报告》解读\n一、编制背景\n《条例》第四十九条要求每年1月31日前公布。\n二、主要内容\n报告分为总体情况、"
        "主动公开政府信息情况等六个部分。\n三、数据亮点\n全年收到申请31件，同比增长12%。\n四、下一步打算\n继续完善制度。"
    ),
    "other-report": (
        "临溪区青柳街道办事处2024年法治政府建设年度报告\n一、主要举措和成效\n行政处罚31件，行政许可12件。\n二、存在的不足和原因\n"
        "执法力量薄弱。\n三、2025年度工作安排\n加强培训。"
    ),
    "application": (
        "政府信息公开申请表\n申请人信息\t公民\t姓名\t\t工作单位\t\n\t\t证件名称\t\t证件号码\t\n\t法人或其他组织\t名称\t\t组织机构代码\t\n"
        "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n所需信息内容描述\t\t\t\t\t"
    ),
    "list": "\n".join(f"青柳街道{year}年政府信息公开工作年度报告　{year + 1}-01-20" for year in range(2015, 2025)),
    "budget": "青柳街道2024年部门预算\n收入\t1200\t支出\t1188\n其中\t行政许可\t0\t行政处罚\t0",
}


def _notices() -> Iterator[Case]:
    """Forms with nothing in them: a notice with the blank tables, and the blank tables alone."""
    empty: list[Block] = [
        Line("关于做好2024年政府信息公开工作年度报告编制工作的通知", "title"),
        Line("各街道办事处、各部门："),
        Line("请于1月15日前将本单位年度报告报送区政府办公室，格式见附件。"),
        Line("附件：政府信息公开工作年度报告格式"),
        *paper(_BLANK, Plan(title="（单位名称）|（年度）年政府信息公开工作年度报告")),
    ]
    filled = [block for block in empty if not isinstance(block, Line) or block.text]
    yield Case(
        "refused-notice-with-blank-tables",
        ".html",
        portals.article(truth(802), markup.body(filled))
        .replace(portals.name(truth(802)), "关于做好2024年政府信息公开工作年度报告编制工作的通知")
        .encode(),
        None,
    )
    yield Case("refused-notice-with-blank-tables-word", ".docx", saved(document_of(filled)), None)


_TRADITIONAL = dict(
    zip(
        "办报临乡书争产况亲从众会传伟体余保债值党关兴养兼册军农决准减凭刘则创务动励劳势区医协单卖占卫厅历县发叙变号后员响围国图团场坚执扩护报拟择据揽数断无时显晓术机权条来极构标样栏档检没济浏涉润满灾点热爱环现疗盐监盖确码礼种积称稳穷类级约纪线组细织终经结给络统继绩维网罗联职脑艺节药营获补规视览计认议让记讲许论设访证评识诉词试话询该详语误说请诸读调财责质费资转载达运还进远违连选递邮郑里针银错长门闭问间队阳阶际难预题额风饭馆验齐东业两个丰为义乐书习买云亚产仅众优伤价",
        "辦報臨鄉書爭產況親從眾會傳偉體餘保債值黨關興養兼冊軍農決準減憑劉則創務動勵勞勢區醫協單賣佔衛廳歷縣發敘變號後員響圍國圖團場堅執擴護報擬擇據攬數斷無時顯曉術機權條來極構標樣欄檔檢沒濟瀏涉潤滿災點熱愛環現療鹽監蓋確碼禮種積稱穩窮類級約紀線組細織終經結給絡統繼績維網羅聯職腦藝節藥營獲補規視覽計認議讓記講許論設訪證評識訴詞試話詢該詳語誤說請諸讀調財責質費資轉載達運還進遠違連選遞郵鄭裡針銀錯長門閉問間隊陽階際難預題額風飯館驗齊東業兩個豐為義樂書習買雲亞產僅眾優傷價",
        strict=True,
    )
)
_MORE = {
    "溪": "溪",
    "办": "辦",
    "开": "開",
    "总": "總",
    "复": "復",
    "应": "應",
    "对": "對",
    "过": "過",
    "属": "屬",
    "带": "帶",
    "张": "張",
    "举": "舉",
}


def traditional(text: str) -> str:
    """A text as a mirror of a portal in traditional characters has it."""
    return text.translate(str.maketrans({**_TRADITIONAL, **_MORE}))


def _mirrors() -> Iterator[Case]:
    said = truth(803)
    blocks = paper(said)
    text = traditional(text_of(blocks, tabbed))
    yield Case("refused-traditional", ".txt", text.encode(), None)
    yield Case("refused-traditional-big5", ".txt", text.encode("big5", "replace"), None)
    page = traditional(portals.directory(said, markup.body(blocks)))
    yield Case("refused-traditional-page", ".html", page.encode(), None)
    declared = page.replace('charset="utf-8"', 'charset="big5"')
    yield Case("refused-traditional-page-big5", ".html", declared.encode("big5", "xmlcharrefreplace"), None)


def _broken() -> Iterator[Case]:
    """Files that are cut off, protected, scanned, or something else altogether."""
    whole = saved(document_of(paper(truth(804))))
    yield Case("refused-docx-cut", ".docx", whole[: len(whole) // 2], None)
    yield Case(
        "refused-docx-without-document",
        ".docx",
        _zip({"word/other.xml": "<a/>", "[Content_Types].xml": "<Types/>"}),
        None,
    )
    yield Case("refused-zip-of-pictures", ".zip", _zip({"1.jpg": "\xff\xd8\xff", "2.jpg": "\xff\xd8\xff"}), None)
    yield Case("refused-picture-named-docx", ".docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40, None)
    yield Case("refused-empty-workbook", ".xlsx", _workbook(), None)
    yield Case("refused-pdf-cut", ".pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", None)
    yield Case(
        "refused-html-of-error",
        ".html",
        b"<html><head><title>404 Not Found</title></head><body><h1>404</h1></body></html>",
        None,
    )
    yield Case(
        "refused-encrypted-office",
        ".docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        None,
    )


def _zip(files: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return stream.getvalue()


def _workbook() -> bytes:
    stream = BytesIO()
    Workbook().save(stream)
    return stream.getvalue()
