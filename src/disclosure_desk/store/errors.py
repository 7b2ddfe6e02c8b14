"""What goes wrong with a data folder, in sentences for the clerk: what happened, what is kept, what to do.

All sentences stand here, so that they can be read against each other; the functions take what a sentence needs and
answer the error to raise.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

from disclosure_desk.store.lock_owner import lock_owner_words

UNTOUCHED = "程序没有改动里面的任何内容。"
"""What is kept when opening or reading fails."""

NOT_SAVED = "刚才这一步没有保存，以前保存的都在。"
"""What is kept when a write fails: its transaction is rolled back whole."""

_PRIMARY = 0xFF
"""The lowest byte of SQLite's extended codes is the plain code."""

_ASK = "请不要删除它：有备份就换回备份，没有就把整个文件夹原样交给维护人员。"
_NOT_WRITABLE = (
    "不能写入 {path}：文件或者它所在的文件夹是只读的，或者没有权限。{kept}"
    "请去掉只读（U 盘请打开写保护开关看一看），或者请维护人员给当前用户写入权限，再试一次。"
)
_DAMAGED = "数据文件 {path} 已经损坏，读不出来。{kept}" + _ASK

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "另一个窗口正在使用这份数据（{path}{holder}）。{kept}请回到已经打开的那个窗口；"
    "如果找不到它，请等一会儿再打开，或者重新登录电脑后再打开。",
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_AUTH: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_FULL: "磁盘满了，写不进 {path}。{kept}请清空回收站或者移走不用的文件，腾出空间后再试一次。",
    sqlite3.SQLITE_IOERR: "读写 {path} 时磁盘出错，或者分给当前用户的空间用完了。{kept}"
    "请看看空间够不够，U 盘或者网络盘是不是松脱了，再试一次；"
    "如果还不行，请先把整个文件夹复制到别处，再请维护人员检查磁盘。",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "{path} 不是数据文件，或者已经损坏。{kept}" + _ASK,
    sqlite3.SQLITE_TOOBIG: "内容太长，存不进 {path}。{kept}请删短后再试一次。",
}
_OTHER = "读写 {path} 时出错（代码 {code}）。{kept}请关闭程序后重新打开；如果还不行，请把这句话告诉维护人员。"


class RecoveryWay(Enum):
    """What can be done about a data folder that does not open."""

    JOURNAL = auto()
    """Make the data file again from the journal (`recovery.restore.trust_journal`)."""

    DATA_FILE = auto()
    """Keep the data file and write the journal again from it (`recovery.restore.trust_data_file`)."""

    BACKUP = auto()
    """Go back to a backup (`rollback.roll_back`)."""

    OTHER_FOLDER = auto()
    """Work in another data folder."""


class StoreError(Exception):
    """Something could not be stored or read; str() tells the clerk what happened, what is kept and what to do.

    fault: the fault alone, for a list of faults; "" where only the whole sentence says it. ways: after `Store.open`,
    what can be done about the data folder, the best first; empty after any other call.
    """

    def __init__(self, sentence: str, fault: str = "") -> None:
        super().__init__(sentence)
        self.fault = fault
        self.ways: tuple[RecoveryWay, ...] = ()

    @property
    def brief(self) -> str:
        """What happened, without what is kept and what to do."""
        return self.fault or str(self).partition("。")[0]


class DamagedError(StoreError):
    """The content of a record is damaged, or not what this program wrote."""


class BusyError(StoreError):
    """Another program, or another window of this one, has the data file open."""


def explain(error: sqlite3.Error | UnicodeDecodeError, path: Path, kept: str) -> StoreError:
    """The clerk's words for SQLite's error; `kept` says what is kept all the same."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, sqlite3.OperationalError | UnicodeDecodeError):
        # Python's own error: a text, or SQLite's message about a damaged table, is not UTF-8.
        sentence = _DAMAGED
    else:
        sentence = _SENTENCES.get((code or 0) & _PRIMARY, _OTHER)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    if (code or 0) & _PRIMARY == sqlite3.SQLITE_BUSY:
        return BusyError(sentence.format(path=path, kept=kept, holder=lock_owner_words(path.parent)))
    kind = DamagedError if sentence.endswith(_ASK) else StoreError
    return kind(sentence.format(path=path, kept=kept, code=name))


@contextmanager
def explained(path: Path, kept: str) -> Iterator[None]:
    """Raise the clerk's StoreError for what SQLite raises inside; `kept` says what is kept all the same."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, path, kept) from error


