"""Who is named in an article: full names for surnames, and whom a pronoun or "the director" means at a given place.

After research/facts.md section 4, "Quotations" (read 2026-11-22): a surname is the full name given before, a pronoun is
the last one who acted in a sentence of the reporter's.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scheduler.facts.kind import Reading
from scheduler.facts.people.full_names import FULL, full_names, most_frequent, names_of_heading, sure_persons
from scheduler.facts.people.person_names import (
    Mention,
    could_be_person,
    has_given_name,
    is_organisation,
    mentions_in,
    pronoun_of,
    untitled,
    words_of,
)
from scheduler.facts.quotations.quoting import Quoted, masked, quotes_in
from scheduler.facts.quotations.speech_words import INVERTED_WORDS, said_before
from scheduler.facts.vocabulary import Vocabulary, vocabulary_of

_ACTS: Final = re.compile(
    r"(?:(?<=Bros)\.|(?<=Inc)\.|(?<=Jr)\.)?(?:,[^,.;:\n]{1,90},| \([^()\n]{1,40}\))?(?: (?:also|then|later|once"
    r"|still|now|never|first|both"
    r"|[a-z]{2,12}ly)){0,2}"
    r" (?!(?:and|or|of|in|as|at|for|with|to|on|from|by|into|over|the|a|an|but|than|is seen|if|so|because"
    r"|while)\b|[a-z]+ing\b)[a-z]"
)
_VERB_NEXT: Final = re.compile(
    r"(?:,| \(|(?: (?:also|then|later|once|still|now|never|first|both|[a-z]{2,12}ly)){0,2} (?:is|was|has|had"
    r"|will|would|can|could|did"
    r"|does|may|might|said|told|made|took|went|gave|came|grew|left|met|saw|wrote|kept|won|lost|began|became|put"
    r"|let|set|got|led"
    r"|[a-z]+(?:ed|es|s|n['’]t))\b)"
)
_JOINED: Final = re.compile(r"(?:\band|&|\bwith|\bof|\bby|\bto|\bfor|\bin|\bon|\bat|\bfrom|\babout)\s$")
_JOINING: Final = ("and", "&", "with", "of", "by", "to", "for", "in", "on", "at", "from", "about")
_POSSESSIVE: Final = frozenset({"'s", "’s"})
_GOES_ON: Final = re.compile(r"(?:^|[.!?_] )(?:He|She|They)\b", re.MULTILINE)
LOOKED_BACK: Final = 12
SPEAKS_WITHIN: Final = 60  # characters behind "said"


@dataclass(frozen=True, slots=True)
class Cast:
    """The prose of an article as the reporter tells it (`prose`, quoted words masked), its quotes and its names.

    `words` are the words of the prose in lower case, `subjects` the names that act in a sentence,
    `index` the full names by their parts, `persons` those that are people's for certain.
    """

    prose: str
    quotes: tuple[Quoted, ...]
    words: Vocabulary
    mentions: tuple[Mention, ...]
    subjects: tuple[Mention, ...]
    index: Mapping[tuple[str, ...], tuple[Mention, ...]]
    persons: frozenset[str]

    def full_name(self, name: str, at: int) -> str:
        """Return the full name that a name at a place stands for.

        Where several share it, the one the article names most often; among equals the last before, else the first.
        """
        named = self.index.get(words_of(name))
        if not named:
            return untitled(name)
        return untitled(named[max(0, bisect_right(named, at, key=_start) - 1)].text)

    def bearer(self, pronoun: str, at: int) -> Mention | None:
        """Return whom he, she, it or they means at a place: the last subject before that can bear the pronoun."""
        if pronoun in {"he", "she"}:
            return self._actor(at, pronoun)
        return next((each for each in self._before(self.subjects, at) if self._company(each)), None)

    def person_before(self, at: int) -> Mention | None:
        """Return the person that "the director" means at a place where nobody has that role: who acted last."""
        return self._actor(at, "")

    def _actor(self, at: int, pronoun: str) -> Mention | None:
        """Return the last person who acts in this paragraph, or is named in it, or acted before it."""
        opening = self.prose.rfind("\n", 0, at) + 1
        acted = next((each for each in self._before(self.subjects, at) if self._person(each, pronoun)), None)
        if acted and acted.start >= opening:
            return acted
        named = (each for each in self._before(self.mentions, at) if self._person(each, pronoun))
        here = next((each for each in named if self.prose[each.end : each.end + 2] not in _POSSESSIVE), None)
        if here and (not acted or here.start >= opening) and not _GOES_ON.search(self.prose, opening, at):
            return here
        return acted or here

    def subject_in(self, start: int, end: int) -> Mention | None:
        """Return the first one who acts in a stretch."""
        first = bisect_left(self.subjects, start, key=_start)
        subject = self.subjects[first] if first < len(self.subjects) else None
        return subject if subject and subject.start < end else None

    def subjects_before(self, at: int) -> Iterator[Mention]:
        """Yield those who acted before a place, the last one first."""
        return self._before(self.subjects, at)

    def mention_at(self, at: int) -> Mention | None:
        """Return the name that begins at a place."""
        found = bisect_left(self.mentions, at, key=_start)
        mention = self.mentions[found] if found < len(self.mentions) else None
        return mention if mention and mention.start == at else None

    def mentions_before(self, at: int, most: int) -> Iterator[Mention]:
        """Yield the last names before a place, the nearest first."""
        last = bisect_left(self.mentions, at, key=_start)
        return iter(self.mentions[max(0, last - most) : last][::-1])

    def is_person(self, mention: Mention) -> bool:
        """Say whether a name is a person's: by its given name, or because the article calls its bearer by surname."""
        return self.full_name(mention.text, mention.start) in self.persons

    def could_be(self, mention: Mention) -> bool:
        """Say whether a name may be a person's in full, or stands for such a name."""
        full = self.full_name(mention.text, mention.start)
        return could_be_person(full) and len(full.split()) > 1

    def _before(self, mentions: tuple[Mention, ...], at: int) -> Iterator[Mention]:
        last = bisect_left(mentions, at, key=_start)
        return iter(mentions[max(0, last - LOOKED_BACK) : last][::-1])

    def _person(self, mention: Mention, pronoun: str) -> bool:
        known = pronoun_of(self.full_name(mention.text, mention.start))
        return self.is_person(mention) and (not pronoun or known in {"", pronoun})

    def _company(self, mention: Mention) -> bool:
        full = self.full_name(mention.text, mention.start)
        return not has_given_name(full) and (is_organisation(full) or len(full.split()) == 1)


