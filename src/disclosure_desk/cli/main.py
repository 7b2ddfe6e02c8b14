"""The command line: choose the command that was typed, and turn what goes wrong into a sentence and an exit code."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from disclosure_desk import __version__
from disclosure_desk.cli.args import (
    HELP,
    JSON,
    PROGRAM,
    CommandEntry,
    CommandError,
    before_places,
    help_text,
    parse,
    usage_lines,
)
from disclosure_desk.cli.help_pages import (
    WINDOW_OPTIONS,
    commands_beginning_with,
    find_command,
    group_help,
    incomplete,
    main_help,
    unknown_command,
)
from disclosure_desk.cli.output import ExitCode, Output, OutputError, drop_output, print_text, warn
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.errors import why_not_written

OpenWindow = Callable[[Path | None, Path | None], int]
"""Opens the window on a data folder (None: the user's own) with a report to import (None: the list of reports)."""

_REQUESTS_TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Windows has only the first."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Carry out one command line and return its exit code; nothing that goes wrong ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    entry, rest = find_command(arguments)
    output = Output(entry.name if entry else "", is_json=JSON.name in before_places(rest))
    try:
        return _run(entry, rest, open_window, output)
    except BrokenPipeError:
        # The program that read our output has ended, as `head` does; Python would complain once more at its own end.
        drop_output()
    except OutputError as error:
        warn(str(error))
    return ExitCode.UNREADABLE


def _run(entry: CommandEntry | None, arguments: Sequence[str], open_window: OpenWindow, output: Output) -> int:
    """Carry out a command; raises OutputError and BrokenPipeError, because then nothing more can be said."""
    try:
        return _carry_out(entry, arguments, open_window, output)
    except CommandError as error:
        return _end_mistyped(entry, error, output)
    except KeyboardInterrupt:
        return _end("interrupted", "已经中断，没有写完的文件不会留下。", output)
    except (BrokenPipeError, OutputError):
        raise
    except Exception as error:  # noqa: BLE001 - whoever types a command never gets a traceback
        return _end(*_explained(error), output)


def _explained(error: Exception) -> tuple[str, str]:
    """The kind of an error, as JSON calls it, and what it says in a sentence."""
    from disclosure_desk.store.errors import StoreError  # noqa: PLC0415 - loads the database

    for known, kind in ((ReadError, "source"), (WriteError, "target"), (StoreError, "data")):
        if isinstance(error, known):
            return kind, str(error)
    match error:
        case FormError():
            return "system", f"程序自带的文件有错，没有做完：{error}。请重新安装程序，或者交给维护程序的人。"
        case MemoryError():
            return "system", "内存不够，没有做完；请关掉几个程序再试。"
        case OSError():
            return "system", f"没有做完：{f'{error.filename}：' if error.filename else ''}{why_not_written(error)}。"
    import traceback  # noqa: PLC0415 - few commands end so

    at = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}，{Path(at.filename).name} 第 {at.lineno} 行"
    return "system", f"程序遇到没有料到的情况（{where}），没有做完。请把这句话和用的文件交给维护程序的人。"


def _end(kind: str, message: str, output: Output) -> int:
    output.fail(message)
    return output.end_in_error(kind, message)


def _end_mistyped(entry: CommandEntry | None, error: CommandError, output: Output) -> int:
    """Say what is wrong with what was typed, and how the command is typed."""
    output.fail(f"命令写错了：{error}")
    if not output.is_json:
        if entry:
            warn(usage_lines(entry, entry.load()))
        warn(f"用 {PROGRAM} {entry.name + ' ' if entry else ''}--help 看用法。")
    return output.end_in_error("command", str(error))


def _carry_out(entry: CommandEntry | None, arguments: Sequence[str], open_window: OpenWindow, output: Output) -> int:
    if entry is None:
        return _without_command(arguments, open_window)
    command = entry.load()
    if _asks_for_help(arguments):
        return print_text(help_text(entry, command))
    with _stopped_as_by_the_keyboard():
        args = parse(arguments, command.all_options, positions=command.most)
        if args.help:
            return print_text(help_text(entry, command))
        return command.run(args, Output(entry.name, quiet=args.quiet, is_json=output.is_json))


def _without_command(arguments: Sequence[str], open_window: OpenWindow) -> int:
    group = commands_beginning_with(arguments[0]) if arguments else ()
    if group and _asks_for_help(arguments[1:]):
        return print_text(group_help(group))
    if group:
        raise incomplete(arguments[0], "".join(arguments[1:2]))
    if arguments and not arguments[0].startswith("-"):
        raise unknown_command(arguments[0])
    args = parse(arguments, WINDOW_OPTIONS, positions=0)
    if args.help:
        return print_text(main_help())
    if args.version:
        return print_text(f"{PROGRAM} {__version__}")
    return open_window(*(Path(place) if place else None for place in (args.data, args.open)))


def _asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether help is asked for anywhere, whatever else is wrong with the line."""
    return not set(before_places(arguments)).isdisjoint(HELP.names)


@contextmanager
def _stopped_as_by_the_keyboard() -> Iterator[None]:
    """Let a request to end, as by `timeout` or a closed terminal, do what Ctrl+C does: no half a file is left."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in _REQUESTS_TO_END:
            before[number] = signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
