"""PDFs that are drawn in ways that mislead: letters twice, one by one, in any order, without rules, turned, unseen."""

from collections.abc import Iterator

from case import Case, of_plan
from drawn import Way, drawn
from paper import Plan, paper
from sheets import Manner
from tiny_pdf import Ink
from truth import truth

_WAYS = {
    "plain": Way(),
    "doubled-words": Way(doubled=True),
    "any-order": Way(is_shuffled=True),
    "no-rules": Way(has_rules=False),
    "watermark": Way(ink=Ink(mark="仅供内部审阅")),
    "turned": Way(ink=Ink(rotation=90)),
    "turned-back": Way(ink=Ink(rotation=270)),
    "unseen-layer": Way(ink=Ink(mode=3)),
    "foot-of-total": Way(foot="第 {} 页 共 4 页"),
    "foot-plain-number": Way(foot="{}"),
}


def cases() -> Iterator[Case]:
    """All drawn files."""
    for number, (name, way) in enumerate(_WAYS.items()):
        said = truth(1101 + number)
        yield Case(f"pdf-drawn-{name}", ".pdf", drawn(paper(said, Plan(topics="own")), way), said)
    sparse = truth(1121, "sparse")
    yield Case("pdf-drawn-sparse", ".pdf", drawn(paper(sparse), Way()), sparse)
    yield Case("pdf-drawn-sparse-no-rules", ".pdf", drawn(paper(sparse), Way(has_rules=False)), sparse)
    plan = Plan(manner=Manner(show=lambda _, figure: "" if figure == "0" else figure))
    blank = of_plan(truth(1122, "sparse"), plan)
    said = blank._replace(cells={cell: figure for cell, figure in blank.cells.items() if figure != "0"})
    yield Case("pdf-drawn-blanks", ".pdf", drawn(paper(blank, plan)), said)
    yield Case("pdf-drawn-blanks-no-rules", ".pdf", drawn(paper(blank, plan), Way(has_rules=False)), said)
    yield Case("pdf-drawn-without-text", ".pdf", drawn([], Way(foot="")), None)
