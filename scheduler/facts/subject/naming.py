"""What a name or a noun in a sentence stands for: the article's subject, another work, tickets, or mere publicity."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scheduler.facts.first_letters import by_first_letter
from scheduler.facts.folding import fold, lowered
from scheduler.facts.subject.forms import LATER_PART
from scheduler.facts.subject.subject import NOUN, TYPE_OF_NOUN
from scheduler.facts.subject.titles import Name, names_in, same_work
from scheduler.facts.subject.words import opening
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
    exact: bool = True  # False: named by a part of its name only ("The Last Part" for "The Last Part Remastered")
    work: bool = False  # another work for certain: set off by quotes, or called a film, a book, ...


Named = list[tuple[Name, Reference]]
_PUBLICITY: Final = (
    r"trailers?|teasers?|footage|clips?|videos?|posters?|statements?|data|reports?|figures|images?|photos?"
    r"|pictures? of|first look"
    r"|screenshots?|featurette|synopsis|details|(?<!level )(?<!exam )(?<!GCSE )(?<!Class )results|earnings|letter"
    r"|memo|interview|update on"
    r"|behind-the-scenes|press release"
    r"|(?:an?|the|its|full|gameplay|official|world|proper)\s(?:full\s|first\s|big\s)?(?:reveal|unveiling)"
    r"|fixtures?(?: list)?"
    r"|(?:filming|shooting|(?:principal )?photography)(?=\s(?:will|is|was|has|takes|took|beg[ia]ns?|start\w*|$))"
    r"|campaign|(?<!\bon its )(?<!\bon the )website|petition|survey|study|documents?|emails?"
    r"|announcement|news|cover art|track ?list"
    r"|tracklist|line-?up(?! on\b)|poll|hearings?|sentencing|inquest|funeral|lawsuit|retrial|prices|pricing|embargo"
    r"|reviews?(?= (?:of|for)\b)|(?:the |his |her |their )trial(?= of\b)"
)
_ACCESS: Final = (
    r"tickets?|badges?|wristbands?|(?<!to )(?<!for )(?<!available )pre-?orders?|pre-?sales?|passes|registration"
    r"|bookings?"
    r"|submissions|applications|entries|voting"
    r"|nominations"
    r"|(?<!early )access(?= (?:begins|starts|opens))|early access(?= (?:begins|starts|opens))|pre-?load(?:ing|s)?|beta"
    r"|box office|subscriptions|call for (?:papers|entries|proposals)|early[ -]bird(?: (?:pricing|prices|rates?"
    r"|tickets))?"
)
_GENERIC: Final = (
    "title|project|production|adaptation|instalment|installment|edition|collection|work|piece"
    "|event|programme|attraction|run|outing|chapter|follow-up|reissue|update|sequel|prequel|spin-off"
    "|flick|pic|reboot|revival|remake|spinoff|threequel|order books|deliveries|shipments"
    "|first batch|first units|final version|full version|stable version|finished version"
)
_KINDS: Final = "comedy|epic|romance|adventure|mystery|fantasy|saga|satire|dramedy"
_MAY_BE_ANOTHER: Final = frozenset(
    (*str.split("sequel prequel spin-off spinoff threequel reboot revival remake flick pic"), *_KINDS.split("|"))
)
"""What a text may call another work too, so that nothing is sure by it."""
_NOT_BEFORE: Final = (
    "film|movie|series|show|game|book|novel|drama|thriller|sequel|prequel|adaptation|title|hit|anime|feature|project"
    "|spin-?off|follow-up|remake|musical|rpg|horror|comedy|romance|epic|adventure"
)
"""Nouns behind a kind of story that only describes them: “the fantasy series” is a series."""
_FORMER: Final = (
    "previous|first|earlier|last|original|debut|another|second|third|fourth|fifth|other|former"
    "|old|base|recent|same|sister|companion|current"
)
_SMALL: Final = r"(?:of|to|for|from|about|on|in|at|by|with|the|an?|and|or|is|was|will|that|which)\b"
_OPENING: Final = opening((*TYPE_OF_NOUN, *_GENERIC.split("|"), *_KINDS.split("|")))
_WHAT: Final = rf"{NOUN}|{_GENERIC}|(?:{_KINDS})(?!\s(?:{_NOT_BEFORE})\b)"
_THINGS: Final = (
    rf"(?<![\w-])(?:(?P<publicity>{by_first_letter(_PUBLICITY)})|(?P<season>(?:SEASON)\s(?:\d|one|two|three|four|five|six)\w*)"
    rf"|(?P<access>{by_first_letter(_ACCESS)})"
    rf"|(?P<noun>(?:(?P<det>the|this|its|his|her|their|our|my|that|a|an|all|both"
    rf"|each)\s)?(?P<mod>(?:(?!{_SMALL})[\w’'-]+\s){{0,3}}?){_OPENING}(?P<what>{by_first_letter(_WHAT)}))"
    r"|(?P<pronoun>it|they|this|we))(?![\w-])"
)
_THING: Final = re.compile(
    _THINGS.replace("SEASON", "(?-i:Season|Series|season|Part|part|Volume|volume)"), re.IGNORECASE
)
_SMALL_THING: Final = re.compile(_THINGS.replace("SEASON", "season|series|part|volume").lower().replace("?p<", "?P<"))
"""The same in lower case, which is compared in a third of the time."""
_OLDER_WORD: Final = re.compile(
    r"\b(?:previous|first|earlier|last|original|debut|another|other|former"
    r"|old)\b",
    re.IGNORECASE,
)
_FORMER_WORD: Final = re.compile(rf"\b(?:{_FORMER})\b", re.IGNORECASE)
_ATTACHED: Final = re.compile(
    r"\b(?:by|from|starring|stars?|with|of|featuring|director|author|actor|actress|in|at|on|to|writer"
    r"|singer|, the|(?-i:[A-Z])[\w.]{1,20},)\s"
    r"(?:the\s)?(?:[\w-]+\s)?[\"“‘'*_]?$|\band\s$",
    re.IGNORECASE,
)
LONGEST_FOLLOWED: Final = 40
_FOLLOWED: Final = re.compile(
    r"\b(?:follow-up|successor|sequel|prequel)s? to (?:[\w’'-]+ ){0,3}[\"“‘'*_]?$", re.IGNORECASE
)
_ONLY_MORE: Final = re.compile(
    r"\s(?:(?:Season|Part|Volume|Vol\.?|Chapter|Episode|Series|Book|Version)\s\w+|20\d\d|Festival|Tour|Edition)$"
)
_OWN_HEAD: Final = re.compile(r"(?:End-of-Life|Release|Launch|Premiere|Opening|Start)\s(?:Date\s)?(?:of|for)\s")
_OLDER_ONE: Final = re.compile(r"\b(?:[Ff]irst|[Oo]riginal|[Pp]revious|[Ee]arlier)\s[\"“‘'*_]?$")
_NEUTRAL: Final = frozenset({"new", "upcoming", "latest", "next", "same", "much-anticipated", "long-awaited", "whole"})
_MAKER: Final = re.compile(r"(?:The\s)?+[A-Z][\w’'&-]*\s(?!of\b|for\b|behind\b|and\b|in\b|to\b|from\b)")
_HANDED_OVER: Final = frozenset(
    {"order books", "deliveries", "shipments", "first batch", "first units"}
    | {"final version", "full version", "stable version", "finished version"}
)
_TOLD_IN: Final = frozenset({"Movie", "TVSeries", "Book", "TheaterEvent"})
_GENRES: Final = frozenset({"thriller", "drama", "comedy", "romance", "mystery", "adventure", "epic", "story"})
"""Kinds of story, which a book tells as well as a film or a series."""
SHORT_KEY: Final = 5  # with a digit in it: "Series 10"
_SINGLE: Final = frozenset({"Movie", "TVSeries", "Book", "MusicAlbum", "MusicRecording", "VideoGame"})
"""Kinds of thing that are never "they": that is who made it."""
_OWNERS: Final = frozenset({"my", "his", "her"})
_NEWS: Final = re.compile(
    r"['’]s\s(?:[\w-]+\s)?(?:new|brand-new|upcoming|forthcoming|next|latest|(?:long|eagerly|keenly)-awaited"
    r"|(?:much|highly|hotly|eagerly)[ -]anticipated)\s",
    re.IGNORECASE,
)
LONG_KEY: Final = 8  # letters that a name has at least to be known behind its maker's


def things_in(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield every noun, pronoun and word for tickets or publicity that a release word may speak of."""
    stop = len(text) if end is None else end
    for found in _SMALL_THING.finditer(lowered(text), start, stop):
        match = _THING.match(text, found.start(), stop)
        if match:
            yield match


