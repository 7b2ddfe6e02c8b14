"""In place of Python's module: `email` names it, and the program opens no connection, so there is none to be had."""


def getfqdn(name: str = "") -> str:
    """Return a name for this computer that tells nothing, as `email.utils.make_msgid` asks for one."""
    return name or "localhost"
