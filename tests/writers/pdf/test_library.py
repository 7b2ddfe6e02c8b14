"""A conversion does not load what only pages with images need."""

import subprocess
import sys

from disclosure_desk.writers.pdf import library


def test_the_imaging_library_is_not_read_for_a_page():
    code = (
        "import sys, disclosure_desk.writers.pdf.flow;print('PIL.ExifTags' in sys.modules, 'PIL.Image' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.split() == ["False", "True"]


def test_what_is_loaded_already_stays():
    library._load_when_used("json")

    assert sys.modules["json"].loads("1") == 1
