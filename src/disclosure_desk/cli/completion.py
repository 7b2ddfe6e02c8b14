"""The completion for bash, made of the list of commands: what can be typed, and which options want which values."""

from collections.abc import Iterator, Sequence

from disclosure_desk.cli.args import CommandEntry, Option

_FOLDER = "文件夹"

_FOLDERS = 'mapfile -t COMPREPLY < <(compgen -d -- "$current"); compopt -o filenames 2>/dev/null'

_SCRIPT = """\
# Completion of disclosure-desk for bash: `disclosure-desk completion` prints it.
_disclosure_desk() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}}
    if [[ $current == = ]]; then current=; fi
    if [[ $previous == = ]]; then previous=${{COMP_WORDS[COMP_CWORD - 2]}}; fi
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '{first}' -- "$current")
        return
    fi
    case $command in
{groups}
    esac
    case "$command $previous" in
{values}
    esac
    if [[ $current != -* ]]; then return; fi
    case $command in
{options}
    esac
}}
complete -o default -F _disclosure_desk disclosure-desk
"""


def bash_completion(entries: Sequence[CommandEntry], window: Sequence[Option]) -> str:
    """The script; what it does not complete, bash completes as a file."""
    first = dict.fromkeys(entry.name.split()[0] for entry in entries)
    return _SCRIPT.format(
        first=" ".join([*first, *_names(window)]),
        groups="\n".join(_groups(entries)),
        values="\n".join([*_window_values(window), *(line for one in entries for line in _values(*_of(one)))]),
        options="\n".join(
            f"        {_quoted(name)}) {_reply(_names(options))} ;;" for name, options in map(_of, entries)
        ),
    )


def _of(entry: CommandEntry) -> tuple[str, tuple[Option, ...]]:
    return entry.name, entry.load().all_options


def _groups(entries: Sequence[CommandEntry]) -> Iterator[str]:
    """For each first word of two the second words, and for `help` every command."""
    for group in dict.fromkeys(entry.name.split()[0] for entry in entries if " " in entry.name):
        words = [entry.name.split()[1] for entry in entries if entry.name.startswith(f"{group} ")]
        yield f"""\
        {group})
            if ((COMP_CWORD == 2)); then
                {_reply(words)}
                return
            fi
            command="{group} ${{COMP_WORDS[2]}}"
            ;;"""
    names = dict.fromkeys(entry.name.split()[0] for entry in entries)
    yield f"        help) if ((COMP_CWORD == 2)); then {_reply([*names])}; fi ;;"


def _values(command: str, options: Sequence[Option]) -> Iterator[str]:
    """What follows the options of a command: one of a few words, a folder, or what bash makes of it."""
    for option in options:
        pattern = "|".join(_quoted(f"{command} {name}") for name in option.names)
        if option.choices:
            yield f"        {pattern}) {_reply(option.choices)}; return ;;"
        elif option.value == _FOLDER:
            yield f"        {pattern}) {_FOLDERS}; return ;;"


def _window_values(options: Sequence[Option]) -> Iterator[str]:
    """The same for the options without a command: the first word of the line is the option itself."""
    for option in options:
        yield from _values(option.name, [option])


def _quoted(text: str) -> str:
    return f'"{text}"'


def _names(options: Sequence[Option]) -> list[str]:
    return [name for option in options for name in option.names]


def _reply(words: Sequence[str]) -> str:
    return f"""mapfile -t COMPREPLY < <(compgen -W '{" ".join(words)}' -- "$current")"""
