"""Help: of the program, of a command, and of what was mistyped; and the list of all commands, `help` among them."""

from collections.abc import Sequence

from disclosure_desk.cli.args import (
    EXIT_CODES,
    HELP,
    PROGRAM,
    Command,
    CommandEntry,
    CommandError,
    CommandLine,
    Option,
    help_text,
    likely,
    option_lines,
)
from disclosure_desk.cli.commands import COMMANDS
from disclosure_desk.cli.output import Output, print_text

_AS_OPTION = "--self-check"
"""The command that is typed as an option, too: whoever sets a computer up asks it of the program before its window."""

_MOST_WORDS = 2
"""Of a command's name: `archive list`."""

WINDOW_OPTIONS = (
    Option("--data", "数据放在哪个文件夹（默认在当前用户的数据目录里）。", value="文件夹"),
    Option("--open", "打开窗口后直接导入这份报告。", value="报告"),
    Option(_AS_OPTION, "本机验收：看这台电脑能不能用，见 disclosure-desk help self-check。", is_flag=True),
    Option("--version", "看是哪一版。", is_flag=True),
    HELP,
)
"""What may be typed without a command."""

_EXAMPLES = (
    "convert 年报.txt 年报.pdf 年报.docx",
    "check 年报.txt",
    "convert 去年.pdf 去年.json",
    "check 年报.docx --previous 去年.html --json",
)


def main_help() -> str:
    """The help of the program: its commands, and what is the same in all of them."""
    from disclosure_desk.readers.formats.file_type import DIRECT_ENDINGS, LIBREOFFICE_ENDINGS  # noqa: PLC0415
    from disclosure_desk.writers import ENDINGS  # noqa: PLC0415 - the commands that need them load them

    width = max(len(entry.name) for entry in ALL_COMMANDS)
    commands = "\n".join(f"  {PROGRAM} {entry.name:{width}}  {entry.summary}" for entry in ALL_COMMANDS)
    return f"""\
政府信息公开工作年度报告：填写、核对、打印、导出。不联网。

用法：
  {PROGRAM} {"[选项]":{width - 2}}  打开窗口
{commands}
每个命令怎么写，见 {PROGRAM} help 命令。

来源：手头的报告，是什么文件看内容，不看扩展名：
  {" ".join(DIRECT_ENDINGS)}
  （.txt 的表格各列用制表符隔开；.pdf 要有文字，扫描件不行；.json 是本程序的）；
  本机装有 LibreOffice 的，还有 {" ".join(LIBREOFFICE_ENDINGS)}。
目标：按扩展名决定格式：{" ".join(ENDINGS)}。已经存在的，问过或者写了 --force 才替换；来源从不替换。

打开窗口的选项：
{option_lines(WINDOW_OPTIONS)}

例子：
{chr(10).join(f"  {PROGRAM} {example}" for example in _EXAMPLES)}

退出码：
{chr(10).join(f"  {code}  {meaning}" for code, meaning in EXIT_CODES)}"""


def find_command(arguments: Sequence[str]) -> tuple[CommandEntry | None, Sequence[str]]:
    """The command that is typed, None where none is or none of that name, and what follows it."""
    if _AS_OPTION in arguments and all(entry.name.split()[0] != arguments[0] for entry in ALL_COMMANDS):
        arguments = [_AS_OPTION.lstrip("-"), *(one for one in arguments if one != _AS_OPTION)]
    for words in range(_MOST_WORDS, 0, -1):
        name = " ".join(arguments[:words])
        for entry in ALL_COMMANDS:
            if len(arguments) >= words and entry.name == name:
                return entry, arguments[words:]
    return None, arguments


def commands_beginning_with(word: str) -> tuple[CommandEntry, ...]:
    """The commands of two words that begin with this one."""
    return tuple(entry for entry in ALL_COMMANDS if entry.name.startswith(f"{word} "))


def group_help(group: Sequence[CommandEntry]) -> str:
    """The help of several commands."""
    return "\n\n".join(help_text(entry, entry.load()) for entry in group)


def incomplete(word: str, following: str) -> CommandError:
    """The error where the second word of a command is missing, or there is none like that."""
    words = [entry.name.split()[1] for entry in commands_beginning_with(word)]
    return CommandError(f"{word} 后面要写 {'、'.join(words)}{likely(following, words)}。")


def unknown_command(name: str) -> CommandError:
    """The error where there is no such command, with those that may be meant."""
    known = [word for entry in ALL_COMMANDS for word in (entry.name.split()[0], entry.name)]
    return CommandError(f"没有“{name}”这个命令{likely(name, [*dict.fromkeys(known)])}。")


def _help(args: CommandLine, _output: Output) -> int:
    if args.man:
        from disclosure_desk.cli.man_page import man_page  # noqa: PLC0415 - nothing else needs it

        return print_text(man_page(ALL_COMMANDS, WINDOW_OPTIONS).removesuffix("\n"))
    if not args.places:
        return print_text(main_help())
    entry, rest = find_command(args.places)
    if entry is not None and not rest:
        return print_text(help_text(entry, entry.load()))
    group = commands_beginning_with(args.places[0])
    if group and len(args.places) == 1:
        return print_text(group_help(group))
    raise unknown_command(" ".join(args.places))


def _complete(args: CommandLine, _output: Output) -> int:
    if args.places != ["bash"]:
        raise CommandError("completion 后面要写 bash。")
    from disclosure_desk.cli.completion import bash_completion  # noqa: PLC0415 - nothing else needs it

    return print_text(bash_completion(ALL_COMMANDS, WINDOW_OPTIONS).removesuffix("\n"))


_HELP = Command(
    ("[命令]", "--man"),
    _help,
    (Option("--man", "输出手册页，给 man 用。", is_flag=True),),
    most=_MOST_WORDS,
    examples=("help convert", "help archive find", "help --man >disclosure-desk.1"),
    answers_in_data=False,
)
_COMPLETION = Command(
    ("bash",),
    _complete,
    most=1,
    about="把输出存到 ~/.local/share/bash-completion/completions/disclosure-desk，重新打开终端就有。",
    examples=("completion bash",),
    answers_in_data=False,
)
ALL_COMMANDS = (
    *COMMANDS,
    CommandEntry("completion", "输出 bash 的自动补全", lambda: _COMPLETION),
    CommandEntry("help", "看怎么用，或者看一个命令怎么写", lambda: _HELP),
)
