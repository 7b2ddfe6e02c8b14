"""Hostile texts, reports in JSON, web pages and web archives: each by its name, with its ending and how it is made."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from seeds import seeds

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.json import render

BAIT = "http://127.0.0.1:47113/"
"""Where nobody may ask for anything: the script listens there."""

SPARSE = 1_000_000_000
MILLION = 1_000_000
Made = tuple[str, Callable[[], bytes | int]]
"""The ending of a file, and its bytes; of one that only has a size that number."""

TITLE = "某某区柳河街道办事处2025年政府信息公开工作年度报告"
_HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_LABELS = ("行政许可", "行政处罚", "其他不予处理情形", "重复申请", "属于国家秘密", "其他法律行政法规禁止公开")
_LETTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经"
)


def near_misses(count: int) -> list[str]:
    """Labels, each with a slip of its own."""
    random = Random(7)  # noqa: S311 - the same file each time
    made = []
    for number in range(count):
        label = _LABELS[number % len(_LABELS)]
        place = random.randrange(len(label))
        slip = "".join(random.choice(_LETTERS) for _ in range(3))
        made.append(label[:place] + slip + label[place + 1 :])
    return made


def written(path: Path, content: bytes | int) -> Path:
    """A file with these bytes, or of that size without any."""
    if isinstance(content, int):
        with path.open("wb") as file:
            file.truncate(content)
    else:
        path.write_bytes(content)
    return path


def noise(count: int, start: bytes = b"") -> bytes:
    """Bytes by chance."""
    return start + Random(7).randbytes(count - len(start))  # noqa: S311 - the same file each time


def _report(problems: str) -> bytes:
    """A report of ours with one text."""
    return render(new_report(load_form("2021"), "某某区柳河街道办事处", 2025, {"problems": problems}))


def _text(*lines: str) -> bytes:
    return "\n".join((TITLE, *_HEADINGS[:5], *lines, _HEADINGS[5], "无。")).encode()


def _page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>".encode()


def _with_report(more: bytes) -> bytes:
    """A page with a whole report, and more in it."""
    return seeds("html")[0].replace(b"</body>", more + b"</body>")


def _mht(parts: list[bytes], boundary: bytes = b"b") -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="%s"\r\n\r\n' % boundary
    return head + b"".join(b"--%s\r\n" % boundary + part for part in parts) + b"--%s--\r\n" % boundary


def _part(kind: bytes, body: bytes) -> bytes:
    return b"Content-Type: %s\r\nContent-Location: %s\r\n\r\n%s\r\n" % (kind, BAIT.encode(), body)


def _nested_mht(depth: int) -> bytes:
    content = _part(b"text/html", _page("甲"))
    for number in range(depth):
        content = _mht([content], b"b%d" % number)
    return content


_FETCHING = f"""
<base href="{BAIT}"><link rel=stylesheet href="{BAIT}a.css"><script src="{BAIT}a.js"></script>
<img src="{BAIT}a.png"><iframe src="{BAIT}a.html"></iframe><object data="{BAIT}a.swf"></object>
<meta http-equiv=refresh content="0;url={BAIT}"><form action="{BAIT}"></form><embed src="file:///etc/passwd">
""".encode()


def _rows(cells: list[str], across: int) -> str:
    rows = (cells[start : start + across] for start in range(0, len(cells), across))
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


_TEXTS: Mapping[str, Callable[[], bytes | int]] = {
    "50,000 near-miss labels": lambda: _text(*(f"{label}\t1\t2" for label in near_misses(50_000))),
    "9,900 near-miss labels": lambda: _text(*(f"{label}\t1\t2" for label in near_misses(9_900))),
    "9,900 near-miss labels on lines of their own": lambda: _text(*near_misses(9_900)),
    "9,900 near-miss labels with blanks": lambda: _text(*(f"{label} 1 2" for label in near_misses(9_900))),
    "50,000 near-miss labels on lines of their own": lambda: _text(*near_misses(50_000)),
    "50,000 near-miss labels with blanks": lambda: _text(*(f"{label} 1 2" for label in near_misses(50_000))),
    "1,200 rows of near-miss labels": lambda: _text(*("\t".join(near_misses(60)) for _ in range(1_200))),
    "a million short lines": lambda: _text(*["甲"] * MILLION),
    "9,900 short lines": lambda: _text(*["公开"] * 9_900),
    "9,900 titles": lambda: _text(*[TITLE] * 9_900),
    "9,900 headings": lambda: _text(*[*_HEADINGS] * 1_650),
    "9,900 figures": lambda: _text(*["12"] * 9_900),
    "9,900 pieces of labels": lambda: _text(*["行政", "许可", "处罚"] * 3_300),
    "9,900 rows of a label": lambda: _text(*["行政许可\t1"] * 9_900),
    "9,900 lines in Markdown": lambda: _text(*["| 行政许可 | 1 | 2 |"] * 9_900),
    "a word of 490,000 letters": lambda: _text("甲" * 490_000),
    "a million line breaks": lambda: _text("\n" * MILLION),
    "490,000 upright strokes": lambda: _text("|" * 490_000),
    "490,000 opening brackets": lambda: _text("（" * 490_000),
    "490,000 headings in one line": lambda: _text("一、总体情况。" * (490_000 // 7)),
    "490,000 digits": lambda: _text("9" * 490_000),
    "240,000 tabs in a line": lambda: _text("行政许可" + "\t1" * 49_900),
    "2,000 full stops a line": lambda: _text(*["。" * 2000] * 240),
    "490,000 numbered words": lambda: _text("1.甲" * (490_000 // 3)),
    "a report behind a million blanks": lambda: b" " * MILLION + seeds("text")[0],
    "NUL bytes": lambda: b"\0" * MILLION,
    "a report with NUL bytes in it": lambda: seeds("text")[0].replace(b"\n", b"\n\0"),
    "UTF-7": lambda: _text("甲" * 1000).decode().encode("utf-7"),
    "46 MB of noise": lambda: noise(46_000_000),
    "1 GB of nothing": lambda: SPARSE,
}
_JSONS: Mapping[str, Callable[[], bytes | int]] = {
    "a million line breaks": lambda: _report("\n" * MILLION),
    "a million full stops": lambda: _report("。" * MILLION),
    "a million letters": lambda: _report("公" * MILLION),
    "a million digits": lambda: _report("7" * MILLION),
    "a million blanks": lambda: _report(" " * MILLION),
    "a million brackets": lambda: _report("（" * MILLION),
    "a million commas": lambda: _report("，" * MILLION),
    "a million clauses": lambda: _report("收到申请1件，" * (MILLION // 7)),
    "a million letters in sentences": lambda: _report("收到政府信息公开申请 12 件，均已办结。\n" * (MILLION // 20)),
    "a million years": lambda: _report("2024年" * (MILLION // 5)),
    "a million quotes": lambda: _report("“" * MILLION),
    "a million letters of an address": lambda: _report("www.a" * (MILLION // 5)),
    "deep nesting": lambda: b"[" * 40_000_000,
    "deep nesting that closes": lambda: b'{"a":' * 90_000 + b"1" + b"}" * 90_000,
    "a number of 40 million digits": lambda: b'{"form":' + b"9" * 40_000_000 + b"}",
    "a million keys": lambda: b"{" + b",".join(b'"%d":1' % number for number in range(MILLION)) + b"}",
    "a million notes": lambda: _report("甲").replace(
        b'"notes":[', b'"notes":[' + b'{"kind":"a","place":"","text":"b"},' * MILLION, 1
    ),
    "1 GB of nothing": lambda: SPARSE,
}
_PAGES: Mapping[str, Callable[[], bytes | int]] = {
    "a million elements deep": lambda: _page("<div>" * MILLION),
    "900 elements deep": lambda: _page("<div>" * 900 + "甲" + "</div>" * 900),
    "a million tables": lambda: _page("<table><tr><td>1</td></tr></table>" * (5_900_000 // 34)),
    "a thousand tables in each other": lambda: _page("<table><tr><td>" * 1000),
    "a cell that spans 65535 x 1000": lambda: _page(
        "<table>" + '<tr><td rowspan="65535" colspan="1000">1</td><td>2</td></tr>' * 5000 + "</table>"
    ),
    "65535 rows under one span": lambda: _page(
        '<table><tr><td rowspan="0" colspan="1000">1</td><td>2</td></tr>' + "<tr></tr>" * 65_000 + "</table>"
    ),
    "99,000 cells in a row": lambda: _page("<table><tr>" + "<td>行政许可</td>" * 99_000 + "</tr></table>"),
    "50,000 near-miss labels": lambda: _with_report(_rows(near_misses(50_000), 1).encode()),
    "50,000 near-miss labels, ten a row": lambda: _with_report(_rows(near_misses(50_000), 10).encode()),
    "30,000 near-miss paragraphs": lambda: _with_report("".join(f"<p>{x} 1" for x in near_misses(30_000)).encode()),
    "a million attributes": lambda: _page("<p " + "a=1 " * MILLION + ">甲</p>"),
    "a style of five million letters": lambda: _page('<p style="' + "a:b;" * 1_200_000 + '">甲</p>'),
    "a million entities": lambda: _page("&amp;" * MILLION),
    "a comment without an end": lambda: _page("<!--" + "-" * 5_000_000),
    "a hundred thousand opened comments": lambda: _page("<!--" * 1_200_000),
    "pictures within pictures": lambda: _page("data:a/a" * 700_000),
    "one endless picture": lambda: _page("data:image/png;base64," + "A" * 40_000_000),
    "what would be fetched": lambda: _with_report(_FETCHING),
    "a document type from elsewhere": f'<!DOCTYPE html SYSTEM "{BAIT}a.dtd" [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>&b;'.encode,
    "46 MB of noise": lambda: noise(46_000_000, b"<html>"),
    "1 GB of nothing": lambda: SPARSE,
}
_ARCHIVES: Mapping[str, Callable[[], bytes | int]] = {
    "5,000 parts and remote pictures": lambda: _mht(
        [_part(b"text/html", seeds("html")[0] + _FETCHING), *[_part(b"image/png", b"\x89PNG")] * 4_998]
    ),
    "a million parts": lambda: _mht([_part(b"text/html", b"<p>")] * 500_000),
    "boundaries that only begin like one": lambda: _mht(
        [_part(b"text/html", (b"--bx" + b"y" * 9_000 + b"\n") * 4_900)]
    ),
    "a hundred messages in each other": lambda: _nested_mht(100),
    "twenty pages of near-miss labels": lambda: _mht(
        [_part(b"text/html; charset=utf-8", _page(_rows(near_misses(20_000), 1)))] * 20
    ),
    "a million headers": lambda: b"MIME-Version: 1.0\r\n" + b"A: b\r\n" * MILLION + b"\r\n<p>",
    "a head without an end": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/x; boundary=" + b"b" * 40_000_000,
    "40 MB of quoted signs": lambda: (
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + b"=3Cp=3E" * 5_700_000
    ),
}
FILES: Mapping[str, Made] = {
    f"{reader}: {name}": (ending, maker)
    for reader, ending, makers in (
        ("text", ".txt", _TEXTS),
        ("json", ".json", _JSONS),
        ("html", ".html", _PAGES),
        ("mht", ".mht", _ARCHIVES),
    )
    for name, maker in makers.items()
}
"""All of them."""

__all__ = ["BAIT", "FILES", "MILLION", "SPARSE", "Made", "near_misses", "noise"]
