"""The language of an article: English where its commonest words are, else what its publisher states, else left open."""

import re
from typing import Final

_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
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


def word_count(text: str) -> int:
    """Return how many words a text has; two signs of a script without blanks count as one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def language_code(stated: str | None) -> str | None:
    """Return the two or three letters of a language tag (`en-GB` is en), None where there are none."""
    found = _CODE.match((stated or "").strip())
    return found[0].lower() if found else None


def settled_language(stated: str | None, prose: str) -> str | None:
    """Return the language of the words: `en` where they read so, else the stated one.

    A stated `en` above words that do not read as English is a template's default, and believed only of a short text.
    """
    found = language_of(prose)
    if found or len(prose.split()) < FEWEST_WORDS:
        return found or stated
    return None if stated == "en" else stated
