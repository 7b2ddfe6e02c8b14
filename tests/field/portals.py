"""The pages of different portals around a report: menus, clocks, tables of metadata, buttons, attachments, footers."""

from truth import Truth


def page(title: str, inside: str, charset: str = "utf-8", head: str = "") -> str:
    """A whole page around its body."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}"><title>{title}</title>{head}</head>\n'
        f"<body>\n{inside}\n</body></html>"
    )


def name(truth: Truth) -> str:
    """The title of a report on one line."""
    return f"{truth.unit}{truth.year}年政府信息公开工作年度报告"


def directory(truth: Truth, inside: str) -> str:
    """A portal of the kind that shows metadata in a table above the report, and a clock of this year."""
    now = truth.year + 2
    return page(
        f"{name(truth)}_某区人民政府门户网站",
        f"""<div class="top"><span id="clock">今天是{now}年3月18日 星期三 农历正月三十</span>
<a href="/">首页</a> | <a href="/wap">手机版</a> | <a href="/wza">无障碍浏览</a> | <a href="/fan">繁體</a></div>
<ul class="nav"><li>走进本区</li><li>政务公开</li><li>办事服务</li><li>互动交流</li><li>数据开放</li></ul>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府信息公开年报</a> &gt; <a>{now - 1}年</a></div>
<table class="xxgk" width="100%"><tr><td>索 引 号：</td><td>00812{truth.year}/{now - 1}-00017</td>
<td>信息分类：</td><td>政府信息公开年报</td></tr><tr><td>发布机构：</td><td>{truth.unit}</td>
<td>发文日期：</td><td>{truth.year + 1}-01-22</td></tr><tr><td>名　　称：</td><td colspan="3">{name(truth)}</td></tr>
<tr><td>文　　号：</td><td></td><td>有 效 性：</td><td>有效</td></tr></table>
<div class="tools">字体：【<a>大</a> <a>中</a> <a>小</a>】 <a>打印本页</a> <a>关闭窗口</a> 分享到：<a>微信</a> <a>微博</a></div>
<div class="article">{inside}</div>
<div class="files">附件：<ul><li><a href="P0{truth.year}.docx">{name(truth)}.docx</a></li>
<li><a href="P1.pdf">{name(truth)}.pdf</a>（下载23次）</li></ul></div>
<div class="near">上一篇：{truth.unit}{truth.year - 1}年政府信息公开工作年度报告<br>下一篇：没有了</div>
<div class="footer">主办：某区人民政府办公室　网站标识码：0000000001　ICP备00000012号-1　公安备案 00000002000033号
<br>联系电话：0000-6650001　建议使用1024*768以上分辨率　版权所有 © {now}</div>
<script>var year = {now}; document.write("今日访问：" + 1024);</script>""",  # noqa: E501 - markup in one piece
        head="<style>.top{color:red} td{width:12px}</style>",
    )


def layout_tables(truth: Truth, inside: str) -> str:
    """An old portal that is laid out with tables within tables."""
    return page(
        name(truth),
        f"""<center><table width="1002" border="0"><tr><td background="banner.jpg">&nbsp;</td></tr>
<tr><td><table width="100%"><tr><td width="200" valign="top"><table><tr><td>信息公开指南</td></tr>
<tr><td>信息公开目录</td></tr><tr><td>信息公开年报</td></tr><tr><td>依申请公开</td></tr></table></td>
<td width="802" valign="top"><table width="96%"><tr><td align="right">您现在的位置：首页 &gt;&gt; 信息公开年报</td></tr>
<tr><td align="center">发布时间：{truth.year + 1}-1-19 9:05:31　点击数：371</td></tr>
<tr><td class="content">{inside}</td></tr><tr><td align="right">【打印】【关闭】</td></tr></table></td></tr></table></td></tr>
<tr><td align="center">技术支持：某某信息中心　您是第 00081276 位访客</td></tr></table></center>""",  # noqa: E501 - markup in one piece
        charset="gb2312",
    )


def article(truth: Truth, inside: str) -> str:
    """A modern portal: its own title, source and date; the report below."""
    return page(
        f"{name(truth)} - 通知公告",
        f"""<header><nav><a>首页</a><a>政务公开</a><a>{truth.year + 1}</a></nav></header><main><article>
<h1 class="title">{name(truth)}</h1><div class="info"><span>来源：{truth.unit}</span>
<span>发布时间：{truth.year + 1}-01-28 16:40</span><span>浏览次数：<em id="hits">218</em>次</span>
<span>字号：[<a>大</a><a>中</a><a>小</a>]</span></div><div id="zoom">{inside}</div>
<p class="editor">（责任编辑：办公室）</p><button>打印</button><button>收藏</button></article></main>
<footer><p>承办：某县政务服务中心</p></footer>""",
    )


def spaced(truth: Truth, inside: str) -> str:
    """A page whose body is preceded by a transmittal notice and whose scripts hold other reports' titles."""
    return page(
        "政府信息公开年报",
        f"""<script type="text/javascript">var list = ["{truth.year - 3}年政府信息公开工作年度报告", "9"];</script>
<!-- <table><tr><td>一、本年新收政府信息公开申请数量</td><td>99</td></tr></table> -->
<div style="display:none">本年度共收到申请 77 件</div>
<div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style>{inside}</div>
<iframe src="about:blank"></iframe>""",
    )
