"""What a release word speaks of: the article's subject, another work, tickets, or mere publicity for it."""

import re
from dataclasses import replace
from typing import Final

from scheduler.facts.folding import lowered
from scheduler.facts.release_dates.appositions import explained
from scheduler.facts.release_dates.parts import ADDITION_TO, is_part_of_another, part_of
from scheduler.facts.subject.naming import Named, Of, Reference, named_in, of_noun, things_in
from scheduler.facts.subject.titles import names_in
from scheduler.model import Subject

_BOUND: Final = re.compile(
    r"[;:—()]|,\s|\s[–-]\s|\b(?:that|which|who|whose|while|when|where|because|but|and|as|after|before"
    r"|(?<!full )(?<!the )(?<!\ba )reveal\w*|confirm\w*"
    r"|announc\w*|said|says|show(?:s|ed)|if|since|though|although)\b"
)
"""Where a clause ends in a text in lower case."""
_FOR: Final = re.compile(
    r"\s(?:(?:[\w-]+\s){0,2}?(?:for|of|from)|to|about|on)\s(?:(?:the|his|her|its|their|a)\s)?", re.IGNORECASE
)
_TELLS: Final = ("confirm", "announc", "reveal", "said", "says")
"""What leads to "that" where it tells what was said."""
_RELATIVE: Final = frozenset({"which", "who", "whose", "where", "that", "when"})
_ASIDE: Final = re.compile(r",\s(?:which|who|whose|where)\b(?!.*,\s(?:which|who|whose|where)\b)", re.DOTALL)
_EXPLANATION: Final = re.compile(
    r"[”\"’]?,[”\"’]?\s(?:an?|the|their|his|her|its|our|now|available|directed|starring|based|created|written"
    r"|from|by|set"
    r"|produced|featuring|which|who|about|inspired|adapted|set|in which|on which|where|whose"
    r"|with)\s[^;:—?!]{3,140}?,[”\"]?\s"
)
"""What stands between commas behind a name: “Salt, a film about wheat from Fife, opens”."""
_ALIAS: Final = re.compile(r"[”\"’]?,?\s(?:[A-Z]{2,5},?\s)?(?:\(|,\s)?[“\"‘'][^“”\"‘’'\n]{2,40},?[”\"’'](?:\)|,)?\s")
"""A second name in quotes right behind a name: “Salt 24.04 LTS, "Noble Newt", is planned for”."""
_WHICH: Final = re.compile(
    r"(?:[\"”’*_]{0,2}, |,[\"”’*_]{1,2} )(?:which (?:will |is (?:set|due|scheduled|slated) to )?)?$"
)
_PARTICIPLE: Final = re.compile(r"[a-z]+ing\b|(?:now|only|out|in|on|due|available|exclusively)\s")
_BEHIND: Final = re.compile(r"(?:was|were|had|has|[a-z]+ed)\b")
_PART_OF_WORK: Final = re.compile(
    r"[\"”’]?\s(?:finale|sequel|prequel|spin-?off|expansion|soundtrack|reunion|special|remake|remaster"
    r"|adaptation)(?=\s)"
)
_OPENS_CLAUSE: Final = re.compile(
    r"[ \"“‘']*(?:[Ii]n (?:the )?[A-Z][\w.]{1,20}(?: (?:and (?:the )?)?[A-Z][\w.]{1,20}){0,2},? )?[ \"“‘']*"
)
"""What may stand before "it" where it is what the clause speaks of: nothing, or "In France"."""
_OBJECT_NAME: Final = re.compile(r"[\"”’*_]?,[\"”’]? (?:an?|the|his|her|its|their)\b")
__all__ = [
    "CLAUSE_CHARACTERS",
    "Of",
    "Reference",
    "name_at",
    "named_in",
    "reference_before",
    "reference_in",
    "speaks_of",
]

ARTICLE: Final = len("the ")
CLAUSE_CHARACTERS: Final = 220


def reference_before(text: str, end: int, about: Subject | None) -> Reference:
    """Return what stands as the subject of the verb at `end`: the nearest thing before it in its clause.

    Where the clause right before the verb names nothing ("The film, which stars Lee, will open"), the one before it is
    asked; a relative clause in between is passed over.
    """
    window = text[max(0, end - CLAUSE_CHARACTERS) : end]
    aside = _ASIDE.search(window)
    if aside and window.endswith(", "):
        window = window[: aside.start()]
    names = named_in(window, about)
    for name, each in reversed(names):
        if each.of is Of.SUBJECT and _EXPLANATION.fullmatch(window, name.end):
            return each
        if each.of is Of.SUBJECT and name.end < len(window) and _ALIAS.fullmatch(window, name.end):
            return each
    bounds = [
        each
        for each in _BOUND.finditer(lowered(window))
        if not any(name.start < each.end() <= name.end for name, _ in names)
    ]
    trailed = _relative_name(text, window, end, names, about)
    if trailed:
        return trailed
    stop, joined = len(window), bool(aside)
    relative = False
    for bound in reversed(bounds):
        if relative and bound[0].startswith(_TELLS) and not window[bound.end() : stop].strip():
            return Reference(Of.PRONOUN)  # "Northway has confirmed that the new date is": of what was spoken of
        near = _nearest(window, (bound.end(), stop), names, about, joined=joined)
        if near.of is not Of.UNKNOWN or (relative and window[bound.end() : stop].strip()):
            return near  # a relative clause speaks of what stands right before it, known or not
        relative = relative or bound[0] in _RELATIVE
        stop, joined = bound.start(), bound[0] not in _RELATIVE
    return _nearest(window, (0, stop), names, about, joined=joined)


