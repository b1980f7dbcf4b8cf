"""What an article is about: its name by where and how it is named, its schema.org type by the nouns around it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from scheduler.facts import subject_words as words
from scheduler.facts.folding import fold
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject_words import NOUN, NOUNS_OF_TYPE, TYPE_OF_NOUN
from scheduler.facts.titles import SHORTEST_STEM, Name, names_in
from scheduler.model import Subject

__all__ = ["NOUN", "NOUNS_OF_TYPE", "TYPE_OF_NOUN", "find_subject"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_PART: Final = re.compile(r":|\b(?:Part|Season|Volume|Chapter) \w+|\d|\b[IVX]{2,}\b")
_YEAR_AT_END: Final = re.compile(r"\s20\d\d$")
_JOINED: Final = re.compile(r"(?P<first>.{2,60}?) (?:and|&|with|to|for|on|in|at) ")
_HEADLINE_PART: Final = re.compile(r"[^\W_]+")
MOST_SENTENCES: Final = 200
MOST_NAMES: Final = 40
FEWEST_POINTS: Final = 5
LEAD_SENTENCES: Final = 2
FREQUENT: Final = 3
MOST_REPEATS: Final = 5
LARGEST_SHARE_OF_CAPITALS: Final = 0.75
LONGEST_CUE: Final = 20  # characters of what makes a person or a place of the name behind it: "director, the "
LONGEST_PAST: Final = 40  # characters of "the author of the bestselling "
_TITLED: Final = re.compile(r"The [A-Z][\w’'-]+ (?:of |and )?(?:the )?[A-Z]")  # "in The Iron Bride": a work, no place
_TOURS: Final = re.compile(
    r"\b(?:tour|gigs?|concerts?|residency|(?:summer|anniversary|reunion|farewell|live|homecoming|arena|stadium|two|three"
    r"|four|five|six|\d+) shows?)\b",
    re.IGNORECASE,
)
_RECORDS: Final = re.compile(r"\b(?:album|single|song|track|EP|LP|record|book|novel|film|memoir)\b", re.IGNORECASE)
_MARKS: Final = "()[]{}\"“”‘’'*_,.:;—–-/…!?"
SHORTEST_NAME: Final = 3  # "us", "pc": too short to mean anything in a headline
LONG_NAME: Final = 8  # long enough not to stand inside another word by chance
FEWEST_TOPIC_MENTIONS: Final = 2


@dataclass(slots=True)
class _Candidate:
    names: list[Name] = field(default_factory=list)
    points: int = 0
    repeats: int = 0
    persons: int = 0
    places: int = 0
    in_headline: bool = False
    explained: bool = False

    @property
    def weight(self) -> int:
        """Its points, with what most of its mentions say it is (a person, a place) held against it."""
        half = max(1, len(self.names)) / 2
        doubt = 10 * (self.persons >= half) + 14 * (self.places >= half)
        return self.points + min(self.repeats, MOST_REPEATS) - doubt


def find_subject(headline: str | None, sentences: Sequence[Sentence]) -> Subject | None:
    """Return what the article is about, or None where no name stands out."""
    prose = sentences[:MOST_SENTENCES]
    candidates: dict[str, _Candidate] = {}
    for number, sentence in enumerate(prose):
        if sentence.block.kind == "heading" and _is_title_case(sentence.text):
            continue
        names = [each for each in islice(names_in(sentence.text), MOST_NAMES * 5) if len(fold(each.text)) > 1]
        comes_out = bool(names and words.COMES_OUT.search(sentence.text.lower()))
        for each in names:
            _count(candidates, each, sentence, number, comes_out=comes_out)
    _add_headline(candidates, headline or "", prose)
    every_word = Counter(word for sentence in prose for word in sentence.text.split())
    kept = [each for each in _merged(candidates) if not _is_ordinary_word(each, every_word, prose)]
    best = max(kept, key=lambda each: each.weight, default=None)
    if best is None or (best.weight < FEWEST_POINTS and not (best.in_headline and best.repeats > 1)):
        return None
    name = _name_of(best, headline or "", prose)
    return Subject(type=_type_of(name, headline, prose), name=name)


def _count(candidates: dict[str, _Candidate], name: Name, sentence: Sentence, number: int, *, comes_out: bool) -> None:
    key = fold(name.text)
    if len(candidates) >= MOST_NAMES * 5 and key not in candidates:
        return
    candidate = candidates.setdefault(key, _Candidate())
    first = not candidate.names
    candidate.names.append(name)
    candidate.repeats += 1
    before, after = sentence.text[max(0, name.start - 60) : name.start], sentence.text[name.end : name.end + 90]
    _weigh_context(candidate, name, before, after)
    if not first:
        return
    candidate.points += (
        3 * (number < LEAD_SENTENCES) + (number == 0) + 2 * name.marked + (name.start == 0 and number == 0)
    )
    candidate.points += 2 * comes_out
    candidate.points += bool(_PART.search(name.text))


def _weigh_context(candidate: _Candidate, name: Name, before: str, after: str) -> None:
    thing = name.text.split()[-1].lower() in words.THINGS_BY_LAST_WORD  # a festival announces, as a person does
    cue = _last_word(before)
    person = not thing and (
        (cue in words.BEFORE_PERSONS and words.PERSON_BEFORE.search(before[-LONGEST_CUE:]))
        or words.PERSON_AFTER.match(after)
        or words.OWNER.match(after)
    )
    if person:
        candidate.persons += 1
    elif not (name.marked or _TITLED.match(name.text)) and (
        (cue in words.BEFORE_PLACES and words.PLACE_BEFORE.search(before[-LONGEST_CUE:]))
        or words.PLACE_AFTER.match(after)
    ):
        candidate.places += 1
    if " of " in before or " behind " in before:
        candidate.points -= 6 * bool(words.OF_OLD.search(before[-LONGEST_PAST:]))
    if _has_noun(before) and words.NAMED_BY_NOUN.search(before):
        candidate.points += -3 if words.FORMER_NOUN.search(before) else 4
    elif words.EXPLAINED_BY_NOUN.match(after):
        candidate.points += 4
        candidate.explained = True
    if words.COMES_OUT_ITSELF.match(after):
        candidate.points += 3
        candidate.explained = True


def _last_word(before: str) -> str:
    """Return the last word in front of a name, in lower case and without the marks around it."""
    last = before[-LONGEST_CUE:].rsplit(maxsplit=1)[-1:]
    return last[0].lower().strip(_MARKS) if last else ""


def _has_noun(before: str) -> bool:
    """Say whether a noun of a type is among some words: cheap, and asked for every name of an article."""
    return not TYPE_OF_NOUN.keys().isdisjoint(_WORD.findall(before.lower()))


def _add_headline(candidates: dict[str, _Candidate], headline: str, prose: Sequence[Sentence]) -> None:
    """Weigh what the headline names: by its own capitals where it has any to spare, by the body's names, by pattern."""
    if not headline:
        return
    plain = not _is_title_case(headline)
    for whole in names_in(headline) if plain else ():
        name = _without_clause(whole, prose)
        candidate = candidates.setdefault(fold(name.text), _Candidate())
        candidate.names.append(name)
        candidate.points += 2
        _weigh_context(candidate, name, headline[max(0, name.start - 60) : name.start], headline[name.end :])
    for name, mentions in _topics(headline, prose):
        candidate = candidates.setdefault(fold(name.text), _Candidate())
        candidate.names.append(name)
        candidate.points += 4
        candidate.repeats = max(candidate.repeats, mentions)
    folded = fold(headline)
    parts = set(_HEADLINE_PART.findall(headline.lower()))
    for key, candidate in candidates.items():
        own = _HEADLINE_PART.findall(candidate.names[0].text.lower())
        known = len(key) >= SHORTEST_NAME and key in folded and (len(key) >= LONG_NAME or parts.issuperset(own))
        shared = sum(each in parts or (len(each) > 1 and each in folded) for each in own)
        candidate.in_headline = known
        candidate.points += 5 if known else 4 if len(own) > 1 and shared == len(own) - (own[0] == "the") else 0
        if known and candidate.persons and folded.startswith(key.removeprefix("the")) | folded.startswith(key):
            tours = _TOURS.search(headline) and not _RECORDS.search(headline)
            candidate.persons *= not tours  # who goes on tour is what the article is about
        candidate.points += 3 * (known and folded.startswith(key) and not candidate.persons)


