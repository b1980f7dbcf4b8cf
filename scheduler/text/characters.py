"""The characters of which links, mentions and hashtags are made, as twitter-text has them.

Source: twitter/twitter-text, js/src/regexp (version 3.1.0, Apache-2.0; read 2026-11-22). Each is
the inside of a character class. Case is spelt out, because Python's IGNORECASE would let `ſ` pass as `s`.
"""

SPACES = r"\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DIRECTIONS = r"\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
INVALID = r"\ufffe\ufeff\uffff"
PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$"
NOT_IN_DOMAIN = PUNCTUATION + SPACES + INVALID + DIRECTIONS
LATIN_ACCENTS = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    r"\u0300-\u036f\u1e00-\u1eff"
)
LATIN_ACCENTS_ANY_CASE = (  # JavaScript's `i` flag adds what has the same upper case
    LATIN_ACCENTS
    + r"\u0260\u0269\u0275\u0280\u0283\u0288\u028a\u028c\u0292\u0399\u03b9\u1fbe\u2c65\u2c66\u2c7e\u2c7f\ua7dc"
)
CYRILLIC_ANY_CASE = r"\u0400-\u04ff\u1c80-\u1c87"
LETTERS_OF_PATHS = r"a-zA-Z0-9" + CYRILLIC_ANY_CASE + LATIN_ACCENTS_ANY_CASE

_ASCII = bytes(range(128))


def beyond_ascii(text: str) -> str:
    """Return the characters of a text that are not ASCII: to look for one among these alone is fast."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
