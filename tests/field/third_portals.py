"""The portals of the third batch: what stands around a report on the page that was saved."""

# ruff: noqa: E501 - markup stands as portals write it

from html import escape
from typing import NamedTuple


class Page(NamedTuple):
    """What a portal knows of a report: its title, unit, year, the month it was put there, and the body."""

    title: str
    unit: str
    year: int
    day: int
    visits: int
    body: str

    @property
    def date(self) -> str:
        """The day of publication."""
        return f"{self.year + 1}-01-{self.day:02}"


_FOOT = '<div class="footer"><p>主办：{place}人民政府办公室　承办：{place}政务服务和数据管理局</p><p>网站标识码：4100000{day}　备案号：某ICP备0500{day}号-1　公安网备41000002000{day}号</p><p>建议使用1366*768以上分辨率浏览 <a href="#">网站地图</a> | <a href="#">关于我们</a> | <a href="#">联系我们</a></p></div>'
_NAV = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li><li><a href="/zjxx/">走进{place}</a></li></ul></div>'


def _place(page: Page) -> str:
    return page.unit[: min(4, len(page.unit) - 3)]


def _foot(page: Page) -> str:
    return _FOOT.format(place=_place(page), day=page.day)


def _whole(page: Page, inside: str, charset: str = "utf-8", head: str = "") -> str:
    name = escape(page.title)
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}"><title>{name}_{_place(page)}人民政府</title><meta name="ArticleTitle" content="{name}"><meta name="PubDate" content="{page.date} 10:22">{head}</head>\n<body>{inside}</body></html>'


def trs(page: Page) -> str:
    """Breadcrumbs, title, a line of source and time, tools, and the editor's box."""
    return _whole(
        page,
        f'{_NAV.format(place=_place(page))}<div class="BreadcrumbNav">您的位置：<a href="../../">首页</a> &gt; <a href="../">政府信息公开</a> &gt; <a href="./">政府信息公开年报</a></div><div class="article"><h1>{escape(page.title)}</h1><div class="pages-date">{page.date} 09:{page.day:02} <span class="font">来源： {escape(page.unit)}</span><div class="pages_print">字体：<a>大</a> <a>中</a> <a>小</a> <span>打印</span></div></div><div class="pages_content"><div class="view TRS_UEDITOR trs_paper_default trs_web">{page.body}</div></div><div class="share">分享到：<a title="微信"></a><a title="微博"></a></div></div>{_foot(page)}<script>var _fxmt=1;</script>',
    )


def indexed(page: Page) -> str:
    """A table of metadata before the text, as catalogues of information have it."""
    rows = f'<tr><td>索 引 号：</td><td>01150{page.visits}/{page.year + 1}-000{page.day}</td><td>主题分类：</td><td>综合政务 / 政府信息公开</td></tr><tr><td>发布机构：</td><td>{escape(page.unit)}</td><td>发文日期：</td><td>{page.date}</td></tr><tr><td>名　　称：</td><td colspan="3">{escape(page.title)}</td></tr><tr><td>文　　号：</td><td></td><td>有 效 性：</td><td>有效</td></tr>'
    return _whole(
        page,
        f'<div class="top"><a>登录</a> <a>注册</a> 今天是<span id="today">2025年11月3日 星期一</span></div>{_NAV.format(place=_place(page))}<div class="xxgk"><table class="xxgk_table" width="100%">{rows}</table><h2 class="tit">{escape(page.title)}</h2><p class="info">发布时间：{page.date}　浏览次数：<span>{page.visits}</span>次　【字体：<a>大</a> <a>中</a> <a>小</a>】</p><div id="zoom">{page.body}</div><p>扫一扫在手机打开当前页</p></div>{_foot(page)}',
    )