def _without_clause(name: Name, prose: Sequence[Sentence]) -> Name:
    """Cut a headline's name at its colon where the body never writes it so: "Salt: Netflix confirms" is about Salt."""
    at = name.text.find(": ")
    if at < 0 or any(name.text in sentence.text for sentence in prose if sentence.block.kind != "heading"):
        return name
    return replace(name, text=name.text[:at], end=name.start + at)


def _topics(headline: str, prose: Sequence[Sentence]) -> Iterator[tuple[Name, int]]:
    """Yield what a headline of a known pattern is about, where the body speaks of it too, in capitals or not."""
    code = words.CODE.match(headline)
    if code:
        yield Name(code[0], 0, len(code[0]), marked=False), sum(code[0] in sentence.text for sentence in prose)
    found = words.TOPIC.search(headline)
    group = "x" if found and found["x"] else "y"
    if found and found[group]:
        text = found[group].strip(" .!\"'“”‘’")
        start = _YEAR_AT_END.sub("", text).lower()
        mentions = sum(start in sentence.text.lower() for sentence in prose)
        if mentions >= FEWEST_TOPIC_MENTIONS or (mentions and text[0].isupper()):
            yield Name(text, found.start(group), found.start(group) + len(text), marked=False), mentions


def _merged(candidates: dict[str, _Candidate]) -> list[_Candidate]:
    """Give a short name's mentions to the longest name it opens ("Mission Impossible")."""
    ranked = sorted(candidates.items(), key=lambda item: -item[1].weight)[:MOST_NAMES]
    merged: list[tuple[str, _Candidate]] = []
    known = {key for key, _ in ranked}
    for key, candidate in sorted(ranked, key=lambda item: -len(item[0])):
        first = _JOINED.match(candidate.names[0].text)
        if first and candidate.repeats == 1 and not candidate.names[0].marked and fold(first["first"]) in known:
            continue  # "Insomniac and Marvel": two names, the first of which stands alone too
        bare = key.removeprefix("the")
        home = _opened_by(bare, merged)
        if home:
            home.points = max(home.points, candidate.points)
            home.repeats += candidate.repeats
            home.persons += candidate.persons
            home.places += candidate.places
            home.in_headline = home.in_headline or candidate.in_headline
            home.names.extend(candidate.names)
        else:
            merged.append((bare, candidate))
    return [candidate for _, candidate in merged]


