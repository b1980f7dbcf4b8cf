"""What an article is about: its name by where and how it is named, its schema.org type by the nouns around it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from scheduler.facts.folding import fold
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject import words
from scheduler.facts.subject.doers import mark_doers
from scheduler.facts.subject.forms import (
    LATER_PART,
    LOUD,
    PART_OF_HEADLINE,
    as_told,
    joined,
    whole_series,
    without_additions,
    words_of,
)
from scheduler.facts.subject.one_name import MOST_NAMES, merged_forms
from scheduler.facts.subject.titles import Name, names_in
from scheduler.facts.subject.topics import is_public, plain_topics, topics_of
from scheduler.facts.subject.types import type_of
from scheduler.facts.subject.weights import ANYTHING, Candidate, Tells, tells_of, weigh_context
from scheduler.facts.subject.words import NOUN, NOUNS_OF_TYPE, TYPE_OF_NOUN
from scheduler.model import Subject

__all__ = ["NOUN", "NOUNS_OF_TYPE", "TYPE_OF_NOUN", "find_subject"]

_PART: Final = re.compile(
    r"[:\dPSVCIX](?:(?<=[:\d])|(?<!\w.)(?:(?:(?<=P)art|(?<=S)eason|(?<=V)olume|(?<=C)hapter) \w+|(?<=[IVX])[IVX]+\b))"
)
_OWNS_TITLE: Final = re.compile(
    r"['’]s (?:[“\"‘']?[A-Z0-9]|(?:(?:highly|long|much|eagerly|hotly)[ -][a-z]+ )?(?:new|next|first|latest|debut|second"
    r"|third|fourth|fifth|upcoming|forthcoming|final|last) )"
    r"|: (?:an? |the )?new (?:album|book|novel|single|film|record)\b"
)
"""What follows at the head of a headline who brings something out."""
_YEAR_AT_END: Final = re.compile(r"\s20\d\d$")
MOST_SENTENCES: Final = 200
FEWEST_POINTS: Final = 5
WEIGHTIEST_PLAIN: Final = 8  # points of a name below which a topic without a name is what the article is about
LEAD_SENTENCES: Final = 2
FREQUENT: Final = 3
LARGEST_SHARE_OF_CAPITALS: Final = 0.75
_TOURS: Final = re.compile(
    r"\b(?:tour|gigs?|concerts?|residency|(?:summer|anniversary|reunion|farewell|live|homecoming|arena|stadium|two|three"
    r"|four|five|six|\d+) shows?)\b",
    re.IGNORECASE,
)
_RECORDS: Final = re.compile(r"\b(?:album|single|song|track|EP|LP|record|book|novel|film|memoir)\b", re.IGNORECASE)
SHORTEST_KEY: Final = 2  # letters of a name
SHORTEST_NAME: Final = 3  # "us", "pc": too short to mean anything in a headline
LONG_NAME: Final = 8  # long enough not to stand inside another word by chance


def find_subject(headline: str | None, sentences: Sequence[Sentence]) -> Subject | None:
    """Return what the article is about, or None where no name stands out."""
    prose = sentences[:MOST_SENTENCES]
    candidates: dict[str, Candidate] = {}
    for number, sentence in enumerate(prose):
        if sentence.block.kind == "heading" and _is_title_case(sentence.text):
            continue
        names = names_in(sentence.text)[: MOST_NAMES * 5]
        tells = tells_of(sentence.text) if names else ANYTHING
        for each in names:
            _count(candidates, each, sentence, number, tells)
    _add_headline(candidates, headline or "", prose)
    mark_doers(candidates, headline or "")
    told = _Told.of(prose)
    kept = [each for each in merged_forms(candidates) if not _is_ordinary_word(each, told)]
    best = max(kept, key=lambda each: each.weight, default=None)
    plain = next(plain_topics(headline or "", prose), None)
    election = bool(plain and is_public(plain[0].text) and not (best and any(each.marked for each in best.names)))
    inside = bool(plain and best and any(fold(each.text) in fold(plain[0].text) for each in best.names))
    if plain and (election or inside or best is None or not best.in_headline or best.weight < WEIGHTIEST_PLAIN):
        return Subject(type=type_of(plain[0].text, headline, prose), name=plain[0].text)
    if best is None or (best.weight < FEWEST_POINTS and not (best.in_headline and best.repeats > 1)):
        return None
    name = joined(_name_of(best, headline or "", prose), headline or "", prose)
    kind = type_of(name, headline, prose)
    return Subject(type=kind, name=whole_series(name) if kind == "TVSeries" else name)


def _count(candidates: dict[str, Candidate], name: Name, sentence: Sentence, number: int, tells: Tells) -> None:
    key = fold(name.text)
    if len(key) < SHORTEST_KEY or (len(candidates) >= MOST_NAMES * 5 and key not in candidates):
        return
    candidate = candidates.setdefault(key, Candidate())
    first = not candidate.names
    candidate.names.append(name)
    candidate.repeats += 1
    before, after = sentence.text[max(0, name.start - 60) : name.start], sentence.text[name.end : name.end + 90]
    weigh_context(candidate, name, before, after, tells)
    if not first:
        return
    candidate.points += (
        3 * (number < LEAD_SENTENCES) + (number == 0) + 2 * name.marked + (name.start == 0 and number == 0)
    )
    candidate.points += 2 * tells.comes_out
    candidate.points += bool(_PART.search(name.text))


def _add_headline(candidates: dict[str, Candidate], headline: str, prose: Sequence[Sentence]) -> None:
    """Weigh what the headline names: by its own capitals where it has any to spare, by the body's names, by pattern."""
    if not headline:
        return
    plain = not _is_title_case(headline)
    for whole in names_in(headline):
        if not (plain or whole.marked):
            continue
        name = without_additions(whole, prose)
        candidate = candidates.setdefault(fold(name.text), Candidate())
        candidate.names.append(name)
        candidate.points += 2
        if name.marked and not words.KNOWN_FOR.match(headline[name.end :]):
            candidate.points += 3
            candidate.persons = candidate.places = 0  # what quotes set off in a headline is a work
        weigh_context(candidate, name, headline[max(0, name.start - 60) : name.start], headline[name.end :], ANYTHING)
    for name, mentions in topics_of(headline, prose):
        candidate = candidates.setdefault(fold(name.text), Candidate())
        candidate.names.append(name)
        candidate.points += 4
        candidate.repeats = max(candidate.repeats, mentions)
    folded = fold(headline)
    parts = set(PART_OF_HEADLINE.findall(headline.lower()))
    for key, candidate in candidates.items():
        own = PART_OF_HEADLINE.findall(candidate.names[0].text.lower())
        bare = key.removeprefix("the")
        known = len(bare) >= SHORTEST_NAME and bare in folded and (len(bare) >= LONG_NAME or parts.issuperset(own))
        shared = sum(each in parts or (len(each) > 1 and each in folded) for each in own)
        candidate.in_headline = known
        candidate.points += 5 if known else 4 if len(own) > 1 and shared == len(own) - (own[0] == "the") else 0
        if known and candidate.persons and folded.startswith(key.removeprefix("the")) | folded.startswith(key):
            tours = _TOURS.search(headline) and not _RECORDS.search(headline)
            candidate.persons *= not tours  # who goes on tour is what the article is about
        if known and words.OCCASIONS.isdisjoint(own[-2:]) and _OWNS_TITLE.match(headline, len(candidate.names[0].text)):
            candidate.persons += len(candidate.names) * headline.startswith(candidate.names[0].text)
        candidate.points += 3 * (known and folded.startswith(key) and not candidate.persons)
        candidate.points += 4 * (known and folded.startswith(bare) and not words.OCCASIONS.isdisjoint(own[-2:]))


