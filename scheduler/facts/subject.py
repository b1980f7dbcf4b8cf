"""What an article is about: its name by where and how it is named, its schema.org type by the nouns around it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from scheduler.facts.sentences import Sentence
from scheduler.facts.titles import Name, fold, names_in, same_work
from scheduler.model import Subject

NOUNS_OF_TYPE: Final = {
    "Movie": "film films movie movies feature thriller blockbuster documentary biopic rom-com romcom",
    "TVSeries": "series season show sitcom miniseries episodes episode drama",
    "VideoGame": "game games videogame gameplay remaster remake dlc rpg shooter players",
    "MusicAlbum": "album albums ep lp record mixtape tracklist tracks",
    "MusicRecording": "single song",
    "Book": "book books novel novels memoir novella paperback hardback anthology cookbook biography",
    "Festival": "festival festivals",
    "MusicEvent": "tour concert concerts gig gigs",
    "ExhibitionEvent": "exhibition exhibit retrospective",
    "TheaterEvent": "musical staging opera ballet",
    "Event": "event conference tournament match race summit fair marathon convention expo",
    "Product": "phone smartphone headphones headset console device gadget camera laptop tablet watch"
    " speaker earbuds car suv bike toy keyboard lamp",
    "SoftwareApplication": "app apps software firmware browser beta toolkit framework",
    "Store": "store shop shops bookshop bookstore boutique bakery supermarket",
    "Restaurant": "restaurant cafe café bar bistro brewery",
    "Museum": "museum gallery",
    "PodcastSeries": "podcast",
}
"""A schema.org type (or null) for the nouns that name it in English prose."""

TYPE_OF_NOUN: Final = {noun: kind for kind, nouns in NOUNS_OF_TYPE.items() for noun in nouns.split()}
NOUN: Final = "|".join(sorted(map(re.escape, TYPE_OF_NOUN), key=len, reverse=True))
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NAMED_BY_NOUN: Final = re.compile(
    rf"(?<![\w-])(?P<what>{NOUN})(?: (?:by|from) [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,3}})?,?(?: called"
    rf"| titled)?,?\s[\"'“‘*_]?$"
)
_FORMER_NOUN: Final = re.compile(
    r"\b(?:previous|earlier|last|first|debut|original|older|old|another|second|single|song|episode)\b"
)
_EXPLAINED_BY_NOUN: Final = re.compile(
    rf"^[\"'”’*_]?,? (?:is )?(?:an?|the|its|his|her|their)(?: [\w'’-]+){{0,6}} (?:{NOUN})(?![\w-])", re.IGNORECASE
)
_PERSON_BEFORE: Final = re.compile(
    r"(?:\b(?:by|starring|stars?|director|author|actor|actress|singer|writer|novelist|producer|composer"
    r"|creator|with|Mr\.?|Ms\.?"
    r"|Mrs\.?|Dr\.?|feature|features|featuring|founder|chef|owner|designer|curator|CEO|president|chief|editor"
    r"|artist|host"
    r"|manager|developer|and),?\s)$",
    re.IGNORECASE,
)
_PERSON_AFTER: Final = re.compile(
    r"^,? (?:said|says|told|tells|adds?|added|explained|recalls?|wrote|writes|shared|plays|as [A-Z]|who\b"
    r"|(?:has|had) (?:finished|announced|written|made|directed|completed|signed|revealed|confirmed|teased|begun)"
    r"|the (?:director|author|writer"
    r"|founder|owner|producer|composer)|(?:stars|starred) (?:as|in))"
)
_OWNER: Final = re.compile(rf"^['’]s? (?:[\w-]+ ){{0,3}}(?:{NOUN})(?![\w-])")
_PLACE_BEFORE: Final = re.compile(r"\b(?:in|at|from|near|to)\s$", re.IGNORECASE)
_COMES_OUT: Final = re.compile(
    r"\b(?:releas|premier|debut|launch|open|arriv|out on|in cinemas|in theat|on sale|publish|ship|available)",
    re.IGNORECASE,
)
MOST_SENTENCES: Final = 200
MOST_NAMES: Final = 40
FEWEST_POINTS: Final = 5
LEAD_SENTENCES: Final = 2
LARGEST_SHARE_OF_CAPITALS: Final = 0.75


@dataclass(slots=True)
class _Candidate:
    names: list[Name] = field(default_factory=list)
    points: int = 0
    repeats: int = 0


def find_subject(headline: str | None, sentences: Sequence[Sentence]) -> Subject | None:
    """Return what the article is about, or None where no name stands out."""
    prose = sentences[:MOST_SENTENCES]
    candidates: dict[str, _Candidate] = {}
    for number, sentence in enumerate(prose):
        for name in names_in(sentence.text):
            _count(candidates, name, sentence, number)
    if headline and not _is_title_case(headline):
        for name in names_in(headline):
            owner = _OWNER.match(headline[name.end :])
            candidates.setdefault(fold(name.text), _Candidate([name])).points += -4 if owner else 2
    _weigh_headline(candidates, headline)
    merged = _merged(candidates)
    words = Counter(word for sentence in prose for word in sentence.text.split())
    best = max(
        (each for each in merged if not _is_ordinary_word(each, words)),
        key=lambda each: each.points + min(each.repeats, 5),
        default=None,
    )
    if best is None or best.points + min(best.repeats, 5) < FEWEST_POINTS:
        return None
    longest = max(len(fold(name.text)) for name in best.names)
    words_of_name = next(name.text for name in best.names if len(fold(name.text)) == longest)
    return Subject(type=_type_of(words_of_name, headline, prose), name=" ".join(words_of_name.split()))


def _count(candidates: dict[str, _Candidate], name: Name, sentence: Sentence, number: int) -> None:
    key = fold(name.text)
    if len(candidates) >= MOST_NAMES * 5 and key not in candidates:
        return
    candidate = candidates.setdefault(key, _Candidate())
    first = not candidate.names
    candidate.names.append(name)
    candidate.repeats += 1
    before, after = sentence.text[max(0, name.start - 60) : name.start], sentence.text[name.end : name.end + 90]
    if _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after):
        candidate.points -= 3
    elif _OWNER.match(after):
        candidate.points -= 4
    elif not name.marked and _PLACE_BEFORE.search(before):
        candidate.points -= 2
    if _NAMED_BY_NOUN.search(before):
        candidate.points += -3 if _FORMER_NOUN.search(before) else 4
    elif _EXPLAINED_BY_NOUN.match(after):
        candidate.points += 4
    if not first:
        return
    candidate.points += (
        3 * (number < LEAD_SENTENCES) + (number == 0) + 2 * name.marked + (name.start == 0 and number == 0)
    )
    candidate.points += 2 * bool(_COMES_OUT.search(sentence.text))
    candidate.points += bool(re.search(r":|\b(?:Part|Season|Volume|Chapter) \w+|\d|\b[IVX]{2,}\b", name.text))


def _weigh_headline(candidates: dict[str, _Candidate], headline: str | None) -> None:
    folded = fold(headline or "")
    for key, candidate in candidates.items():
        if len(key) > 2 and key in folded:  # noqa: PLR2004 - "us", "pc": too short to mean anything
            candidate.points += 4


def _merged(candidates: dict[str, _Candidate]) -> list[_Candidate]:
    """Give a short name's mentions to the longest name it opens ("Mission Impossible")."""
    ranked = sorted(candidates.items(), key=lambda item: -item[1].points - item[1].repeats)[:MOST_NAMES]
    merged: list[tuple[str, _Candidate]] = []
    for key, candidate in sorted(ranked, key=lambda item: -len(item[0])):
        home = next((other for longer, other in merged if same_work(key, longer)), None)
        if home:
            home.points = max(home.points, candidate.points)
            home.repeats += candidate.repeats
            home.names.extend(candidate.names)
        else:
            merged.append((key, candidate))
    return [candidate for _, candidate in merged]


