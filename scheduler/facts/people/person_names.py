"""Names of people and companies in running text: how they are built, and what a name says of its bearer."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from scheduler.facts.folding import unaccented
from scheduler.facts.people.given_names import PRONOUN_OF
from scheduler.facts.people.name_words import (
    AGAINST,
    NEW_PLACES,
    NO_ENDING,
    NO_INITIALS,
    NOT_NAMES,
    OFFICES,
    OPENERS,
    ORGANISATION_WORDS,
    SHORT_TITLES,
    SURNAMES_TOO,
    TITLE_VERBS,
    TITLES,
    TRADES,
)

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŤŢŪŮŰŲŴŶŹŻŽ"
_WORD: Final = rf"(?:(?:[{_UPPER}]\.){{1,3}}|[{_UPPER}][^\W_]*(?:(?:['’](?!s\b)|-)[^\W_]+)*+)"
_SMALL: Final = r"(?:de la|de|da|del|della|di|du|van der|van den|van|von|der|den|la|le|el|al|bin|ibn|dos|ter|af|zu|ul)"
NAME: Final = rf"{_WORD}(?: (?:{_SMALL} )?{_WORD}){{0,4}}"
"""A run of capitalised words, with initials and particles: J. R. Name, Guillermo del Toro, O'Neill, Anya Taylor-Joy."""

_NAME: Final = re.compile(
    rf"[{_UPPER}](?<![\w@#/_.'’-].)(?:\.(?:[{_UPPER}]\.){{0,2}}|[^\W_]*(?:(?:['’](?!s\b)|-)[^\W_]+)*+)"
    rf"(?: (?:{_SMALL} )?{_WORD}){{0,4}}(?![\w@/])"
)
"""A name as `NAME` has it; its first letter stands in front so that a text is searched at the speed of its capitals."""
_HYPHENED: Final = re.compile(
    r"-(?:starrer|starring|directed|helmed|led|fronted|penned|written|produced|created|based|born)\b.*$"
)
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'"})


_PRIZED: Final = ("-winning", "-nominated")


REMEMBERED: Final = 4096  # names; an article asks for each of its own many times


class Mention(NamedTuple):
    """A name as it stands at `[start:end]` of the text."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, titles left out, as they are compared."""
        return words_of(self.text)


def mentions_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Yield the names in a text of one line a block; words that only open a sentence belong to none, nor does "Dr."."""
    for found in _NAME.finditer(text, start, len(text) if end is None else end):
        if found[0] in SHORT_TITLES and text.startswith(".", found.end()):
            continue
        left = _trimmed(found[0])
        if left:
            begin = found.start() + left[0]
            yield Mention(left[1], begin, begin + len(left[1]))


def trimmed(words: str, start: int) -> Mention | None:
    """Return a run of capitalised words without what opens the sentence, or None where no name is left."""
    left = _trimmed(words)
    return Mention(left[1], start + left[0], start + left[0] + len(left[1])) if left else None


@lru_cache(maxsize=REMEMBERED)
def _trimmed(run: str) -> tuple[int, str] | None:
    """Return what is left of a run, and how far it begins from the run's own beginning."""
    words = run
    while words:
        first, _, rest = words.partition(" ")
        if first.endswith(_PRIZED) and rest:
            words = rest
            continue
        if first not in OPENERS or (first == "Will" and rest) or (first == "New" and rest.startswith(NEW_PLACES)):
            break
        words = rest
    for star in ("Star ", "Stars "):
        if words.startswith(star) and is_given(words[len(star) :]):
            words = words[len(star) :]
    parts = words.split(" ")
    trades = [at for at, part in enumerate(parts[:-1]) if part.lower().rpartition("-")[2].removesuffix("s") in TRADES]
    if trades:
        words = " ".join(parts[trades[-1] + 1 :])
    words = _behind_office(words)
    begin = len(run) - len(words)
    words = _before_verb(_HYPHENED.sub("", words) if "-" in words else words)
    while words.rpartition(" ")[2].lower().rstrip(".") in NO_ENDING and " " in words:
        words = words.rpartition(" ")[0]
    if not words or all(word.lower().rstrip(".") in NOT_NAMES for word in words.split()):
        return None
    return begin, words