def is_full(error: BaseException) -> bool:
    """Whether the disk is full, or what the user may take of it is used up."""
    return getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}


def path_too_long(folder: Path, most: int) -> StoreError:
    """The path of the data folder is longer than SQLite takes."""
    length = len(os.fsencode(folder))
    return StoreError(
        f"数据文件夹的路径太长（{length} 字节，最多 {most} 字节；一个汉字占 3 字节），打不开：{str(folder)[:60]}……。"
        f"{UNTOUCHED}请把它移到上层的文件夹里，或者换一个数据文件夹。"
    )


def lock_error(error: OSError | sqlite3.Error, path: Path) -> StoreError:
    """The file that is locked cannot be opened or made."""
    reason = "磁盘满了" if is_full(error) else "打不开，没有权限，或者那里是别的东西"
    return StoreError(
        f"打不开数据：{path} {reason}。{UNTOUCHED}这个文件里没有内容，程序关着的时候可以删掉它；"
        "删不掉，请维护人员给当前用户这个文件夹的读写权限。"
    )


class NotLookedIntoError(StoreError):
    """What was to be looked into was not, and nothing is wrong with it."""


def no_room_to_look(error: OSError, place: str) -> NotLookedIntoError:
    """The copies that are looked into cannot be made."""
    reason = "满了" if is_full(error) else "不能写入"
    return NotLookedIntoError(
        f"检查时要先复制一份到临时文件夹，临时文件夹 {place} {reason}；要检查的文件本身没有问题。"
        f"{UNTOUCHED}请腾出空间，再试一次。",
        f"临时文件夹 {place} {reason}，复制不了要检查的文件；这不是文件本身的问题",
    )


def not_restored(error: OSError, folder: Path) -> StoreError:
    """Going back to a backup failed before anything was replaced."""
    reason = "磁盘满了" if is_full(error) else "读写不了"
    return StoreError(f"没有恢复成：{error.filename or folder} {reason}。原来的数据还在。")


def restored_with_error(backup: Path, error: Exception) -> StoreError:
    """Going back to a backup is done, but what comes after it failed."""
    why = error.brief if isinstance(error, StoreError) else "磁盘满了" if is_full(error) else "读写磁盘时出错"
    return StoreError(
        f"数据已经换成备份 {backup.name} 的，修改记录里也记了，但接着收尾时没有做完：{why}。"
        "原来的数据原样留在数据文件夹里。请腾出空间或者检查磁盘，再打开看一看。"
    )


def not_recovered(error: Exception, folder: Path) -> StoreError:
    """Making one record again from the other was not finished; how far it came, the next opening shows."""
    reason = "磁盘满了" if is_full(error) else "读写磁盘时出错"
    return StoreError(
        f"没有做完：{getattr(error, 'filename', None) or folder} {reason}。换下来的文件原样留在数据文件夹里。"
        "请腾出空间或者检查磁盘，再打开看一看；还打不开，就再选一次。"
    )


def foreign_backup(backup: Path, units: str) -> StoreError:
    """The backup is another data file's, which nobody said is meant to take this one's place."""
    return StoreError(
        f"备份 {backup.name} 不是这份数据的，是别处的，里面是：{units}。{UNTOUCHED}"
        "确实要换成那一份数据，请在窗口里选“只回到那一刻”，命令里写 --as-it-was --foreign。"
    )


def folder_error(error: OSError, folder: Path) -> StoreError:
    """The data folder cannot be made."""
    kinds = {errno.ENAMETOOLONG: "路径太长", errno.ELOOP: "那里的链接绕成了一圈"}
    reason = "磁盘满了" if is_full(error) else kinds.get(error.errno or 0, "那里已经有同名的文件，或者没有写入权限")
    return StoreError(f"建不了数据文件夹 {folder}：{reason}。{UNTOUCHED}请换一个数据文件夹，或者请维护人员检查。")