def named_in(text: str, about: Subject | None) -> Named:
    """Return the names in a text and what each one stands for; one that belongs to something else is left out."""
    key = fold(about.name) if about else None
    kind = about.type if about else None
    return [(name, each) for name in names_in(text) if (each := _of_name(name, text, key, kind)) is not None]


def _of_name(name: Name, text: str, key: str | None, kind: str | None) -> Reference | None:
    own = fold(name.text).removeprefix("the")
    if key and own == key.removeprefix("the"):
        return Reference(Of.SUBJECT)
    if key and _is_longer(name, own, key, kind):
        return Reference(Of.SUBJECT)
    if key and not name.marked and _is_tail(name.text, own, key):
        return Reference(Of.SUBJECT, exact=False)  # "the Series 10", in an article about the Watch Series 10
    before = text[max(0, name.start - 40) : name.start]
    if key and key.removeprefix("the").startswith(own):
        if _OLDER_ONE.search(before):
            return Reference(Of.OTHER, name.text, work=True)  # "the first Salt Road", in an article about its sequel
        if same_work(fold(name.text), key):
            return Reference(Of.SUBJECT, exact=False)
    return None if _is_attached(name, text, before) else Reference(Of.OTHER, name.text, work=name.marked)


def _is_attached(name: Name, text: str, before: str) -> bool:
    """Say whether a name only belongs to something else: who made it, where it is shown, what it follows."""
    if before[-LONGEST_FOLLOWED:].count(" to ") and _FOLLOWED.search(before):
        return True  # "the follow-up to 2022's ‘Salt’": what comes out is the one that follows
    last = before.rstrip().endswith(("ith", "ith the")) and not text[name.end :].strip()
    return not name.marked and not last and _ATTACHED.search(before) is not None


