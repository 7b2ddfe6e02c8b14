"""Why a report could not be written."""


class WriteError(Exception):
    """The report was not written; the message says in one Chinese sentence why and what to do."""


def missing_resource(error: OSError) -> WriteError:
    """The error that says that a file of the program itself cannot be read."""
    return WriteError(f"程序自带的文件读不出来（{error.filename}），请重新安装程序。")
