"""A command line as values; what is wrong with it is told in Chinese, for argparse's own words are English."""

from argparse import ArgumentError, ArgumentParser, Namespace
from collections.abc import Sequence


class CommandError(Exception):
    """The command was mistyped; the message says how."""


def parse(arguments: Sequence[str], *, values: Sequence[str], flags: Sequence[str], positions: int | None) -> Namespace:
    """The options that take a value, those that are on or off (`--help` always), and in `places` what stands between.

    Raises CommandError; `positions` is how many of these there may be, None for any number.
    """
    parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in values:
        parser.add_argument(option)
    for option in ("--help", *flags):
        parser.add_argument(option, action="store_true")
    parser.add_argument("places", nargs="*")
    try:
        asked, unknown = parser.parse_known_intermixed_args(arguments)
    except ArgumentError as error:
        raise CommandError(f"选项 {error.argument_name} 后面要跟一个值，或者不该跟值。") from error
    if unknown:
        raise CommandError(f"没有 {unknown[0]} 这个选项。")
    if positions is not None and len(asked.places) > positions:
        raise CommandError(f"看不懂“{' '.join(arguments)}”。")
    return asked
