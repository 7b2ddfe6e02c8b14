"""The pages around the article: shells of portals as several systems of content management write them."""

# ruff: noqa: E501 - markup stands as programs write it

from html import escape
from json import dumps
from re import sub

from truth import Truth

_NAV = "".join(
    f'<li><a href="/c{n}/">{name}</a></li>'
    for n, name in enumerate(("首页", "政务公开", "政务服务", "互动交流", "走进我们"))
)
_FOOT = "主办：{unit}　承办：大数据中心　网站标识码：9900000018　备案号：省ICP备20210088号　地址：文昌路26号　电话：0999-12345"


def _title(truth: Truth) -> str:
    return f"{truth.unit}{truth.year}年政府信息公开工作年度报告"


def bare(_: Truth, body: str) -> str:
    """A file with nothing around, not even a head."""
    return body


def plain(truth: Truth, body: str) -> str:
    """A page with a head and nothing around."""
    return f'<html><head><meta charset="utf-8"><title>{_title(truth)}</title></head><body><p>&nbsp;</p>\n<div>{body}</div></body></html>'


def trs(truth: Truth, body: str) -> str:
    """TRS WCM."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{_title(truth)}_政府信息公开年报_{truth.unit}</title><meta name="PubDate" content="{truth.year + 1}-01-2{truth.year % 10}" />
<script type="text/javascript">var docid="P02023011";function doZoom(size){{document.getElementById('zoom').style.fontSize=size+'px';}}</script></head>
<body><div class="top"><ul>{_NAV}</ul><span id="today">2026年3月9日 星期一</span></div>
<div class="dqwz">您现在的位置：<a href="../../">首页</a> &gt; <a href="../">政府信息公开</a> &gt; <a href="./">政府信息公开年报</a></div>
<div class="xl-bt">{_title(truth)}</div>
<div class="xl-fbt">发布时间：{truth.year + 1}-01-20 09:36　来源：{truth.unit}　字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]　打印</div>
<div class="view TRS_UEDITOR trs_paper_default trs_web"><div class=TRS_Editor><style type="text/css">.TRS_Editor P{{line-height:2;}}.TRS_Editor TD{{font-size:12pt;}}</style>
{body}</div></div>
<div class="fj"></div><div class="footer">{_FOOT.format(unit=truth.unit)}</div></body></html>"""


def hanweb(truth: Truth, body: str) -> str:
    """jpage of Hanweb."""
    return f"""<!doctype html><html><head><meta charset="UTF-8"><meta name="SiteName" content="{truth.unit}"><meta name="ColumnName" content="政府信息公开年报">
<meta name="ArticleTitle" content="{_title(truth)}"><title>{truth.unit} 政府信息公开年报 {_title(truth)}</title></head><body>
<div id="barrierfree_container"><table width="1000" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td height="40">
<table width="100%"><tr><td>当前位置：首页 &gt;&gt; 信息公开年报</td><td align="right"><span>2026-03-09</span></td></tr></table></td></tr>
<tr><td class="title" align="center"><!--<$[标题名称(html)]>begin-->{_title(truth)}<!--<$[标题名称(html)]>end--></td></tr>
<tr><td><table width="100%" class="info"><tr><td>发布日期：{truth.year + 1}-01-19</td><td>浏览次数：<script src="/module/visitcount/articlehits.jsp?colid=88"></script>1024</td><td>[ 字体：大 中 小 ]</td></tr></table></td></tr>
<tr><td><div id="zoom" class="bt_content"><!--<$[信息内容]>begin--><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
{body}
<meta name="ContentEnd"><!--ZJEG_RSS.content.end--><!--<$[信息内容]>end--></div></td></tr>
<tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table></div>
<div class="foot">{_FOOT.format(unit=truth.unit)}</div></body></html>"""


