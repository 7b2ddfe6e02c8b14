"""Why a report could not be written."""

import errno

_REASONS = {
    errno.ENOSPC: "磁盘满了，请腾出空间或者换一个盘再导出",
    errno.EDQUOT: "分给当前用户的磁盘空间用完了，请腾出空间或者换一个盘再导出",
    errno.EFBIG: "这里不许写这么大的文件，请换一个文件夹或者盘再试",
    errno.ENOENT: "这个文件夹不存在，请先建好或者另选一个文件夹",
    errno.ENOTDIR: "这个文件夹不存在，请先建好或者另选一个文件夹",
    errno.EACCES: "没有写入的权限，或者文件正被别的程序打开，请关闭它或者另选一个文件夹",
    errno.EPERM: "没有写入的权限，请另选一个文件夹",
    errno.EROFS: "这个盘是只读的，请换一个盘再导出",
    errno.EEXIST: "已经有这个文件，没有替换它，请换一个文件名",
    errno.EISDIR: "同名的文件夹已经存在，请换一个文件名",
    errno.ENXIO: "那里是设备或者管道，不是文件，请换一个文件名",
    errno.ELOOP: "那里的链接绕成了一圈，请换一个文件名",
    errno.ENAMETOOLONG: "文件名太长了，请改短一些",
}


class WriteError(Exception):
    """The report was not written, or may not stay; the message says in one Chinese sentence why and what to do."""


def missing_resource(error: OSError) -> WriteError:
    """The error that says that a file of the program itself cannot be read."""
    return WriteError(f"程序自带的文件读不出来（{error.filename}），请关掉几个程序再试；还不行，请重新安装程序。")


def why_not_written(error: OSError) -> str:
    """Why the system has not written a file, and what to do, as the end of a sentence."""
    return _REASONS.get(error.errno or 0, f"系统拒绝了写入（错误号 {error.errno}），请换一个文件夹或者盘再试")
