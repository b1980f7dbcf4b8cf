"""What a release word speaks of: the article's subject, another work, tickets, or mere publicity for it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scheduler.facts.subject import NOUN, TYPE_OF_NOUN
from scheduler.facts.titles import Name, fold, names_in, same_work
from scheduler.model import Subject


class Of(StrEnum):
    """Whose release it is."""

    SUBJECT = "subject"  # named, or "the film" in an article about a film
    PRONOUN = "pronoun"
    OTHER = "other"  # another work, a person, a company
    ACCESS = "access"  # tickets, pre-orders: something of the subject, but not its release
    PUBLICITY = "publicity"  # a trailer, a statement: no release at all
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """Whose release it is, and the other work's name where it has one."""

    of: Of
    name: str | None = None


Named = list[tuple[Name, Reference]]
_PUBLICITY: Final = (
    r"trailers?|teasers?|footage|clips?|videos?|posters?|statements?|data|reports?|figures|images?|photos?"
    r"|pictures? of|first look"
    r"|screenshots?|featurette|synopsis|details|results|earnings|letter|memo|interview|update on"
    r"|behind-the-scenes|press release"
    r"|campaign|website|petition|survey|study|documents?|emails?|announcement|news|cover art|track ?list"
    r"|tracklist|line-?up|poll"
)
_ACCESS: Final = (
    r"tickets?|pre-?orders?|pre-?sales?|passes|registration|bookings?|submissions|applications|entries|voting"
    r"|nominations"
    r"|box office|subscriptions"
)
_GENERIC: Final = (
    "title|project|production|adaptation|instalment|installment|edition|collection|work|piece"
    "|event|programme|attraction"
)
_FORMER: Final = (
    "previous|first|earlier|last|original|debut|another|second|third|fourth|fifth|other|former"
    "|old|recent|same|sister|companion"
)
_SMALL: Final = r"(?:of|to|for|from|about|on|in|at|by|with|the|an?|and|or|is|was|will|that|which)\b"
_ANY: Final = re.compile(
    rf"(?<![\w-])(?:(?P<publicity>{_PUBLICITY})|(?P<access>{_ACCESS})"
    rf"|(?P<noun>(?:(?P<det>the|this|its|his|her|their|our|that|a|an|both"
    rf"|each)\s)?(?P<mod>(?:(?!{_SMALL})[\w’'-]+\s){{0,3}}?)(?P<what>{NOUN}|{_GENERIC}))"
    r"|(?P<pronoun>it|they|this|we))(?![\w-])",
    re.IGNORECASE,
)
_FORMER_WORD: Final = re.compile(rf"\b(?:{_FORMER})\b", re.IGNORECASE)
_BOUND: Final = re.compile(
    r"[;:—()]|,\s|\s[–-]\s|\b(?:that|which|who|whose|while|when|where|because|but|and|as|after|before"
    r"|reveal\w*|confirm\w*"
    r"|announc\w*|said|says|show(?:s|ed)|if|since|though|although)\b",
    re.IGNORECASE,
)
_FOR: Final = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:for|of|from|to|about|on)\s(?:(?:the|his|her|its|their|a)\s)?", re.IGNORECASE
)
_ATTACHED: Final = re.compile(
    r"\b(?:by|from|starring|stars?|with|of|featuring|director|author|actor|actress|in|at|on|and|to|writer"
    r"|singer|, the)\s"
    r"(?:the\s)?(?:[\w-]+\s)?[\"“‘'*_]?$",
    re.IGNORECASE,
)
_RELATIVE: Final = frozenset({"which", "who", "whose", "where", "that", "when"})
_ASIDE: Final = re.compile(r",\s(?:which|who|whose|where)\b(?!.*,\s(?:which|who|whose|where)\b)", re.DOTALL)
_OWNS: Final = re.compile(r"[\"”’*_]{0,2}['’]s?\s")
_VERB_BETWEEN: Final = re.compile(
    r"\b(?:is|was|are|were|has|had|tells?|follows?|based|stars|features?|includes?|leaves?|inspired|knows?|wants?)\b"
)
_UNDER: Final = re.compile(
    r"(?:(?P<head>[\w-]+)\s)?\b(?:of|to|for|from|about|on|behind|in|with|at|by|like|inside|around|near)\s"
    r"(?:the\s)?(?:new\s|upcoming\s)?[\"“‘'*_]?$",
    re.IGNORECASE,
)
_OWN_HEADS: Final = frozenset(
    {
        "release",
        "premiere",
        "launch",
        "opening",
        "debut",
        "rollout",
        "publication",
        "date",
        "start",
        "version",
        "edition",
    }
)
CLAUSE_CHARACTERS: Final = 160