def indexed(truth: Truth, body: str) -> str:
    """A page with the table of an index: number, office, dates."""
    return f"""<html><head><meta charset="utf-8"><title>{_title(truth)}</title></head><body><header><nav><ul>{_NAV}</ul></nav></header>
<main><table class="xxgk-table" border="1"><tbody><tr><td><b>索 引 号</b></td><td>99000001/{truth.year + 1}-00012</td><td><b>组配分类</b></td><td>政府信息公开年报</td></tr>
<tr><td><b>发布机构</b></td><td>{truth.unit}</td><td><b>成文日期</b></td><td>{truth.year + 1}-01-15</td></tr>
<tr><td><b>标　　题</b></td><td colspan="3">{_title(truth)}</td></tr>
<tr><td><b>文　　号</b></td><td>无</td><td><b>有 效 性</b></td><td>有效</td></tr></tbody></table>
<h2 class="article-title">{_title(truth)}</h2><div class="article-content">{body}</div>
<div class="share">分享到：<a>微信</a><a>微博</a></div>
<div class="related"><h3>相关信息</h3><ul><li><a href="1.html">{truth.unit}{truth.year - 1}年政府信息公开工作年度报告</a> {truth.year}-01-21</li>
<li><a href="2.html">{truth.unit}{truth.year - 2}年政府信息公开工作年度报告</a> {truth.year - 1}-01-22</li></ul></div></main>
<footer>{_FOOT.format(unit=truth.unit)}</footer></body></html>"""


def scripted(truth: Truth, body: str) -> str:
    """A page rendered on the server, with its state as a script after it."""
    state = dumps(
        {"article": {"title": _title(truth), "content": sub("<[^>]+>", " ", body)[:900], "views": 55}},
        ensure_ascii=False,
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{_title(truth)} - 政务公开</title><style>.a{{color:red}}</style></head>
<body><noscript>请启用 JavaScript</noscript><div id="__nuxt"><div class="layout"><aside class="side"><p>目录导航</p><ul><li>机构职能</li><li>财政信息</li><li>政府信息公开年报</li></ul></aside>
<article><h1>{_title(truth)}</h1><p class="meta"><span>{truth.year + 1}/01/22 16:08</span><span>阅读 1208</span></p><div class="rich-text">{body}</div></article></div></div>
<script>window.__NUXT__={state}</script></body></html>"""


def account(truth: Truth, body: str) -> str:
    """A page of an official account on a phone."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{_title(truth)}"></head><body id="activity-detail">
<div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">{_title(truth)}</h1>
<div id="meta_content"><span class="rich_media_meta">政务公开</span><a id="js_name">{truth.unit}</a><em id="publish_time">{truth.year + 1}年01月23日 10:12</em></div>
<div class="rich_media_content" id="js_content" style="visibility: visible;">{body}<p style="display: none;"><mp-style-type data-value="3"></mp-style-type></p></div>
<div class="rich_media_tool"><span>阅读 362</span><span>赞 8</span><span>在看 3</span></div></div></body></html>"""


def listed(truth: Truth, body: str) -> str:
    """A page whose left column lists the years and whose right one has the report, by div."""
    years = "".join(f'<a class="y" href="{year}.shtml">{year}年</a>' for year in range(2025, 2017, -1))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>政府信息公开年报</title></head><body>
<div class="crumb">首页 / 政府信息公开 / 法定主动公开内容</div><div class="left"><div class="years">{years}</div></div>
<div class="right"><h3>{escape(_title(truth))}</h3><p class="sub">来源：办公室 编辑：张三 审核：李四 时间：{truth.year + 1}-01-26</p>
<div class="con">{body}</div><p class="end">扫一扫在手机打开当前页</p></div></body></html>"""


ALL = {
    "bare": bare,
    "trs": trs,
    "hanweb": hanweb,
    "indexed": indexed,
    "scripted": scripted,
    "account": account,
    "listed": listed,
}


def noticed(truth: Truth, body: str) -> str:
    """A notice: the page is named by it, and so is its heading."""
    name = f"{truth.unit}关于编制{truth.year}年政府信息公开工作年度报告的通知"
    return (
        f'<html><head><meta charset="utf-8"><title>{name}</title></head><body><h1>{name}</h1>'
        f'<p>发布时间：{truth.year}-12-08</p><div class="article">{body}</div></body></html>'
    )