def _opened_by(key: str, merged: Sequence[tuple[str, _Candidate]]) -> _Candidate | None:
    """Return the first longer name that a name opens, or that is the same."""
    if len(key) < SHORTEST_STEM:
        return next((other for longer, other in merged if longer == key), None)
    return next((other for longer, other in merged if longer.startswith(key)), None)


def _name_of(candidate: _Candidate, headline: str, prose: Sequence[Sentence]) -> str:
    """Return the fullest form of a name; one that only adds a year or an article needs to be as frequent."""
    forms = Counter(" ".join(name.text.split()) for name in candidate.names)
    counts = Counter(fold(name.text) for name in candidate.names)
    by_length = sorted(forms, key=lambda form: (-len(fold(form)), -forms[form]))
    rare = {form for form in by_length if counts[fold(form)] == 1 and not _PART.search(form)}
    name = next((form for form in by_length if form not in rare), by_length[0])
    if counts[fold(name)] < FREQUENT and fold(name) not in fold(headline):
        name = by_length[0]
    short = _YEAR_AT_END.sub("", name)
    if short != name and forms[short] > forms[name]:
        name = short
    bare = name.removeprefix("The ")
    if bare != name and not any(each.marked for each in candidate.names):
        spoken = any(f"the {bare}" in sentence.text for sentence in prose)
        if spoken or any(form == bare for form in forms):
            return bare
    return name


def _is_ordinary_word(candidate: _Candidate, counts: Counter[str], prose: Sequence[Sentence]) -> bool:
    """Say whether a single word is a name only because it opens a sentence."""
    name = candidate.names[0]
    if name.marked or len(name.text.split()) > 1:
        return False
    only_first = all(each.start == 0 for each in candidate.names) and candidate.repeats < LEAD_SENTENCES
    only_first = only_first and not (candidate.explained or (candidate.in_headline and candidate.repeats > 0))
    if only_first and any(f" {name.text} " in sentence.text for sentence in prose if sentence.block.kind != "heading"):
        return False  # it stands inside a longer run of capitals too
    return counts[name.text.lower()] > 0 or only_first


def _is_title_case(headline: str) -> bool:
    long = [word for word in headline.split() if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004 - of, the, and
    return bool(long) and sum(word[0].isupper() for word in long) > LARGEST_SHARE_OF_CAPITALS * len(long)


def _type_of(name: str, headline: str | None, prose: Sequence[Sentence]) -> str | None:
    """Return the type whose nouns are nearest and most frequent around a name."""
    key = fold(name)
    weights: Counter[str] = Counter()
    for number, sentence in enumerate(prose):
        text = sentence.text
        kinds = _types_in(text)
        weight = 1 + 2 * (number < LEAD_SENTENCES) + 2 * (bool(kinds) and key in fold(text))
        for kind in kinds:
            weights[kind] += weight
        at = text.find(name)
        if at < 0:
            continue
        explained = words.EXPLAINED_BY_NOUN.match(text[at + len(name) : at + len(name) + 90])
        named = words.NAMED_BY_NOUN.search(text[max(0, at - 40) : at])
        for kind in _types_in((explained or named or [""])[0]):
            weights[kind] += 8
    for kind in _types_in(headline or ""):
        weights[kind] += 3
    for kind in _types_in(name):
        weights[kind] += 6
    last = words.TYPE_OF_LAST_WORD.get(name.rsplit(maxsplit=1)[-1].lower())
    if last:
        weights[last] += 20
    return max(weights, key=lambda kind: weights[kind]) if weights else None


def _types_in(text: str) -> list[str]:
    """Return the types whose nouns stand in a text, once for each."""
    return [TYPE_OF_NOUN[word] for word in _WORD.findall(text.lower()) if word in TYPE_OF_NOUN]
