"""The audience's language: how it writes days, numbers and the words of time."""

from functools import lru_cache
from typing import Final

from scheduler.compose.cldr import ENGLISH, Language
from scheduler.compose.english import English

__all__ = ["DEFAULT", "Language", "language"]

DEFAULT: Final = ENGLISH


@lru_cache(maxsize=64)
def language(code: str) -> Language:
    """Return a language by its code (`de`, `pt-BR`); raises ValueError for one that nobody knows."""
    return English() if code == DEFAULT else Language(code)