def _is_longer(name: Name, own: str, key: str, kind: str | None) -> bool:
    """Say whether a name is the subject's with more: "Release Date for Salt Road", "The Lexus LC 500", "Salt 2024"."""
    if own.endswith(key) and (_OWN_HEAD.match(name.text) or (len(key) >= LONG_KEY and _MAKER.match(name.text))):
        return True
    more = None if name.marked else own.startswith(key.removeprefix("the")) and _ONLY_MORE.search(name.text)
    return bool(more) and (kind == "TVSeries" or not LATER_PART.search(name.text))


def _is_tail(words: str, own: str, key: str) -> bool:
    """Say whether some words are the end of the subject's name, and enough of it to know it by."""
    long = len(own) >= LONG_KEY or (len(own) >= SHORT_KEY and any(letter.isdigit() for letter in own))
    return long and " " in words and key.endswith(own)


def _is_namesake(found: re.Match[str], about: Subject) -> bool:
    """Say whether a noun of the subject's name has another word before it: the summer solstice, not winter's."""
    own = about.name.lower().split()
    modifiers = found["mod"].lower().split()
    return found["what"].lower() in own[1:] and bool(modifiers) and not set(modifiers) & {*own, *_NEUTRAL}


def of_noun(found: re.Match[str], about: Subject | None) -> Reference:
    """Return whose release a word found by `things_in` speaks of."""
    if found["noun"] and about and found["what"].lower() in _HANDED_OVER:
        return Reference(Of.SUBJECT, exact=False)  # "order books", "first deliveries": of what the article is about
    if found["noun"]:
        return _of_common_noun(found, about)
    if found["season"]:
        return Reference(Of.SUBJECT if about and about.type in {"TVSeries", None} else Of.UNKNOWN)
    if found["access"]:
        return Reference(Of.ACCESS, found["access"].capitalize())
    if found["pronoun"] and found["pronoun"].lower() == "they" and about and about.type in _SINGLE:
        return Reference(Of.UNKNOWN)
    return Reference(Of.PRONOUN if found["pronoun"] else Of.PUBLICITY)


def _of_common_noun(found: re.Match[str], about: Subject | None) -> Reference:
    kind = TYPE_OF_NOUN.get(found["what"].lower())
    if about and about.type in _TOLD_IN and found["what"].lower() in _GENRES:
        kind = about.type
    called = " ".join(f"{found['mod']}{found['what']}".split())
    own = (found["det"] or "").lower() in {"its", "the"} and found["what"].lower() in {"season", "series", "episodes"}
    if about and about.type == "TVSeries" and own and not _OLDER_WORD.search(found["noun"]):
        return Reference(Of.SUBJECT)  # "its third season"
    if _FORMER_WORD.search(found["noun"]) and " annual" not in found["noun"]:  # "its fourth annual festival" is itself
        return Reference(Of.OTHER, called, work=bool(kind))
    if about and kind and _is_namesake(found, about):
        return Reference(Of.OTHER, called, work=True)
    definite = (found["det"] or "").lower() in {"the", "this", "its", "their", "our", "all"}
    owned = bool(kind and (_NEWS.search(found["mod"]) or (found["det"] or "").lower() in _OWNERS))
    if about and (definite or owned) and kind in {None, about.type}:
        # "the Duke's long-awaited memoir", "my new album" are most often the subject; so is "the new Xperia phone"
        strange = owned or any(
            word[0].isupper() and word.lower() not in about.name.lower() for word in found["mod"].split()
        )
        strange = strange or found["what"].lower() in _MAY_BE_ANOTHER
        return Reference(Of.SUBJECT, exact=not strange)
    if kind and about and kind != about.type:
        return Reference(Of.OTHER, work=True)
    definite = definite or "’s " in found["mod"] or "'s " in found["mod"]
    return Reference(Of.UNKNOWN, work=bool(kind) and definite and about is None)  # "the film", whose name is not known
