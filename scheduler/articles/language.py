"""Whether a text is English, by its commonest words: what cannot be told is left open."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    str.split("""
    the of and to a in is that for it on as with was be by at are this from has have will an its not which who
    his her they you their been but one or we i he she
    """)
)
SAMPLE_CHARACTERS: Final = 4000
FEWEST_WORDS: Final = 8
SHARE: Final = 0.15  # English prose has about 0.4, other languages written in Latin letters below 0.1


def language_of(text: str) -> str | None:
    """Return "en" for an English text, None for any other or one too short to tell."""
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE_CHARACTERS])]
    if len(words) < FEWEST_WORDS:
        return None
    return "en" if sum(word in _ENGLISH for word in words) >= SHARE * len(words) else None
