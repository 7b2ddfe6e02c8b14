"""How many examples a property test tries that is dearer than others."""

from hypothesis import settings


def examples(most: int) -> int:
    """So many of a whole run, and of a run with a profile that tries fewer the same share of them, but two."""
    return max(2, most * settings.default.max_examples // 100)
