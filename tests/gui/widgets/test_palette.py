"""The one table of colours: complete in both schemes, readable in all its pairs, obeyed by the style sheet."""

import re

import pytest
from PySide6.QtGui import QColor

from disclosure_desk.core.resources import resource
from disclosure_desk.gui.widgets.palette import Colours, colours, scheme, tokens

SCHEMES = {"light": scheme(is_dark=False), "dark": scheme(is_dark=True)}
PAIRS = [
    (least, name, ink, ground)
    for kind, least in (("text", 4.5), ("mark", 3.0))
    for name in SCHEMES
    for ink, grounds in tokens()["contrast"][kind].items()
    for ground in grounds
]


def luminance(colour: QColor) -> float:
    """As WCAG 2 has it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_gives():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("least", "name", "ink", "ground"), PAIRS)
def test_every_pair_can_be_told_apart(least, name, ink, ground):
    tints = SCHEMES[name]
    assert contrast(getattr(tints, ink), getattr(tints, ground)) >= least


def test_both_schemes_have_every_colour_once():
    names = [*Colours._fields]
    assert list(tokens()["light"]) == list(tokens()["dark"]) == names


def rules():
    """The style sheet's rules as selector and declarations."""
    sheet = re.sub(r"/\*.*?\*/", "", resource("style", "desk.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}", sheet):
        yield selector.strip(), dict(part.split(":", 1) for part in body.split(";") if ":" in part)


@pytest.mark.parametrize(
    ("ink", "ground"), [("color", "background"), ("selection-color", "selection-background-color")]
)
def test_the_style_sheet_writes_only_what_the_table_allows(ink, ground):
    allowed = tokens()["contrast"]["text"]
    found = 0
    for selector, said in rules():
        declared = {name.strip(): value.strip().lstrip("$") for name, value in said.items()}
        if declared.get(ink) and declared.get(ground, "transparent") != "transparent":
            found += 1
            assert declared[ground] in allowed.get(declared[ink], ()), (selector, declared[ink], declared[ground])
    assert found > 2


def test_the_style_sheet_has_sizes_in_points_and_two_weights():
    for selector, said in rules():
        for name, value in said.items():
            if name.strip() == "font-size":
                assert value.strip().startswith("${pt_"), selector
            if name.strip() == "font-weight":
                assert value.strip() in {"400", "700"}, selector


def test_tones_are_words_for_tokens():
    tints = scheme(is_dark=False)
    assert (tints.tone("missing"), tints.tone("quiet"), tints.tone("error")) == (tints.hint, tints.ink3, tints.error)
    assert (tints.soft("error"), tints.cell("hint")) == (tints.error_soft, tints.hint_cell)


@pytest.mark.usefixtures("qapp")
def test_without_a_theme_the_colours_are_light():
    assert colours() == scheme(is_dark=False)
