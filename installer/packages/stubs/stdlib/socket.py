"""In place of Python's module, which `email` and `platform` name: the program opens no connection, so there is none."""

import os


def gethostname() -> str:
    """Return what the system calls this computer; on Windows `platform.node` asks for it here."""
    return os.environ.get("COMPUTERNAME", "localhost")


def getfqdn(name: str = "") -> str:
    """Return a name for this computer that tells nothing, as `email.utils.make_msgid` asks for one."""
    return name or "localhost"