def hanweb(page: Page) -> str:
    """The page of a system that keeps everything in tables."""
    return _whole(
        page,
        f'<table width="1000" align="center" border="0"><tr><td class="bt_position">当前位置：<a>首页</a> &gt; <a>法定主动公开内容</a> &gt; <a>政府信息公开年报</a></td></tr><tr><td align="center" class="title">{escape(page.title)}</td></tr><tr><td align="center">发布日期：{page.date}　信息来源：{escape(page.unit)}　浏览次数：<script>count();</script>　字号：[ 大 中 小 ]</td></tr><tr><td class="bt_content"><div id="zoom"><!--ZJEG_RSS.content.begin-->{page.body}<!--ZJEG_RSS.content.end--></div></td></tr><tr><td align="right">【打印本页】 【关闭窗口】</td></tr></table>{_foot(page)}',
    )


def yearly(page: Page) -> str:
    """Tabs of all years beside the report."""
    years = "".join(
        f'<li{" class=on" if year == page.year else ""}><a href="?fbtime={year}">{year}年</a></li>'
        for year in range(2025, 2018, -1)
    )
    others = "".join(
        f"<li><a href='#'>{name}</a></li>" for name in ("政府办公室", "发展改革局", "教育和体育局", "司法局", "财政局")
    )
    return _whole(
        page,
        f'<div class="gk-left"><h3>政府信息公开年报</h3><ul class="years">{years}</ul><ul class="units">{others}</ul></div><div class="gk-right"><div class="play">点击收听年报语音朗读</div><h1>{escape(page.title)}</h1><div class="report">{page.body}</div></div>{_foot(page)}',
    )


def catalogue(page: Page) -> str:
    """A platform of a province: sides with guide, rules and contents."""
    side = "".join(
        f'<li><a href="#">{name}</a></li>'
        for name in ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
    )
    return _whole(
        page,
        f'<header><h2>{escape(page.unit)} 政府信息公开</h2></header><aside><ul>{side}</ul></aside><main><div class="article-header"><h1>{escape(page.title)}</h1><div class="date-row"><date>{page.date} 16:0{page.day % 10}</date> 来源：本网 <span>【字体：小 中 大】</span> 分享到：</div></div><div class="article-content">{page.body}</div><div class="attach">附件下载：<a href="f.pdf">{escape(page.title)}.pdf</a></div><div class="relevant"><h4>相关稿件：</h4><ul><li><a>【图解】一图读懂{page.year}年政府信息公开工作年度报告</a></li><li><a>{page.year - 1}年政府信息公开工作年度报告</a></li></ul></div></main>{_foot(page)}',
    )


def neighbours(page: Page) -> str:
    """With the articles before and after."""
    return _whole(
        page,
        f'<div class="location">首页 / 信息公开 / 年度报告 / 正文</div><article><h3>{escape(page.title)}</h3><small>时间：{page.date}　作者：办公室　点击数：{page.visits}</small><div class="con">{page.body}</div><div class="pn"><p>上一篇：<a>关于公布{page.year}年度法治政府建设情况报告的公告</a></p><p>下一篇：<a>{page.year + 1}年部门预算公开</a></p></div></article>{_foot(page)}',
    )


def account(page: Page) -> str:
    """An article of a public account."""
    return _whole(
        page,
        f'<div id="js_article"><h1 class="rich_media_title">{escape(page.title)}</h1><div class="rich_media_meta_list"><span>原创</span> <a>{escape(page.unit)}</a> <em>{page.date} 17:35</em></div><div class="rich_media_content" id="js_content">{page.body}<section>编辑：小周　审核：老李</section></div><div>预览时标签不可点</div><div>继续滑动看下一个</div><div>微信扫一扫关注该公众号</div></div>',
    )


def bare(page: Page) -> str:
    """Nothing around: the page for printing."""
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>打印</title></head><body onload="window.print()"><div id="print">{page.body}</div></body></html>'


PORTALS = {one.__name__: one for one in (trs, indexed, hanweb, yearly, catalogue, neighbours, account, bare)}
OFTEN = (
    ("trs", 28),
    ("indexed", 20),
    ("hanweb", 12),
    ("yearly", 8),
    ("catalogue", 14),
    ("neighbours", 10),
    ("account", 3),
    ("bare", 5),
)