def _is_ordinary_word(candidate: _Candidate, words: Counter[str]) -> bool:
    """Say whether a single word is a name only because it opens a sentence."""
    name = candidate.names[0]
    if name.marked or len(name.text.split()) > 1:
        return False
    only_first = all(each.start == 0 for each in candidate.names) and candidate.repeats < LEAD_SENTENCES
    return words[name.text.lower()] > 0 or only_first


def _is_title_case(headline: str) -> bool:
    long = [word for word in headline.split() if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004 - of, the, and
    return bool(long) and sum(word[0].isupper() for word in long) > LARGEST_SHARE_OF_CAPITALS * len(long)


def _type_of(name: str, headline: str | None, prose: Sequence[Sentence]) -> str | None:
    """Return the type whose nouns are nearest and most frequent around a name."""
    key = fold(name)
    weights: Counter[str] = Counter()
    for number, sentence in enumerate(prose):
        text = sentence.text
        weight = 1 + 2 * (number < LEAD_SENTENCES) + 2 * (key in fold(text))
        for kind in _types_in(text):
            weights[kind] += weight
        at = text.find(name)
        explained = at >= 0 and _EXPLAINED_BY_NOUN.match(text[at + len(name) : at + len(name) + 90])
        named = at >= 0 and _NAMED_BY_NOUN.search(text[max(0, at - 40) : at])
        for kind in _types_in((explained or named or [""])[0]):
            weights[kind] += 8
    for kind in _types_in(headline or ""):
        weights[kind] += 3
    return max(weights, key=lambda kind: weights[kind]) if weights else None


def _types_in(text: str) -> list[str]:
    """Return the types whose nouns stand in a text, once for each."""
    return [TYPE_OF_NOUN[word] for word in _WORD.findall(text.lower()) if word in TYPE_OF_NOUN]
