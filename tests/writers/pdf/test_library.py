"""A conversion does not load what only pages with images need."""

import subprocess
import sys

from disclosure_desk.writers.pdf import library


def _loaded(module: str, *asked: str) -> list[bool]:
    """Which of the modules asked for are there once a module is imported."""
    code = f"import sys, {module}; print(*(name in sys.modules for name in {asked}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return [answer == "True" for answer in done.stdout.split()]


def test_the_imaging_library_is_not_read_for_a_page():
    assert _loaded("disclosure_desk.writers.pdf.document", "PIL.ExifTags", "PIL.Image") == [False, True]


UNUSED = ("pickle", "tempfile", "ast", "reportlab.lib.rl_safe_eval", "reportlab.pdfbase.pdfmetrics")


def test_neither_are_pickled_files_nor_expressions_nor_fonts_of_its_own():
    assert _loaded("disclosure_desk.writers.pdf.document", *UNUSED) == [False] * len(UNUSED)


def test_a_whole_document_needs_none_of_them():
    code = f"""
import sys
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.pdf.flow import print_report
assert print_report(new_report(load_form("2021"), "某某街道办事处", 2025))
assert not {{*sys.modules}} & {{*{UNUSED}}}
"""
    subprocess.run([sys.executable, "-c", code], timeout=60, check=True)


def test_what_was_left_out_is_there_when_it_is_used():
    code = """
import sys
from disclosure_desk.writers.pdf import library
from reportlab.lib import utils
assert utils.literal_eval("[1]") == [1]
assert utils.pickle.loads(utils.pickle.dumps(2)) == 2
assert utils.rl_safe_eval("1 + 2") == 3
from reportlab.pdfbase import pdfdoc, pdfmetrics
assert pdfdoc.pdfmetrics.getFont("Helvetica").fontName == "Helvetica"
assert "é".encode("winansi") == bytes([0xE9])
assert len(pdfmetrics.standardEncodings) > 1
import pickle
assert pickle.dumps is utils.pickle.dumps
assert not hasattr(utils.pickle, "__nothing__")
"""
    subprocess.run([sys.executable, "-c", code], timeout=60, check=True)


def test_pages_are_laid_out_without_the_pdf_library():
    assert _loaded("disclosure_desk.writers.pdf.flow", "reportlab") == [False]


def test_a_module_is_loaded_when_something_of_it_is_used(tmp_path, monkeypatch):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "__init__.py").touch()
    (tmp_path / "pictures" / "drawing.py").write_text("import sys\nsys.drawn = True\nCOLOURS = 3\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("pictures", "pictures.drawing"):
        monkeypatch.setitem(sys.modules, name, None)  # so that it is gone after the test
        del sys.modules[name]
    monkeypatch.setattr(sys, "drawn", False, raising=False)

    library._load_when_used("pictures.drawing")

    assert not sys.drawn
    assert sys.modules["pictures"].drawing.COLOURS == 3
    assert sys.drawn


def test_what_is_loaded_already_stays():
    library._load_when_used("json")

    assert sys.modules["json"].loads("1") == 1


def test_a_stand_in_gives_what_its_module_has(tmp_path, monkeypatch):
    (tmp_path / "expressions.py").write_text("import sys\nsys.read = True\nTWO = 2\ndef value(of): return TWO * of\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "expressions", None)  # so that it is gone after the test
    del sys.modules["expressions"]
    monkeypatch.setattr(sys, "read", False, raising=False)
    monkeypatch.setattr(library, "_FUNCTIONS", {"expressions": ("value",), "json": ()})

    with library._stand_ins():
        import expressions  # noqa: PLC0415
        from expressions import value  # noqa: PLC0415
    assert "expressions" not in sys.modules
    assert not hasattr(expressions, "__nothing__")
    assert not sys.read

    assert value(3) == 6
    assert expressions.TWO == 2
    assert sys.modules["expressions"] is not expressions
    assert sys.modules["json"].loads("1") == 1