def reference_before(text: str, end: int, about: Subject | None) -> Reference:
    """Return what stands as the subject of the verb at `end`: the nearest thing before it in its clause.

    Where the clause right before the verb names nothing ("The film, which stars Lee, will open"), the one before it is
    asked; a relative clause in between is passed over.
    """
    window = text[max(0, end - CLAUSE_CHARACTERS) : end]
    aside = _ASIDE.search(window)
    if aside and window.endswith(", "):
        window = window[: aside.start()]
    names = _names(window, about)
    bounds = [
        each for each in _BOUND.finditer(window) if not any(name.start < each.end() <= name.end for name, _ in names)
    ]
    stop, joined = len(window), bool(aside)
    for bound in reversed(bounds):
        near = _nearest(window, (bound.end(), stop), names, about, joined=joined)
        if near.of is not Of.UNKNOWN:
            return near
        stop, joined = bound.start(), bound[0].lower() not in _RELATIVE
    return _nearest(window, (0, stop), names, about, joined=joined)


def reference_in(text: str, about: Subject | None) -> Reference:
    """Return what stands as the object between a verb and its date, or UNKNOWN."""
    names = _names(text, about)
    if any(each.of is Of.SUBJECT for _, each in names):
        found = _ANY.search(text)
        first = min(name.start for name, each in names if each.of is Of.SUBJECT)
        if found and found.lastgroup and found["publicity"] and found.start() < first:
            return Reference(Of.PUBLICITY)
        return Reference(Of.SUBJECT)
    for found in _ANY.finditer(text):
        if not found["pronoun"]:
            return _of_noun(found, about)
    return next((each for _, each in names if each.name), Reference(Of.UNKNOWN))


def _nearest(window: str, clause: tuple[int, int], names: Named, about: Subject | None, *, joined: bool) -> Reference:
    """Return the last thing named in a clause; "the trailer for the film" is a trailer, "the film's crew" a crew.

    `joined` says that the verb is the clause's second one ("was shot in Fife and opens"), so that another may stand in
    between.
    """
    edge, stop = clause
    found = [(match.start(), match.end(), _of_noun(match, about)) for match in _ANY.finditer(window, edge, stop)]
    nouns = {start for start, _, each in found if each.of is not Of.UNKNOWN}
    found += [
        (name.start, name.end, each) for name, each in names if edge <= name.start < stop and name.start not in nouns
    ]
    found.sort(key=lambda each: each[0])
    for _, end, each in found:
        if each.of in {Of.PUBLICITY, Of.ACCESS} and _FOR.match(window, end):
            return each
    for start, end, each in reversed(found):
        opens = not window[edge:start].strip(" \"“‘'")
        if each.of is Of.UNKNOWN or (each.of is Of.PRONOUN and not opens):
            continue
        if each.of is Of.SUBJECT and _is_part_of_another(window, (edge, start), (end, stop), joined=joined):
            return Reference(Of.OTHER)
        return each
    return Reference(Of.UNKNOWN)


def _is_part_of_another(window: str, before: tuple[int, int], behind: tuple[int, int], *, joined: bool) -> bool:
    """Say whether the subject is only a part of what the verb speaks of: "the film's crew", "the score of the film"."""
    if _OWNS.match(window, *behind) or (not joined and _VERB_BETWEEN.search(window, *behind)):
        return True
    under = _UNDER.search(window[slice(*before)])
    return bool(under and (under["head"] or "").lower() not in _OWN_HEADS)


def _names(text: str, about: Subject | None) -> Named:
    key = fold(about.name) if about else None
    return [(name, each) for name in names_in(text) if (each := _of_name(name, text, key)) is not None]


def _of_name(name: Name, text: str, key: str | None) -> Reference | None:
    if key and same_work(fold(name.text), key):
        return Reference(Of.SUBJECT)
    if key and name.marked is False and fold(name.text).startswith(key):
        return Reference(Of.SUBJECT)
    if not name.marked and _ATTACHED.search(text[max(0, name.start - 40) : name.start]):
        return None
    return Reference(Of.OTHER, name.text if name.marked else None)


def _of_noun(found: re.Match[str], about: Subject | None) -> Reference:
    if found["publicity"]:
        return Reference(Of.PUBLICITY)
    if found["access"]:
        return Reference(Of.ACCESS, found["access"].capitalize())
    if found["pronoun"]:
        return Reference(Of.PRONOUN)
    words = found["noun"]
    kind = TYPE_OF_NOUN.get(found["what"].lower())
    if _FORMER_WORD.search(words):
        return Reference(Of.OTHER)
    definite = (found["det"] or "").lower() in {"the", "this", "its", "their", "our"}
    if about and definite and (kind is None or kind == about.type):
        return Reference(Of.SUBJECT)
    return Reference(Of.OTHER if kind and about and kind != about.type else Of.UNKNOWN)