def _relative_name(text: str, window: str, end: int, names: Named, about: Subject | None) -> Reference | None:
    """Return the subject where a clause that looks ahead hangs on it: "the trailer for Salt, which opens on"."""
    found = _WHICH.search(window)
    if found is None or _BEHIND.match(text, end):
        return None
    if "which" not in found[0] and not _PARTICIPLE.match(text, end):
        return None
    nouns = (
        (each.start(), of_noun(each, about))
        for each in things_in(window)
        if each.end() == found.start() and each["noun"]
    )
    named = ((name.start, each) for name, each in names if name.end == found.start())
    own = next(((start, each) for start, each in (*named, *nouns) if each.of is Of.SUBJECT), None)
    if own is None or ADDITION_TO.search(window[: own[0]]):
        return None
    return own[1]


def reference_in(text: str, about: Subject | None) -> Reference:
    """Return what stands as the object between a verb and its date, or UNKNOWN."""
    names = named_in(text, about)
    own = [(name.start, each) for name, each in names if each.of is Of.SUBJECT]
    if own:
        found = next(things_in(text), None)
        first, reference = min(own, key=lambda each: each[0])
        if found and found["publicity"] and found.start() < first:
            return Reference(Of.PUBLICITY)
        return reference
    others = [(name, each) for name, each in names if each.name]
    if others and _OBJECT_NAME.match(text[others[0][0].end :]) and not text[: others[0][0].start].strip(" \"“‘'*_"):
        return replace(others[0][1], work=True)  # "publishes Salt Road, her first collection"
    for found in things_in(text):
        if not found["pronoun"]:
            return of_noun(found, about)
    if not others:
        return Reference(Of.UNKNOWN)
    direct = text[: others[0][0].start].strip(" \"“‘'*_") == ""
    return replace(others[-1][1], work=others[-1][1].work or direct)  # "will open Salt Road Books on July 10"


def last_work_in(text: str, about: Subject | None) -> Reference | None:
    """Return the last work that a text names, which "its" behind it stands for."""
    works = (each for _, each in reversed(named_in(text, about)) if each.of is Of.SUBJECT or each.work)
    return next(works, None)


def name_at(text: str, end: int, about: Subject | None) -> Reference:
    """Return whose name it is that ends right here."""
    low = max(0, end - CLAUSE_CHARACTERS)
    window = text[low:end].rstrip(" \"”’'*_,")
    found = (each for name, each in named_in(text[low:end], about) if name.end == len(window))
    return next(found, Reference(Of.UNKNOWN))


def speaks_of(text: str, about: Subject) -> bool:
    """Say whether a sentence speaks of the subject, by its name or as "the film"."""
    if any(each.of is Of.SUBJECT for _, each in named_in(text, about)):
        return True
    return any(of_noun(found, about).of is Of.SUBJECT for found in things_in(text))


def _nearest(window: str, clause: tuple[int, int], names: Named, about: Subject | None, *, joined: bool) -> Reference:
    """Return the last thing named in a clause; "the trailer for the film" is a trailer, "the film's crew" a crew.

    `joined` says that the verb is the clause's second one ("was shot in Fife and opens"), so that another may stand in
    between.
    """
    edge, stop = clause
    found = [(match.start(), match.end(), of_noun(match, about)) for match in things_in(window, edge, stop)]
    named = [
        (name.start, name.end) for name in names_in(window)
    ]  # also those that are left out: "at the Salt Festival"
    found = [each for each in found if not any(start <= each[0] + ARTICLE and each[1] <= end for start, end in named)]
    own = [(name.start, name.end) for name, each in names if each.of is Of.SUBJECT]
    found = [each for each in found if not any(start < each[0] < end for start, end in own)]  # "of the Salt season 2"
    found = explained(window, found, names)
    nouns = {start for start, _, each in found if each.of is not Of.UNKNOWN or each.work}
    found += [
        (name.start, name.end, each) for name, each in names if edge <= name.start < stop and name.start not in nouns
    ]
    found.sort(key=lambda each: each[0])
    for _, end, each in found:
        if each.of in {Of.PUBLICITY, Of.ACCESS} and _FOR.match(window, end):
            return each
    for start, end, each in reversed(found):
        opens = bool(_OPENS_CLAUSE.fullmatch(window, edge, start))
        if each.of is Of.UNKNOWN and each.work:
            return each
        if each.of is Of.UNKNOWN or (each.of is Of.PRONOUN and not opens):
            continue
        part = _PART_OF_WORK.match(window, end, stop)
        if each.of is Of.SUBJECT and part:
            return Reference(Of.OTHER, window[start : part.end()].removeprefix("The ").removeprefix("the "), work=True)
        if each.of is Of.SUBJECT and is_part_of_another(window, (edge, start), (end, stop), joined=joined):
            return part_of(window, edge, start)
        return each
    return Reference(Of.UNKNOWN)
