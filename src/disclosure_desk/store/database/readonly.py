"""Opening a data file so that it stays as it is, whatever lies beside it."""

from pathlib import PurePath


def read_only_uri(path: PurePath) -> str:
    """How SQLite is told to read a file that stays as it is; it knows no servers: a share's name goes into the path."""
    uri = path.as_uri()
    shared = uri.startswith("file://") and not uri.startswith("file:///")
    return f"{uri.replace('file://', 'file:////', 1) if shared else uri}?mode=ro&immutable=1"
