"""The window's colours, by what they say: pages, panels and the style sheet share them."""

from collections.abc import Mapping

INK = "#1d2733"
"""What is read: texts, keyed figures."""
SOFT_INK = "#5b6877"
"""What helps: hints, counts, labels of controls."""
PAPER = "#ffffff"
GROUND = "#f2f4f7"
"""Around the paper."""
EDGE = "#d5dbe3"
"""Between panels and around controls."""
FRAME = "#b7c0cc"
"""Around what can be pressed or typed into."""
HAIR = "#e9edf2"
"""Between the lines of a list."""
FAINT = "#8a95a3"
"""What cannot be used now, and what is only hinted at."""
BACKDROP = "#dde1e7"
"""Under the sheets of the preview."""

ACCENT = "#1f5fae"
"""Where the clerk is: focus frame, chosen section, main button."""
ACCENT_DEEP = "#184a88"
CHOSEN = "#e3edf9"
HOVER = "#f0f5fb"

TONES: Mapping[str, str] = {
    "error": "#c0281c",
    "warning": "#9a5b00",
    "hint": "#2f6690",
    "missing": "#2f6690",
    "done": "#22733c",
    "quiet": SOFT_INK,
}
"""Words and marks by severity, or by the state of a section; each readable on white."""
GROUNDS: Mapping[str, str] = {"error": "#fdeceb", "warning": "#fff4de", "done": "#e7f4ea", "hint": "#e4eef7"}
"""Behind a sentence of that tone."""

RULE = "#3f4a57"
"""The thin lines of the official tables."""
HEAD = "#eef1f4"
"""Behind the headings of the official tables."""
OPEN = "#f4f9ff"
"""Behind a cell that waits for a figure."""
SUM = "#f3f1ea"
"""Behind a total, whether the program worked it out or it was keyed."""
SUM_INK = "#6a5f45"
"""A total that the program worked out."""
MARKED: Mapping[str, str] = {"error": "#fbd9d4", "warning": "#ffe7b8", "hint": "#dcebf7"}
"""Behind the cell a finding is about."""
INVOLVED: Mapping[str, str] = {"error": "#fdf0ee", "warning": "#fff7e6", "hint": "#f1f7fc"}
"""Behind the other cells a finding names."""
