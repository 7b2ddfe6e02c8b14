"""Who carries out a command on the office's data: a name of its list and, where that person has one, the PIN."""

import getpass
import sys
from contextlib import closing
from pathlib import Path

from disclosure_desk.cli.args import CommandError, Option
from disclosure_desk.store.errors import BusyError, StoreError
from disclosure_desk.store.event_meta import Actor, system_user
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.rollback import operators_in_backup
from disclosure_desk.store.store import Store

OPERATOR = Option(
    "--operator",
    "谁在操作；数据里设了操作人就要写。有口令的在终端里问，不在终端里时从标准输入读一行。",
    value="姓名",
)


def log_in(store: Store, name: str | None, purpose: str) -> None:
    """Let the store record under that name what is done; raises CommandError and StoreError.

    Without a list of people everybody may; the system's user is recorded in any case.
    """
    operators = Operators.from_stored(store.settings(), ())
    if not operators.names:
        return
    known = _known(operators, name)
    if not store.try_pin(known, _asked_pin(operators, known), purpose):
        raise StoreError("口令不对；已经记在修改记录里。")
    store.actor = store.actor._replace(operator=known)


def log_in_to_restore(folder: Path, backup: Path, name: str | None) -> Actor | None:
    """Who goes back to a backup; None where the office has no list of people.

    A data folder that does not open knows nobody: then it is asked as the office was when the backup was made.
    """
    try:
        with closing(Store.open(folder)) as store:
            log_in(store, name, "从备份恢复")
            return store.actor
    except BusyError:
        raise
    except StoreError as error:
        if not error.ways:  # it was open: the PIN was refused
            raise
    operators = operators_in_backup(backup)
    if not operators.names:
        return None
    known = _known(operators, name)
    if not operators.pin_matches(known, _asked_pin(operators, known)):
        raise StoreError("口令不对。")
    return Actor(known, system_user())


def _known(operators: Operators, name: str | None) -> str:
    if name not in operators.names:
        raise CommandError(f"这份数据设了操作人，要用 --operator 写明是谁：{'、'.join(operators.names)}。")
    return str(name)


def _asked_pin(operators: Operators, name: str) -> str:
    if not operators.needs_pin(name):
        return ""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(f"{name}的口令：")
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