def opening_error(error: OSError, path: Path) -> StoreError:
    """A file of the data folder cannot be read or written while it is opened."""
    reason = "磁盘满了" if is_full(error) else "读写不了，没有权限或者磁盘有问题"
    where = error.filename or path.parent
    return StoreError(f"打不开数据：{where} {reason}。{UNTOUCHED}请腾出空间或者检查磁盘，再试一次。")


def sqlite_too_old(version: str, needed: str) -> StoreError:
    """The SQLite of this computer lacks what the file needs."""
    return StoreError(
        f"这台电脑上的 SQLite 是 {version} 版，本程序要 {needed} 版以上，打不开数据。{UNTOUCHED}"
        "请用本程序的安装包重新安装，或者请维护人员升级 Python。"
    )


def foreign_file(path: Path) -> StoreError:
    """A file of that name is there, but it is another program's."""
    return DamagedError(f"{path} 不是本程序的数据文件，是别的程序的。{UNTOUCHED}请把它移到别处，或者换一个数据文件夹。")


def newer_file(path: Path, schema: int, known: int) -> StoreError:
    """A newer program wrote the file."""
    return StoreError(
        f"{path} 是更新的程序写的（数据格式第 {schema} 版，本程序只懂到第 {known} 版），打不开。{UNTOUCHED}"
        "请安装新版程序后再打开。"
    )


def damaged_file(path: Path, fault: str) -> StoreError:
    """The audit trail, or what it should add up to, is not what the program wrote."""
    return DamagedError(
        f"数据文件 {path} 对不上：{fault}。它可能在本程序之外被改过，或者已经损坏。{UNTOUCHED}{_ASK}", fault
    )


class JournalMismatchError(DamagedError):
    """Data file and journal do not agree; which of them is right only people can say."""


def journal_mismatch(path: Path, kind: str, line: int) -> JournalMismatchError:
    """The journal is not the one of this data file as it is now; `kind` as `journal.compare` has it."""
    why = {
        "ahead": f"第二份记录 {path} 比数据文件多，从第 {line} 条起：数据文件可能被换成了旧的一份",
        "apart": f"第二份记录 {path} 从第 {line} 条起和数据文件不一样：两份里有一份在本程序之外被改过",
        "foreign": f"第二份记录 {path} 不是这份数据文件的：数据文件可能被换成了别处的一份",
    }[kind]
    to_do = "请先弄清哪一份是对的，再选按第二份记录恢复，或者以数据文件为准；换下来的一份会原样留着。"
    return JournalMismatchError(f"{why}。{UNTOUCHED}{to_do}", why)


def journal_warning(error: OSError | sqlite3.Error, path: Path) -> str:
    """The warning that the journal could not be written, while the change itself is stored."""
    reason = "磁盘满了" if is_full(error) else "不能写入"
    return f"已经保存，但第二份记录 {path} {reason}，现在只有一份。请腾出空间或者检查磁盘；下次保存时会补写。"


def journal_rewritten(path: Path, count: int, old: str) -> str:
    """The note that the journal had to be written anew while the desk was open; `old` keeps what was in its place."""
    kept = f"，换上来的那份留作 {old}" if old else ""
    return f"第二份记录 {path} 在窗口开着的时候不见了，或者被换过{kept}；已按数据文件重新写好，共 {count} 条。"


def stored_with_error(path: Path) -> str:
    """The warning that the disk erred when something was stored, which is in the file all the same."""
    return (
        f"已经保存，{path} 里读得到，但磁盘在保存时报了错，断电后不一定还在。"
        "请现在就备份到第二处，再请维护人员检查磁盘。"
    )


def unknown_outcome(path: Path) -> StoreError:
    """The disk erred when something was stored, and it cannot be read whether it is."""
    return StoreError(
        f"读写 {path} 时磁盘出错，现在看不出刚才这一步保存了没有；以前保存的都在。"
        "请先把正在填的内容复制下来，关闭程序后重新打开看一看，再请维护人员检查磁盘。"
    )


