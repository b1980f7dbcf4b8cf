"""The units in which platforms count: each takes a text as it is sent and returns its length."""

from scheduler.text import graphemes, late_regex

_EMOJI = late_regex(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]")


def code_points(text: str) -> int:
    """Count Unicode code points."""
    return len(text)


def utf16_units(text: str) -> int:
    """Count UTF-16 units, as JavaScript, Java and .NET do: a character outside the basic plane is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Count UTF-8 bytes."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def emoji_in_bytes(text: str) -> int:
    """Count code points, but of each grapheme cluster with an emoji the UTF-8 bytes."""
    if text.isascii() or not _EMOJI.search(text):
        return len(text)
    return sum(utf8_bytes(each) if _EMOJI.search(each) else len(each) for each in graphemes(text))
