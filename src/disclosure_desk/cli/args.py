"""The options of a command: declared once, then read from the command line and listed in the command's help.

argparse only takes the line apart. What is wrong with a line is said here, in Chinese, because argparse's own messages
are English.
"""

from argparse import ArgumentError, ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class CommandError(Exception):
    """The command was mistyped; the message says how."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command.

    help: its line in the command's help, "" where the usage or the line of another option describes it.
    also: further options that the same line describes.
    is_flag: it is on or off; any other option takes a value.
    """

    name: str
    help: str = ""
    also: tuple[str, ...] = ()
    is_flag: bool = False


def option_lines(options: Iterable[Option]) -> str:
    """The lines that describe the options in a command's help."""
    return "\n".join(f"{'、'.join((one.name, *one.also))}：{one.help}" for one in options if one.help)


def parse(arguments: Sequence[str], options: Iterable[Option], *, positions: int | None) -> Namespace:
    """The options of a command line by their names, `--help` among them, and what stands between them in `places`.

    positions: how many places there may be; None for any number. Raises CommandError.
    """
    parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in (Option("--help", is_flag=True), *options):
        parser.add_argument(option.name, action="store_true" if option.is_flag else "store")
    parser.add_argument("places", nargs="*")
    try:
        args, unknown = parser.parse_known_intermixed_args(arguments)
    except ArgumentError as error:
        raise CommandError(f"选项 {error.argument_name} 后面要跟一个值，或者不该跟值。") from error
    if unknown:
        raise CommandError(f"没有 {unknown[0]} 这个选项。")
    if positions is not None and len(args.places) > positions:
        raise CommandError(f"看不懂“{' '.join(arguments)}”。")
    return args