def swapped_file(path: Path, rescue: str, *, is_written: bool) -> StoreError:
    """The data file that is open is not at its path any more; `rescue` is the backup of what is open, "" for none.

    is_written: the step went into the file that is open, before it was noticed.
    """
    step = "刚才这一步没有存进那里。" if is_written and rescue else "刚才这一步没有保存。"
    upto = "连同刚才这一步，以前保存的内容" if is_written else "以前保存的内容"
    kept = f"{upto}已另存为备份 {rescue}。" if rescue else "以前保存的内容在原来打开的那个文件里。"
    return StoreError(
        f"数据文件 {path} 已经不是打开时的那一个：窗口开着的时候，它被删除、改名、改写或者换成了别的文件。{step}{kept}"
        "请先把正在填的内容复制下来，弄清是谁动了这个文件，再关闭程序、重新打开；少了什么，就从备份恢复。"
    )


def pin_too_early(seconds: int) -> StoreError:
    """Wrong PINs were tried, and the wait is not over."""
    return StoreError(f"口令错过，请等 {seconds} 秒再试。每次输错都记在修改记录里。")


def backup_error(error: OSError) -> StoreError:
    """A backup could not be written; the data itself is as it was."""
    reason = "磁盘满了" if is_full(error) else "不能写入，或者那个磁盘已经拔掉"
    return StoreError(f"没有备份成：{error.filename or '备份的文件夹'} {reason}。数据本身不受影响，原来的备份都在。")


def second_backup_error(error: OSError | StoreError, path: Path) -> StoreError:
    """The backup is made in the data folder, but not in the second one."""
    if isinstance(error, StoreError):
        why = error.fault or str(error)
    else:
        why = f"{error.filename or '那里'} {'磁盘满了' if is_full(error) else '不能写入，或者那个磁盘已经拔掉'}"
    return StoreError(f"本机的备份做好了（{path.name}），但第二处没有备份成：{why}。请换一个第二处，或者看看那个磁盘。")


def package_error(error: OSError) -> StoreError:
    """A sealed package could not be restored from its copy."""
    reason = "磁盘满了" if is_full(error) else "读写不了"
    return StoreError(f"没有换回档案包：{error.filename or '档案包的文件夹'} {reason}。原来的都在。")


def damaged_journal(path: Path, line: int) -> StoreError:
    """The chain of the journal is broken at that line; line 0 is the header."""
    fault = f"第二份记录 {path} 的{f'第 {line} 条' if line else '开头'}对不上"
    return DamagedError(f"{fault}，不能用它恢复。{UNTOUCHED}{_ASK}", fault)


def unrelated_backup(backup: Path) -> StoreError:
    """The journal does not go on from a backup: an older one was gone back to since, or it is another folder's."""
    return StoreError(
        f"备份 {backup.name} 之后的修改接不上：做它以后恢复过更早的备份，或者它是别处的备份。{UNTOUCHED}"
        "要用它，只能回到它那一刻的样子（窗口里选“只回到那一刻”，命令里写 --as-it-was）。"
    )


class LocationError(StoreError):
    """The folder is where the program does not work."""


def wrong_location(folder: Path, kind: str) -> LocationError:
    """The program does not work there, because what it stores would not be safe."""
    return LocationError(
        f"不能在{kind}上填报（{folder}）：它会断开、会被别的电脑同时改写，存好的内容可能会坏，"
        "请把数据放在本机的硬盘上填报，填好以后再把定稿的档案包或者备份复制过去。"
    )


def refused_write(what: str, to_do: str) -> StoreError:
    """A write that would make the rows and the audit trail disagree."""
    return StoreError(f"{what}。{NOT_SAVED}{to_do}")


def sealed_error() -> StoreError:
    """The report is sealed, so it cannot be changed."""
    return refused_write("这份报告已经定稿，不能再改", "确实要改，请选“更正”，写明原因，改好后作为新的一版再定稿。")


def unstorable_value(error: Exception) -> StoreError:
    """The value cannot be stored exactly: half a character, or too many digits."""
    if isinstance(error, UnicodeError):
        return refused_write("文字里有残缺的乱码字，存不了", "请把乱码的字删掉再试一次。")
    return refused_write("有一个数太长了，存不了", "请核对是不是多粘了一串数字。")


def form_error(unit: str, year: int, form: str) -> StoreError:
    """The program does not have the edition of the form that a report was written on."""
    return StoreError(
        f"“{unit}”{year} 年的报告用的是“{form}”版表样，本程序没有或者对不上，打不开它。{UNTOUCHED}"
        "请重新安装程序；其他报告可以照常使用。"
    )
