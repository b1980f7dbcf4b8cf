"""What kind of thing a name is: its schema.org type, by the nouns nearest to it and most frequent around it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from scheduler.facts.folding import fold
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject import words
from scheduler.facts.subject.words import TYPE_OF_NOUN

_WORD: Final = re.compile(r"[A-Za-zé]+(?:-[A-Za-zé]+)?")
_LETTERS: Final = re.compile(r"[a-zé]+")
_HYPHENED: Final = tuple(noun for noun in TYPE_OF_NOUN if "-" in noun)
_VERBS_TOO: Final = frozenset({"play", "show", "watch", "park", "book", "film", "feature", "store", "bar"})
_BEFORE_VERBS: Final = frozenset({"to", "will", "would", "can", "could", "who", "they", "we", "you", "and", "not"})
_ON_ANY_SCREEN: Final = {"drama": "TVSeries", "thriller": "Movie"}
"""What is a series or a film, with what it is where nothing else tells."""
_YEAR: Final = re.compile(r"(?<=\S)\s20\d\d$")
LEAD_SENTENCES: Final = 2


def type_of(name: str, headline: str | None, prose: Sequence[Sentence]) -> str | None:
    """Return the type whose nouns are nearest and most frequent around a name.

    A word with a capital inside a sentence belongs to a name: Park Seo-yeon is no park. A drama is a series unless the
    article speaks of films.
    """
    key = fold(name)
    weights: Counter[str] = Counter()
    for number, sentence in enumerate(prose):
        text = sentence.text
        kinds = dict.fromkeys(_as_written(text)) if has_noun(text) else {}
        weight = 1 + 2 * (number < LEAD_SENTENCES) + 2 * (bool(kinds) and (name in text or key in fold(text)))
        for kind in kinds:
            weights[kind] += weight
        at = text.find(name)
        if at < 0:
            continue
        explained = words.EXPLAINED_BY_NOUN.match(text[at + len(name) : at + len(name) + 90])
        near = explained or words.NAMED_BY_NOUN.search(text[max(0, at - 40) : at])
        for kind in _types_in(near[0]) if near else ():
            weights[kind] += 8
    for kind in _types_in(headline or ""):
        weights[kind] += 3
    for kind in _types_in(name):
        weights[kind] += 6
    last = words.TYPE_OF_LAST_WORD.get(_YEAR.sub("", name).rsplit(maxsplit=1)[-1].lower())
    if last:
        weights[last] += 20
    for word, usual in _ON_ANY_SCREEN.items():
        found = weights.pop(word, 0)
        told = weights["Movie"] - weights["TVSeries"]
        weights[usual if not told else "Movie" if told > 0 else "TVSeries"] += found
    best = max(weights, key=lambda kind: weights[kind], default="")
    return best if weights[best] else None


def _types_in(text: str) -> list[str]:
    """Return the types whose nouns stand in a text, capitals or not."""
    return [_type(word) for word in _WORD.findall(text.lower()) if word in TYPE_OF_NOUN]


@lru_cache(maxsize=1024)
def has_noun(text: str) -> bool:
    """Say whether a noun of a type may be among some words, capitals or not; where it says no, none is."""
    small = text.lower()
    return not TYPE_OF_NOUN.keys().isdisjoint(_LETTERS.findall(small)) or any(each in small for each in _HYPHENED)


def _as_written(text: str) -> Iterator[str]:
    """Yield the types of the nouns in a sentence that has some, without those that are verbs or part of a name."""
    written = _WORD.findall(text)
    for at, noun in [(at, word.lower()) for at, word in enumerate(written) if word.lower() in TYPE_OF_NOUN]:
        in_name = at and not (written[at].islower() or written[at].isupper())
        if not in_name and not (noun in _VERBS_TOO and at and written[at - 1].lower() in _BEFORE_VERBS):
            yield _type(noun)


def _type(noun: str) -> str:
    return noun if noun in _ON_ANY_SCREEN else TYPE_OF_NOUN[noun]
