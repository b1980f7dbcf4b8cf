"""Quoted words that nobody says: the title of a work."""

from typing import Final

SHORT_TITLE_WORDS: Final = 2


_ANSWERS: Final = frozenset(
    str.split("""
    yes no never absolutely exactly definitely totally probably maybe always sure sorry wow nothing everything
    """)
)


LONG_WORD: Final = 3


def is_title(words: str) -> bool:
    """Say whether quoted words are a name: every longer one is capitalised, and no sentence ends in them."""
    inner = words.rstrip(",;")
    parts = inner.split()
    if inner.endswith((".", "…", "—")) and len(parts) > 1:
        return False
    long = [part for part in parts if len(part) > LONG_WORD and part[0].isalpha()]
    if not parts or not (parts[0][0].isupper() or parts[0][0].isdigit()):
        return False
    capitals = all(part[0].isupper() for part in long)
    short = len(long) > 1 or len(parts) <= SHORT_TITLE_WORDS or all(part[0].isupper() for part in parts)
    return capitals and short and not _is_exclamation(inner, parts) and inner.lower() not in _ANSWERS


def _is_exclamation(words: str, parts: list[str]) -> bool:
    return words.endswith(("!", "?")) and (len(parts) == 1 or any(part[0].islower() for part in parts))
