"""All files of the corpus."""

from functools import cache

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
from case import Case

_MAKERS = (
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
)


@cache
def corpus() -> list[Case]:
    """Every file, made anew; their names are unique."""
    cases = [case for maker in _MAKERS for case in maker.cases()]
    names = [case.name for case in cases]
    assert len(set(names)) == len(names)
    return cases
