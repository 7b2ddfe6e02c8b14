"""What a command is: its options are declared once, then read, listed in its help, completed and put in the manual.

A line is taken apart here, and not by argparse: what is wrong with it is said in Chinese, and argparse with its
translations takes 8 ms of the 150 that a check may.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import NamedTuple

from disclosure_desk.cli.output import Output

PROGRAM = "disclosure-desk"


class CommandError(Exception):
    """The command was mistyped; the message says how."""


class Option(NamedTuple):
    """An option of a command.

    line: what help says of it. is_flag: it is on or off; any other option takes a value, which the help calls `value`.
    words: those that may be the value, or stand in a list that is. named_words: tells them with their names, from a
    file that only help and completion read; in the line `%s` stands for them.
    """

    name: str
    line: str
    is_flag: bool = False
    value: str = ""
    short: str = ""
    words: tuple[str, ...] = ()
    named_words: Callable[[], Mapping[str, str]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What may be typed, the short name first."""
        return tuple(name for name in (self.short, self.name) if name)

    @property
    def key(self) -> str:
        """What its value is called in a CommandLine."""
        return self.name.removeprefix("--").replace("-", "_")

    @property
    def help(self) -> str:
        """Its line in the command's help."""
        return self.line % listed_words(self.named_words()) if self.named_words else self.line

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may be the value, for completion, not for refusal."""
        return tuple(self.named_words()) if self.named_words else self.words


def listed_words(names: Mapping[str, str]) -> str:
    """Words that may be typed, each with its name."""
    return "、".join(f"{word}（{name}）" for word, name in names.items())


HELP = Option("--help", "看这份用法。", is_flag=True, short="-h")
QUIET = Option("--quiet", "只说结论和错误。", is_flag=True, short="-q")
JSON = Option("--json", "用 JSON 输出，供别的程序使用；格式见 resources/schemas/command。", is_flag=True)
COMMON = (QUIET, JSON, HELP)
"""What every command takes; `--json` only where there are data to answer with."""
_END_OF_OPTIONS = "--"
_NAMES_OF_FILES = ("文件", "文件夹", "目标", "报告")
"""The values, as the help calls them, that name a file or a folder."""


class CommandLine(SimpleNamespace):
    """What was typed: of each option by its name the value, or whether it is there, and the `places` between them.

    Of an option that was not typed it is None; of a flag, False.
    """

    places: list[str]


class Command(NamedTuple):
    """How a command is typed, and what carries it out.

    usage: what may follow its name. most: how many places it takes, None for any number. run: carries it out with what
    was typed and answers with the exit code. about: what its help says after the usage. examples: whole lines.
    answers_in_data: what it says another program can have as JSON.
    """

    usage: tuple[str, ...]
    run: Callable[[CommandLine, Output], int]
    options: tuple[Option, ...] = ()
    most: int | None = 0
    about: str = ""
    examples: tuple[str, ...] = ()
    answers_in_data: bool = True

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Its own options and those of every command."""
        return (*self.options, *(one for one in COMMON if self.answers_in_data or one is not JSON))


class CommandEntry(NamedTuple):
    """A command in the list of commands; `load` imports what it needs."""

    name: str
    summary: str
    load: Callable[[], Command]


EXIT_CODES = (
    (0, "做完了，核对的没有必须改的，检查的没有不符的"),
    (1, "做完了，但是核对的有必须改的（convert、new 写了 --strict 才算），或者检查的有不符的"),
    (2, "没有做完：命令写错了，文件读不了、写不出，数据不能用，或者中断了"),
)


def usage_lines(entry: CommandEntry, command: Command) -> str:
    """The lines of the help that show how the command is typed."""
    starts = ("用法：", *["　　　"] * len(command.usage))
    return "\n".join(
        f"{start}{PROGRAM} {entry.name} {usage}".rstrip() for start, usage in zip(starts, command.usage, strict=False)
    )


def help_text(entry: CommandEntry, command: Command) -> str:
    """The help of a command."""
    parts = [f"{entry.summary}。", usage_lines(entry, command)]
    if command.about:
        parts.append(command.about)
    parts.append(f"选项：\n{option_lines(command.all_options)}")
    parts.append("\n".join(["例子：", *(f"  {PROGRAM} {example}" for example in command.examples)]))
    parts.append("\n".join(["退出码：", *(f"  {code}  {meaning}" for code, meaning in EXIT_CODES)]))
    return "\n\n".join(parts)


def option_lines(options: Iterable[Option]) -> str:
    """The lines that describe the options in a command's help."""
    return "\n".join(f"  {option_name(one)}：{one.help}" for one in options)


def option_name(option: Option) -> str:
    """An option with all that is typed for it: `-h、--help`, `--into 文件夹`."""
    return f"{'、'.join(option.names)}{option.value and f' {option.value}'}"


