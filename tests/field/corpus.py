"""All files of the corpus, in batches: the readers were mended on the first; the others were first read unseen."""

import make_docx
import make_drawn
import make_editions
import make_html
import make_mht
import make_office_traps
import make_printed
import make_refused
import make_text
import make_titles
import make_traps
import make_wps
import make_xlsx
import second_files
import second_pasted
import second_printed
import second_refused
import second_web
import third_files
import third_pasted
import third_printed
import third_web
from case import Case

BATCHES = {
    "first": (
        make_text,
        make_titles,
        make_html,
        make_traps,
        make_mht,
        make_docx,
        make_wps,
        make_xlsx,
        make_office_traps,
        make_printed,
        make_drawn,
        make_editions,
        make_refused,
    ),
    "second": (second_web, second_pasted, second_files, second_printed, second_refused),
    "third": (third_web, third_files, third_printed, third_pasted),
}


def corpus(batch: str = "") -> list[Case]:
    """Every file, or those of a batch; their names are unique."""
    makers = [maker for name in BATCHES if batch in {"", name} for maker in BATCHES[name]]
    cases = [case for maker in makers for case in maker.cases()]
    names = [case.name for case in cases]
    assert len(set(names)) == len(names)
    return cases
