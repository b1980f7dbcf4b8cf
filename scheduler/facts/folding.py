"""Words as they are compared: dashes, colons, quotes and case make no other name."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TYPOGRAPHY: Final = "“”‘’—–…\u00a0•"
LONGEST_KEPT: Final = 1000  # what is remembered between calls stays small
_NO_LETTER: Final = re.compile(r"[\W_]+")
_NO_LETTERS: Final = {code: None for code in range(128) if not chr(code).isalnum()}


def fold(words: str) -> str:
    """Return only the letters and digits, in lower case and without accents: Shōgun and “Shogun” are one name."""
    return _folded(words) if len(words) <= LONGEST_KEPT else _NO_LETTER.sub("", unaccented(words).lower())


@lru_cache(maxsize=4096)
def _folded(words: str) -> str:
    plain = words if words.isascii() else untypeset(words)
    if plain.isascii():
        return plain.lower().translate(_NO_LETTERS)
    return _NO_LETTER.sub("", unaccented(plain).lower())


def unaccented(words: str) -> str:
    """Return words without the accents on their letters."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))


def untypeset(text: str) -> str:
    """Return a text with blanks for the marks that English is set with: most are plain letters and marks then."""
    for mark in _TYPOGRAPHY:
        text = text.replace(mark, " ")
    return text


def lowered(text: str) -> str:
    """Return a text in lower case with the same offsets: some capitals are one letter and two small ones."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small
