"""Sets the same report with typst, a fresh compiler each time: `python typst_report.py data.json report.pdf`."""

import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def typeset(data: str, target: Path | None = None) -> bytes | None:
    """The PDF of report data, in target if given: as archive-ready as ours, and tagged like it."""
    return typst.compile(
        str(TEMPLATE),
        output=None if target is None else str(target),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": data},
        pdf_standards="a-2a",
        pdf_tags=True,
        timestamp=0,
    )


if __name__ == "__main__":
    typeset(Path(sys.argv[1]).read_text(encoding="utf-8"), Path(sys.argv[2]))
