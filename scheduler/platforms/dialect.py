"""How literal text is written for a platform so that a reader sees it as it is, and nobody is called by it.

Three ways exist. Where a platform has an escape, it is used. Where a word would call a whole room (`@everyone`) or
start markup and has no escape, an invisible character (U+200B, as chat libraries do it) breaks it; it counts like any
other. Where neither works, the mark stays a mark, and the platform's file says so. Links are left alone: a broken
address is worse than an odd one. A single `@name` is left alone too, because handles are mostly meant (research note
sizing, section 5: breaking them is off by default).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.text import late

BREAK = "\u200b"
"""Breaks a word for machines, and is not seen."""

_ROOM = late(r"(?<!\w)[@＠](?=(?:everyone|here|channel|all)(?!\w))", re.IGNORECASE)
_OPENING = late(r"<(?=\S)")
_SHORTCODE = late(r":(?=[a-z+][a-z0-9_+-]*:)")
_NUMBER = late(r"^([ \t]*[0-9]{1,9})\.(?=\s|\Z)", re.MULTILINE)
_BROKEN = rf"[@＠:<&]{BREAK}"
_RUN_OF_LINK = late(r"<https?://[^\s<>\\]+>|https?://[^\s<\\]+", re.IGNORECASE)

Escape = Callable[[str], str]


def as_it_is(text: str) -> str:
    """Return the text itself."""
    return text


def _first_visible(found: re.Match[str]) -> str:
    """Return the character that an escape stands for: the one behind a backslash, or the one that was broken."""
    return found[0][1] if found[0][0] == "\\" else found[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a platform writes text. `name` is for people.

    `escape` turns literal text into the dialect. `escaped` finds each escape in a sent text, and `meant` says what a
    reader sees in its place; None: the dialect has no escapes.
    """

    name: str
    escape: Escape = as_it_is
    escaped: re.Pattern[str] | None = None
    meant: Callable[[re.Match[str]], str] = _first_visible

    def shown(self, text: str) -> str:
        """Return a sent text as a reader sees it. For literal text, `shown(escape(text))` reads as `text`."""
        return self.escaped.sub(self.meant, text) if self.escaped else text

    def read(self, text: str) -> tuple[str, list[int] | None]:
        """Return a sent text as the platform looks for links in it, and where each character, and the end, was in it.

        As a reader sees it, but for an escaped `@` or `#`, which starts nothing. The places are None where nothing is
        escaped, so that each character stands where it stood.
        """
        if self.escaped is None or not self.escaped.search(text):
            return text, None
        pieces: list[str] = []
        places: list[int] = []
        at = 0
        for found in self.escaped.finditer(text):
            if BREAK in found[0]:
                continue
            meant = self.meant(found)
            pieces += [text[at : found.start()], BREAK if meant in "@#" else meant]
            places += [*range(at, found.start()), found.start()]
            at = found.end()
        return "".join([*pieces, text[at:]]), [*places, *range(at, len(text) + 1)]


def quiet(text: str) -> str:
    """Return the text with the words that call everyone broken: `@everyone`, `@here`, `@channel`, `@all`."""
    return _ROOM.sub(lambda found: found[0] + BREAK, text) if "@" in text or "＠" in text else text


def without_tags(text: str) -> str:
    """Return the text with every `<` broken that something follows, where it has no escape."""
    return _OPENING.sub("<" + BREAK, text)


def without_lists(text: str) -> str:
    """Return the text with the dot of `12. ` escaped, which would begin a list."""
    return _NUMBER.sub(r"\1\.", text)


def without_shortcodes(text: str) -> str:
    """Return the text with `:tada:` broken, which chats show as a picture."""
    return _SHORTCODE.sub(":" + BREAK, text)


def outside_links(change: Escape, links: re.Pattern[str] = _RUN_OF_LINK) -> Escape:
    """Return `change` as applied to all of a text but its links.

    A link is taken up to the next blank, because a platform that meets a backslash there takes it for the address; and
    with the angle brackets around it, for the same reason.
    """

    def changed(text: str) -> str:
        pieces, at = [], 0
        for found in links.finditer(text):
            pieces += [change(text[at : found.start()]), found[0]]
            at = found.end()
        return "".join([*pieces, change(text[at:])])

    return changed


def backslashed(always: str, where_words_begin: str = "") -> Escape:
    """Return an escape that writes a backslash before each of the characters `always`, wherever it stands.

    `where_words_begin` is the pattern of marks that only a line can begin with; they are escaped where a word begins,
    since a template or the splitter may begin a line there.
    """
    found = rf"[{re.escape(always)}]"
    pattern = late(rf"{found}|(?<!\S)(?:{where_words_begin})" if where_words_begin else found)
    return lambda text: pattern.sub(lambda each: "\\" + each[0], text)


def in_turn(*changes: Escape) -> Escape:
    """Return the changes, one after the other, as one."""

    def changed(text: str) -> str:
        for change in changes:
            text = change(text)
        return text

    return changed


def backslash_escapes(characters: str) -> re.Pattern[str]:
    """Return the pattern of an escape in a dialect whose escapes are a backslash before one of `characters`."""
    return late(rf"\\[{re.escape(characters)}]|{_BROKEN}")


LITERAL = Dialect(name="plain text")
"""Text without any markup, in which nothing is called by a word."""

PLAIN = Dialect(name="plain text", escape=outside_links(quiet), escaped=late(_BROKEN))
"""Text without any markup, in which `@name` calls."""

LINE_MARKS = r"#(?=#{0,5}(?:\s|\Z))|[-+]"
"""The pattern of what begins a heading or a list; a `#` before a word begins a hashtag, and is none of them."""

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