def _behind_office(words: str) -> str:
    """Return who holds an office named in front: "EDS President Kim Brace", "(Secretary of) State Jane Lee"."""
    parts = words.split(" ")
    offices = [at for at, part in enumerate(parts[:-1]) if at and part.lower().rstrip(".") in OFFICES]
    if offices and len(parts) - offices[-1] > 1:
        return " ".join(parts[offices[-1] + 1 :])
    return words[6:] if words.startswith("State ") and is_given(words[6:]) else words


def _before_verb(words: str) -> str:
    """Return a name without what a headline in capitals says of it: "Jack Lee Is Like Tea" names Jack Lee."""
    parts = words.split(" ")
    at = next((at for at, part in enumerate(parts) if at and part in TITLE_VERBS), len(parts))
    return " ".join(parts[:at])


@lru_cache(maxsize=REMEMBERED)
def words_of(name: str) -> tuple[str, ...]:
    """Return a name's words as they are compared: lower case, no accents, no titles in front."""
    words = fold_words(name)
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return words


@lru_cache(maxsize=REMEMBERED)
def fold_words(name: str) -> tuple[str, ...]:
    """Return words in lower case without accents and full stops."""
    return tuple(_unaccented(name).lower().replace(".", "").split())


@lru_cache(maxsize=REMEMBERED)
def untitled(name: str) -> str:
    """Return a name without the title in front of it: Dr. Jane Lee is Jane Lee, Sir Ian McKellen keeps his."""
    words = name.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in TITLES and words[0] not in {"Sir", "Dame", "Lord", "Lady"}:
        words = words[1:]
    return " ".join(words)


def pronoun_of(name: str) -> str:
    """Return "he" or "she" where a title or a given name says so, else nothing."""
    words = fold_words(name)
    if len(words) > 1 and words[0] in TITLES:
        return TITLES[words[0]] or (pronoun_of(" ".join(words[1:])) if len(words) > 2 else "")  # noqa: PLR2004 - Dr. Jane Lee
    return PRONOUN_OF.get(words[0].split("-")[0], "") if words else ""


@lru_cache(maxsize=REMEMBERED)
def has_given_name(name: str) -> bool:
    """Say whether a name opens like a person's: with a title, or with a given name and more behind it."""
    words = fold_words(name)
    if len(words) < 2:  # noqa: PLR2004 - a single word tells nothing
        return False
    initial = re.match(r"[A-Z]\.", name) and words[0] not in NO_INITIALS
    return words[0] in TITLES or words[0].split("-")[0] in PRONOUN_OF or bool(initial)


def is_given(name: str) -> bool:
    """Say whether a name is, or opens with, a given name."""
    words = fold_words(name)
    return bool(words) and words[0].split("-")[0] in PRONOUN_OF


def is_organisation(name: str) -> bool:
    """Say whether a word of the name belongs to companies and institutions."""
    return any(word in ORGANISATION_WORDS for word in fold_words(name))


@lru_cache(maxsize=REMEMBERED)
def could_be_person(name: str) -> bool:
    """Say whether nothing in a name speaks against a person: Jude Law may be one, Virginia Beach is none."""
    if name.isupper() and "." not in name:
        return False
    words = words_of(name)
    given = len(words) > 1 and words[0] in PRONOUN_OF
    if words[:1] == ("park",) and len(words) > 1 and (name.count("-") or len(words) == 3):  # noqa: PLR2004 - Park Chan-wook
        return True
    against = [word for word in words[given:] if word in AGAINST or word.isdigit()]
    return not against or (against == [words[-1]] and words[-1] in SURNAMES_TOO and has_given_name(name))


def _unaccented(words: str) -> str:
    return words if words.isascii() else unaccented(words.translate(_PLAIN))
