"""The compiler of what we compile for Linux and Windows: zig, for it can name the system to build for."""

import os
from pathlib import Path
from zipfile import ZipFile

from packages.fetch import cache_folder, tool_wheel


def zig() -> Path:
    """Return the compiler's path, unpacked where it is not there; its own caches go beside it."""
    folder = cache_folder() / "zig"
    program = folder / "ziglang" / "zig"
    for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR"):
        os.environ[name] = str(cache_folder() / "zig-cache")
    if not os.access(program, os.X_OK):
        with ZipFile(tool_wheel("ziglang")) as wheel:
            wheel.extractall(folder)
        program.chmod(0o755)
    return program


if __name__ == "__main__":
    print(zig())
