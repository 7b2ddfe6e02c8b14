"""Reports nobody would write, for every writer."""

from decimal import Decimal

import pytest
from hypothesis import strategies as st

from disclosure_desk.core.figure import figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report, new_report

HOSTILE = [
    "<b>&amp;\"'</b><script>alert(1)</script>]]>",
    "=1+1",
    "+86 0312\n-1\n@SUM(A1)",
    "_x0041_ 与 _x005F_",
    "表情🎉、生僻字𠮷、全角　空格，和  两个空格",
    "制表\t符\r\n（一）主动公开：甲。\n\n（二） 乙",
]


@pytest.fixture(scope="session")
def random_reports(form: Form) -> st.SearchStrategy[Report]:
    """Blank, negative, fractional and long figures; texts of any characters that a file can hold."""
    fractions = st.decimals(-999, 999, places=6, allow_nan=False).map(figure)
    whole = st.integers(0, 10**8) | st.integers(-(10**12) + 1, 10**12 - 1)
    values = st.none() | whole | fractions | st.just(Decimal("999999999999.000000000001"))
    characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    texts = st.sampled_from(HOSTILE) | st.text(characters | st.sampled_from("\n\t，。"), max_size=30)
    return st.builds(
        lambda rest, cells, words, unit, year: new_report(
            form, unit, year, {**dict.fromkeys(form.cells, rest), **cells, **words}
        ),
        st.sampled_from([None, 0, 7]),
        st.dictionaries(st.sampled_from(sorted(form.cells)), values, max_size=30),
        st.dictionaries(st.sampled_from(sorted(form.texts)), texts),
        st.sampled_from(["涿河区金牛山办事处", "=街道<&>办事处", "长" * 300]),
        st.integers(1000, 9999),
    )
