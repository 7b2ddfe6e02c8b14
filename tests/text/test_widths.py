from disclosure_desk.text.widths import narrow


def test_full_width_figures_become_plain_and_superscripts_stay():
    assert narrow("－１，２３４．５＋") == "-1,234.5+"
    assert narrow("12²（件）") == "12²（件）"
