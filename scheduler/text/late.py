"""Regular expressions that are compiled when they are first asked: most commands ask few of those they import."""

import re
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import regex


class _Late:
    """Stands for a pattern. What was asked of it once is the compiled pattern's own from then on."""

    def __init__(self, compiled: Callable[[], object]) -> None:
        self._compiled = compiled

    @cached_property
    def _pattern(self) -> object:
        return self._compiled()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the pattern, or its source
        """Return an attribute of the pattern, which is compiled for it if need be."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = self.__dict__[name] = getattr(self._pattern, name)
        return found


def is_compiled(pattern: re.Pattern[str]) -> bool:
    """Say whether a late pattern is compiled already: who has a cheaper way asks this first."""
    return "_pattern" in pattern.__dict__


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern of `re`, to be compiled when it is first asked."""
    return cast("re.Pattern[str]", _Late(partial(re.compile, source, flags)))


def late_regex(source: str, *, ignore_case: bool = False, multiline: bool = False) -> "regex.Pattern[str]":
    """Return a pattern of `regex`, to be compiled when it is first asked; the library is imported no sooner."""

    def compiled() -> object:
        import regex  # noqa: PLC0415 - who asks none of its patterns need not wait for it

        return regex.compile(source, regex.IGNORECASE * ignore_case | regex.MULTILINE * multiline)

    return cast("regex.Pattern[str]", _Late(compiled))