def _start(mention: Mention) -> int:
    return mention.start


class Same:
    """A reading as a key: the same one, not an equal one (comparing whole articles takes time)."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __eq__(self, other: object) -> bool:
        """Say whether both are keys of the very same reading."""
        return isinstance(other, Same) and self.reading is other.reading

    def __hash__(self) -> int:
        """Return a number of the reading itself, whatever it holds."""
        return id(self.reading)


def cast_of(reading: Reading) -> Cast:
    """Return the cast of an article; the kinds that ask for it one after the other share it."""
    return _cast(Same(reading))


@lru_cache(maxsize=2)
def _cast(key: Same) -> Cast:
    article = key.reading.article
    quotes = quotes_in(article.text, article.blocks)
    prose = masked(article.text, article.blocks, quotes)
    mentions = tuple(mentions_in(prose))
    full = [*names_of_heading(article.headline), *full_names(mentions, article.blocks)]
    alone = {mention.words for mention in mentions if len(mention.words) < FULL}
    index: dict[tuple[str, ...], list[Mention]] = {}
    for mention in full:
        words = mention.words
        called_by_first = words[-1:] in alone or has_given_name(mention.text) or is_organisation(mention.text)
        for cut in range(1, len(words)):
            index.setdefault(words[cut:], []).append(mention)
            if called_by_first:
                index.setdefault(words[:cut], []).append(mention)
    starts = [sentence.start for sentence in key.reading.sentences]
    words_of_prose = vocabulary_of(prose)
    said = [end for _, end, _ in words_of_prose.places(INVERTED_WORDS & words_of_prose.words)]
    return Cast(
        prose=prose,
        quotes=quotes,
        words=words_of_prose,
        mentions=mentions,
        subjects=tuple(_subjects(prose, mentions, starts, said)),
        index={words: most_frequent(named) for words, named in index.items()},
        persons=frozenset(sure_persons(prose, mentions, full)),
    )


def _subjects(prose: str, mentions: tuple[Mention, ...], starts: list[int], said: list[int]) -> Iterator[Mention]:
    """Yield who acts: the first name of a sentence that a verb follows, and who said what was quoted.

    `starts` are where sentences begin, `said` where the verbs end that may stand before who speaks.
    """
    sentence_of_last = -1
    starts_at = frozenset(starts)
    for mention in mentions:
        spoken = bisect_left(said, mention.start)
        near = spoken > 0 and mention.start - said[spoken - 1] < SPEAKS_WITHIN
        if near and said_before(prose[max(0, mention.start - SPEAKS_WITHIN) : mention.start]):
            yield mention
            continue
        sentence = bisect_right(starts, mention.start)
        if sentence == sentence_of_last:
            continue
        if mention.start in starts_at and len(mention.words) < FULL and not _VERB_NEXT.match(prose, mention.end):
            continue
        before = prose[max(0, mention.start - 8) : mention.start]
        joined = before.rstrip().endswith(_JOINING) and _JOINED.search(before)
        if joined or not _ACTS.match(prose, mention.end):
            continue
        sentence_of_last = sentence
        yield mention