def parse(arguments: Sequence[str], options: Iterable[Option], *, positions: int | None) -> CommandLine:
    """The options of a command line by their names, and what stands between them in `places`.

    positions: how many places there may be; None for any number. What stands behind `--` is a place, whatever it looks
    like. Raises CommandError, also for an option with two values, of which nobody knows which is meant, and for a file
    without a name, which would be the folder at work.
    """
    known = {name: option for option in options for name in option.names}
    args = CommandLine(**{option.key: False if option.is_flag else None for option in known.values()}, places=[])
    unknown: list[str] = []
    rest = iter(arguments)
    for typed in rest:
        if typed == _END_OF_OPTIONS:
            args.places += rest
            break
        for one in _apart(typed, known):
            if found := _option_and_value(one, known):
                option, value = found[0], _value_of(*found, rest, known)
                _expect_one_value(option, value, getattr(args, option.key))
                setattr(args, option.key, value)
            else:
                (unknown if _is_option(one, known) else args.places).append(one)
    if unknown:
        raise _no_option(unknown[0], known)
    if "" in args.places:
        raise CommandError("有一处是空的：引号里什么也没有写。请写上是哪个文件。")
    if positions is not None and len(args.places) > positions:
        raise CommandError(f"多写了“{'”“'.join(args.places[positions:])}”。")
    return args


def _expect_one_value(option: Option, typed: str | bool, before: str | bool | None) -> None:  # noqa: FBT001 - a flag's
    """Raise CommandError where what was typed names no file, or another value was typed `before`."""
    names = "/".join(option.names)
    if typed == "" and option.value in _NAMES_OF_FILES:
        raise CommandError(f"选项 {names} 后面的{option.value}是空的：引号里什么也没有写。")
    if before not in (None, False, typed):
        raise CommandError(f"选项 {names} 写了两次，一次是“{before}”，一次是“{typed}”，请只留一个。")


def before_places(arguments: Sequence[str]) -> Sequence[str]:
    """What was typed before `--`, behind which nothing is an option."""
    return arguments[: arguments.index(_END_OF_OPTIONS)] if _END_OF_OPTIONS in arguments else arguments


def _apart(typed: str, known: Mapping[str, Option]) -> Iterator[str]:
    """Short options that were typed in one, each by itself: -qo年报.json as -q and -o年报.json."""
    flag, following = known.get(typed[:2]), f"-{typed[2:]}"
    if flag and flag.is_flag and typed[1] != "-" and following[:2] in known:
        yield typed[:2]
        yield from _apart(following, known)
    else:
        yield typed


def _is_option(typed: str, known: Mapping[str, Option]) -> bool:
    """Whether what was typed is an option, or begins as one does; - is the standard input, and -5 a figure."""
    begins = len(typed) > 1 and typed[0] == "-" and not typed[1].isdecimal() and " " not in typed.partition("=")[0]
    return begins or _option_and_value(typed, known) is not None


def _option_and_value(typed: str, known: Mapping[str, Option]) -> tuple[Option, str | None] | None:
    """The option that was typed, and what was typed with it: --into=公开, -o年报.pdf; None where there is none such."""
    name, equals, value = typed.partition("=")
    if name in known:
        return known[name], value if equals else None
    short = known.get(typed[:2])
    return (short, typed[2:]) if short and not short.is_flag else None


def _value_of(option: Option, value: str | None, rest: Iterator[str], known: Mapping[str, Option]) -> str | bool:
    """The value of an option, which may be what was typed next; raises CommandError."""
    names = "/".join(option.names)
    if option.is_flag:
        if value is not None:
            raise CommandError(f"选项 {names} 后面不跟值，请去掉“={value}”。")
        return True
    if value is None:
        value = next(rest, _END_OF_OPTIONS)
        if _is_option(value, known):
            raise CommandError(f"选项 {names} 后面要跟一个值：{option.value}。")
    return value


def _no_option(typed: str, known: Mapping[str, Option]) -> CommandError:
    """The error where there is no such option: it may be mistyped, or the name of a file."""
    name = typed.partition("=")[0]
    hint = f"；要是文件，请写成 .{os.sep}{typed}" if os.path.lexists(typed) else likely(name, list(known))
    return CommandError(f"没有 {name} 这个选项{hint}。")


def one_line(typed: str | None) -> str:
    """A sentence that was typed, on one line, as the window keeps it; "" where there is none."""
    return " ".join((typed or "").split())


def read_day(option: str, typed: str) -> date:
    """The day that was typed after an option; raises CommandError."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise CommandError(f"{option} 后面的“{typed}”不是日期，要写成年-月-日，例如 2026-01-20。") from None


def likely(typed: str, known: Sequence[str]) -> str:
    """What may have been meant, to be put before the full stop; nothing is done on a guess."""
    from difflib import get_close_matches  # noqa: PLC0415 - only what is mistyped needs it

    meant = get_close_matches(typed, known, n=2, cutoff=0.6)
    return f"；是不是 {' 或者 '.join(meant)}" if meant else ""
