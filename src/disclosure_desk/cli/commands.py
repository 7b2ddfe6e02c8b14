"""The list of commands. Each is imported when it is called, so that none of them loads what only another one needs."""

from disclosure_desk.cli.args import Command, CommandEntry


def _convert() -> Command:
    from disclosure_desk.cli.convert import CONVERT  # noqa: PLC0415 - loads readers and checks

    return CONVERT


def _check() -> Command:
    from disclosure_desk.cli.check import CHECK  # noqa: PLC0415 - loads readers and checks

    return CHECK


def _new() -> Command:
    from disclosure_desk.cli.new import NEW  # noqa: PLC0415 - loads readers and checks

    return NEW


def _fee() -> Command:
    from disclosure_desk.cli.fee import FEE  # noqa: PLC0415 - the other commands need no fees

    return FEE


def _verify() -> Command:
    from disclosure_desk.cli.verify import VERIFY  # noqa: PLC0415 - loads the archive and the store

    return VERIFY


def _import() -> Command:
    from disclosure_desk.cli.import_report import IMPORT  # noqa: PLC0415 - loads readers and the store

    return IMPORT


def _sign() -> Command:
    from disclosure_desk.cli.approval import SIGN  # noqa: PLC0415 - loads the archive and the store

    return SIGN


def _seal() -> Command:
    from disclosure_desk.cli.approval import SEAL  # noqa: PLC0415 - loads the archive and the store

    return SEAL


def _correct() -> Command:
    from disclosure_desk.cli.approval import CORRECT  # noqa: PLC0415 - loads the archive and the store

    return CORRECT


def _publish() -> Command:
    from disclosure_desk.cli.approval import PUBLISH  # noqa: PLC0415 - loads the archive and the store

    return PUBLISH


def _deliver() -> Command:
    from disclosure_desk.cli.approval import DELIVER  # noqa: PLC0415 - loads the archive and the store

    return DELIVER


def _backup() -> Command:
    from disclosure_desk.cli.import_report import BACKUP  # noqa: PLC0415 - loads the store

    return BACKUP


def _archive_list() -> Command:
    from disclosure_desk.cli.archive import LIST  # noqa: PLC0415 - loads the archive and the store

    return LIST


def _archive_export() -> Command:
    from disclosure_desk.cli.archive import EXPORT  # noqa: PLC0415 - loads the archive and the store

    return EXPORT


def _archive_find() -> Command:
    from disclosure_desk.cli.archive import FIND  # noqa: PLC0415 - loads the archive and the store

    return FIND


def _archive_restore() -> Command:
    from disclosure_desk.cli.archive import RESTORE  # noqa: PLC0415 - loads the archive and the store

    return RESTORE


def _self_check() -> Command:
    from disclosure_desk.cli.self_check import SELF_CHECK  # noqa: PLC0415 - loads the store and the fonts

    return SELF_CHECK


COMMANDS = (
    CommandEntry("convert", "把报告转成别的文件", _convert),
    CommandEntry("check", "核对报告，列出必须改的、要说明的", _check),
    CommandEntry("new", "由数和文字做成一份报告", _new),
    CommandEntry("fee", "算信息处理费，或者写出第六部分要写的那句话", _fee),
    CommandEntry("import", "把一份报告存进数据文件夹", _import),
    CommandEntry("sign", "审核一份报告，或者退回", _sign),
    CommandEntry("seal", "把审核完的报告定稿，生成档案包", _seal),
    CommandEntry("correct", "更正定稿的报告：开始新的一版", _correct),
    CommandEntry("publish", "登记定稿的报告在哪里公布了", _publish),
    CommandEntry("deliver", "登记定稿的报告报送、存档了", _deliver),
    CommandEntry("backup", "现在备份", _backup),
    CommandEntry("verify", "检查数据和档案包是不是完好、前后一致", _verify),
    CommandEntry("self-check", "本机验收：看这台电脑能不能用", _self_check),
    CommandEntry("archive list", "看有哪些定稿和草稿", _archive_list),
    CommandEntry("archive export", "调取一份定稿或者草稿，登记在案", _archive_export),
    CommandEntry("archive find", "在定稿和草稿里查找，登记在案", _archive_find),
    CommandEntry("archive restore", "从备份恢复", _archive_restore),
)
