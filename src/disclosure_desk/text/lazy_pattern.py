"""Regular expressions that are compiled when they are first used.

The dictionaries have hundreds, of which one command uses a few dozen: compiling all of them took a fifth of the time of
a conversion.
"""

import re
from typing import Any, AnyStr, cast


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern to be used as one that `re.compile` has made; only its first use raises what is wrong with it."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))


class _LazyPattern:
    """Has each attribute of the compiled pattern once that is asked for, so that later calls cost nothing more."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value