def _name_of(candidate: Candidate, headline: str, prose: Sequence[Sentence]) -> str:
    """Return the fullest form of a name; one that only adds a year or an article needs to be as frequent."""
    forms = Counter(" ".join(name.text.split()) for name in candidate.names)
    counts = Counter(fold(name.text) for name in candidate.names)
    loud = next((form for form in forms if LOUD.fullmatch(form)), None)
    if loud and loud in headline and (told := as_told(loud, prose)):
        return told
    by_length = sorted(forms, key=lambda form: (-len(fold(form)), -forms[form]))
    named = set(PART_OF_HEADLINE.findall(headline.lower()))
    rare = {
        form
        for form in by_length
        if counts[fold(form)] == 1 and not _PART.search(form) and not named.issuperset(words_of(form))
    }
    name = next((form for form in by_length if form not in rare), by_length[0])
    if counts[fold(name)] < FREQUENT and fold(name) not in fold(headline):
        name = by_length[0]
    whole = LATER_PART.sub("", name)
    if forms[whole] > forms[name] and fold(whole) in fold(headline) and fold(name) not in fold(headline):
        name = whole  # "Salt Road: Part Two" is only mentioned in an article about Salt Road
    short = _YEAR_AT_END.sub("", name)
    if short != name and forms[short] > forms[name]:
        name = short
    bare = name.removeprefix("The ")
    if bare != name and not any(each.marked for each in candidate.names):
        spoken = any(f"the {bare}" in sentence.text for sentence in prose)
        if spoken or any(form == bare for form in forms):
            return bare
    return name


class _Told(NamedTuple):
    """The sentences as two texts that single words are looked for in, each with a blank on both sides."""

    words: str
    """Every word, a blank between two."""
    lines: str
    """What is no heading, a sentence a line."""

    @classmethod
    def of(cls, prose: Sequence[Sentence]) -> "_Told":
        every = " ".join([sentence.text for sentence in prose]).replace("\n", " ").replace("\u00a0", " ")
        return cls(f" {every} ", "\n".join([each.text for each in prose if each.block.kind != "heading"]))


def _is_ordinary_word(candidate: Candidate, told: _Told) -> bool:
    """Say whether a single word is a name only because it opens a sentence."""
    name = candidate.names[0]
    if any(each.marked for each in candidate.names) or len(name.text.split()) > 1:
        return False
    if not candidate.repeats:
        return True  # only the headline has it, in whose first place every word has a capital
    only_first = all(each.start == 0 for each in candidate.names) and candidate.repeats < LEAD_SENTENCES
    only_first = only_first and not (candidate.explained or (candidate.in_headline and candidate.repeats > 0))
    if only_first and f" {name.text} " in told.lines:
        return False  # it stands inside a longer run of capitals too
    return only_first or f" {name.text.lower()} " in told.words


def _is_title_case(headline: str) -> bool:
    long = [word for word in headline.split() if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004 - of, the, and
    return bool(long) and sum(word[0].isupper() for word in long) > LARGEST_SHARE_OF_CAPITALS * len(long)
