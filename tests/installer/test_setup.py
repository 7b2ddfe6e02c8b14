"""What the set-up prints while it installs the packages that a system lacks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = shutil.which("bash")
SETUP = Path(__file__).parents[2] / "installer" / "setup.sh"


@pytest.mark.skipif(sys.platform == "win32" or not BASH, reason="a script of bash")
def test_installing_system_packages_leaves_the_answer_of_a_script_as_it_is(tmp_path: Path):
    """On a new machine the path of the built Python was taken together with the lines on what was installed for it."""
    for name in ("apt-get", "sudo"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho fetched\n", encoding="utf-8")
        program.chmod(0o755)
    script = f'. "{SETUP}"; echo "$(install_debian_packages autoconf; echo answer)"'

    done = subprocess.run(
        [str(BASH), "-c", script],
        env=os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "answer\n"
    assert "Installing system packages: autoconf" in done.stderr
