"""The manual page, in the language of `man`, made of the same declarations as the help."""

from collections.abc import Iterator, Sequence

from disclosure_desk import __version__
from disclosure_desk.cli.args import EXIT_CODES, PROGRAM, CommandEntry, Option, option_name
from disclosure_desk.core.form_file import EDITION, load_form

_DESCRIPTION = """\
填写、核对、打印、归档《政府信息公开工作年度报告》（{basis}）。不联网。
不写命令就打开窗口；每个命令也可以在脚本里用：结论写到标准输出，提示和错误写到标准错误，写 --json 就只输出一份 JSON。
写到的来源从不替换；已经存在的目标，问过或者写了 --force 才替换。"""

_FILES = (
    ("~/.local/share/disclosure-desk", "不写 --data 时的数据文件夹。"),
    ("desk.sqlite3、desk.journal", "数据文件和第二份记录。"),
    ("archive/", "定稿的档案包。"),
    ("backups/", "备份。"),
)
_ENVIRONMENT = (
    ("XDG_DATA_HOME", "不写 --data 时，数据文件夹在它里面。"),
    ("TMPDIR", "检查时临时复制到哪里。"),
)


def man_page(entries: Sequence[CommandEntry], window: Sequence[Option]) -> str:
    """The source of the page."""
    return "".join(f"{line}\n" for line in _lines(entries, window))


def _lines(entries: Sequence[CommandEntry], window: Sequence[Option]) -> Iterator[str]:
    yield '.\\" -*- coding: UTF-8 -*-'
    yield '.\\" Made by `disclosure-desk help --man`; change the help in the program instead.'
    yield f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {__version__}" "用户命令"'
    yield from (".nh", ".ad l")  # Chinese has no words whose gaps could be stretched
    yield from (".SH 名称", f"{_plain(PROGRAM)} \\- 政府信息公开工作年度报告：填写、核对、打印、归档")
    yield from (".SH 概要", f".B {_plain(PROGRAM)}", "[选项]", ".br", f".B {_plain(PROGRAM)}", "命令 [选项]")
    yield from (".SH 说明", *_paragraphs(_DESCRIPTION.format(basis=load_form(EDITION).basis)))
    yield from (".SH 打开窗口的选项", *_options(window))
    yield ".SH 命令"
    for entry in entries:
        yield from _command(entry)
    yield ".SH 退出码"
    yield from _list((str(code), f"{meaning}。") for code, meaning in EXIT_CODES)
    yield ".SH 文件"
    yield from _list(_FILES)
    yield ".SH 环境变量"
    yield from _list(_ENVIRONMENT)


def _command(entry: CommandEntry) -> Iterator[str]:
    command = entry.load()
    yield from (f".SS {_plain(entry.name)}", f"{_plain(entry.summary)}。")
    for usage in command.usage:
        yield from (".PP", f".B {_plain(f'{PROGRAM} {entry.name}')}", _line(usage))
    if command.about:
        yield from (".PP", *_paragraphs(command.about))
    yield from _options(command.all_options)
    yield from (".PP", "例子：", ".EX", *(_line(f"  {PROGRAM} {example}") for example in command.examples), ".EE")


def _options(options: Sequence[Option]) -> Iterator[str]:
    yield from _list((option_name(one), one.help) for one in options)


def _list(entries: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, words in entries:
        yield from (".TP", f".B {_plain(name)}", _line(words))


def _paragraphs(text: str) -> Iterator[str]:
    """Each line of a text as a paragraph of its own."""
    for number, line in enumerate(text.splitlines()):
        if number:
            yield ".br"
        yield _line(line)


def _line(text: str) -> str:
    """A line of text that begins no request."""
    plain = _plain(text)
    return f"\\&{plain}" if plain[:1] in {".", "'"} else plain


def _plain(text: str) -> str:
    """A text without what `man` takes for its own: hyphens stay hyphens, so that what is copied can be typed."""
    return text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")
