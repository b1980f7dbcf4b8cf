"""Who plays in it: stars Jane Lee; Jane Lee as Ada; Jane Lee plays Ada; Ada (Jane Lee); the villain, Jane Lee."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.casting_forms import by_lines, by_listing, opening_as
from scheduler.facts.people.claims import ARTICLE_BEFORE, LONGEST_PROOF, SHORT_PROOF, WORK, Claimed, Stage
from scheduler.facts.people.crew_forms import by_owner
from scheduler.facts.people.name_lists import EPITHET, character_at, character_of_passive, listed_names, names_before
from scheduler.facts.people.person_names import has_given_name

_STARS: Final = re.compile(rf"(?: (?:both|the likes of|are|is))? {EPITHET}(?=[A-Z])")
STARS_IN: Final = re.compile(r" (?:as|in|alongside|opposite|with)\b| _+")
_STARRING_BEFORE: Final = re.compile(r" (?:is|was|will be|has been|are)\b[^.,;:\n]{0,50} $")
_CAST: Final = re.compile(
    r"(?: (?:list|members?|mates?))?(?: (?:also|now|of [^.,;\n]{1,40}?))?(?: (?:is|are|will)(?: (?:be|include"
    r"|also include|led|headed"
    r"|headlined|rounded out|completed) by)?"
    r"| (?:includes?|including|features?|featuring|consists of|comprises|led by|headed by|boasts|stars)|:|,?"
    r" which (?:also )?includes|,? including|)"
    r"(?: (?:also|both|the likes of))? "
    rf"{EPITHET}(?=[A-Z])"
)
_CAST_IN: Final = re.compile(r" (?:as|in|opposite|alongside)\b(?! (?:doubt|iron|stone|bronze|concrete))")
_BEEN: Final = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?:,? who)? (?:(?:has|have|had) (?:also |already |now |since )?been|was|were|is|are) $"
)
_LEAD_PART: Final = re.compile(
    r" (?:(?:the|a) (?:lead|leading|title|titular|starring)\b(?: (?:role|part|character))?"
    r"|(?:(?:lead|leading|supporting|pivotal|important|main) )+(?:roles|parts|characters)\b)"
)
_IN_ROLES: Final = re.compile(
    r" (?:in|playing|taking) (?:the |a )?(?:dual|double|lead|leading|starring|main|title|titular|key|supporting"
    r"|central|pivotal)\b"
)
_WORK_BEFORE: Final = re.compile(rf"\b(?:{WORK}|cast|ensemble|it)s?,? (?:also |will |which |that )*$", re.IGNORECASE)
FEATURES: Final = frozenset({"feature", "features", "featuring"})


def by_star(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "starring Jane Lee and Tom Oak as Ada", and "Jane Lee stars as Ada in"."""
    prose = stage.prose
    found = _STARS.match(prose, end)
    if found and (stage.acted or word == "starring"):
        listed = listed_names(stage.cast, found.end(), most=12)
        featured = len(listed) > 1 and _WORK_BEFORE.search(prose, max(0, start - 24), start)
        for each in listed:
            if word not in FEATURES or each.character or featured or _IN_ROLES.match(prose, each.end):
                yield Claimed(each.name, "actor", start, each.end, each.character)
    elif word in FEATURES and STARRED.match(prose, end):
        yield from by_names_before(stage, start, end)
    elif word not in FEATURES and (
        STARS_IN.match(prose, end) or (word == "co-stars" and prose[end : end + 1] in {",", "."})
    ):
        claimed = list(_subject_plays(stage, start, end, required=False))
        yield from claimed
        for mention in stage.cast.mentions_before(start, 1) if not claimed and word == "starring" else ():
            if _STARRING_BEFORE.fullmatch(prose, mention.end, start) and stage.cast.is_person(mention):
                yield Claimed(mention, "actor", mention.start, end)


def by_cast(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the cast includes Jane Lee" and "Jane Lee has been cast as Ada"."""
    if _CAST_IN.match(stage.prose, end):
        for mention in stage.cast.mentions_before(start, 1):
            if _BEEN.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
                character = character_at(stage.prose, end, names_only=False)
                text = character.text if character else None
                for name in names_before(stage.cast, mention.end, MOST_BEFORE):
                    yield Claimed(name, "actor", name.start, character.end if character else end, text)
        return
    if stage.acted and stage.prose.startswith("\n", end):
        yield from by_lines(stage, end)
        return
    found = _CAST.match(stage.prose, end)
    if found and stage.acted:
        for each in listed_names(stage.cast, found.end(), most=20):
            if stage.cast.could_be(each.name):
                yield Claimed(each.name, "actor", start, each.end, each.character)


def by_joined(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "is joined by Tom Oak as Bo and Jane Lee"."""
    if not stage.acted or not stage.prose.startswith(" by ", end):
        return
    listed = listed_names(stage.cast, end + 4, most=8)
    if any(each.character for each in listed):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


def by_with(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "with Jane Lee and Tom Oak in the lead roles"."""
    if stage.prose[end : end + 1] != " " or not stage.prose[end + 1 : end + 2].isupper():
        return
    listed = listed_names(stage.cast, end + 1, most=6)
    if listed and _IN_ROLES.match(stage.prose, listed[-1].end):
        for each in listed:
            yield Claimed(each.name, "actor", start, each.end, each.character)


STARRED: Final = re.compile(r"[.,](?=\s|$)| (?:as|in|opposite|alongside|together)\b")
_STAR_TOO: Final = re.compile(
    r"(?:,? who)?(?: (?:also|both|all|will|are|is|have|attached|signed|on|set|tapped|due|confirmed|to))* "
)


def by_names_before(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "Jane Lee, Tom Oak and Finn Marsh star": at least two names, with nothing else between."""
    last = next(stage.cast.mentions_before(start, 1), None)
    if last is None or not _STAR_TOO.fullmatch(stage.prose, last.end, start) or not stage.cast.could_be(last):
        return
    names = names_before(stage.cast, last.end, MOST_BEFORE)
    chosen = stage.prose.endswith(" to ", last.end, start)  # "with Jane Lee attached to star"
    if (chosen or len(names) > 1) and stage.acted:
        for name in names:
            yield Claimed(name, "actor", name.start, end)


MOST_BEFORE: Final = 8
_THE_KEEPER: Final = re.compile(r" the [A-Z]")
_AS_AFTER: Final = frozenset(
    {
        " ",
        " returns ",
        " stars ",
        " also stars ",
        " will return ",
        " is back ",
        " back ",
        " reprises ",
        " co-stars ",
        " joins ",
        " joins the cast ",
        " also returns ",
        " appears ",
        " also appears ",
        " returning ",
    }
)
_IN_CAST: Final = re.compile(
    r"\b(?:stars?|starring|plays|cast|with)\b[^.!?\n]*,? (?:and|with) $|(?:, with|\b(?:alongside|opposite"
    r"|newcomers?|by)) $"
)


def by_as(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Jane Lee as Ada Boyle": two names and nothing between."""
    if not stage.acted:
        return
    yield from opening_as(stage, start, end)
    for mention in stage.cast.mentions_before(start, 1):
        between = stage.prose[mention.end : start]
        listed = between == " " and _IN_CAST.search(stage.prose, max(0, mention.start - 160), mention.start)
        named_only = not listed and between == " " and not _THE_KEEPER.match(stage.prose, end)
        at = end if named_only else start - 1
        character = character_at(stage.prose, at, names_only=named_only) if between in _AS_AFTER else None
        if character and stage.cast.could_be(mention):
            yield Claimed(mention, "actor", mention.start, character.end, character.text)


_BY_ACTOR: Final = re.compile(rf" by {EPITHET}(?=[A-Z])")


def by_play(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "Jane Lee plays Ada" and "Ada, played by Jane Lee"."""
    if not stage.acted:
        return
    if word == "play":
        yield from by_owner(stage, start, end, "writer")
    elif word == "voices":
        yield from by_listing(stage, start, end, word)
    passive = _BY_ACTOR.match(stage.prose, end)
    if passive and word == "play":  # "a new play by Jane Lee"
        for each in listed_names(stage.cast, passive.end(), most=2):
            yield Claimed(each.name, "writer", start, each.end)
        return
    if not passive:
        yield from _subject_plays(stage, start, end, required=True)
        return
    character = character_of_passive(stage.cast, start)
    for each in listed_names(stage.cast, passive.end(), most=3):
        yield Claimed(
            each.name, "actor", character.start if character else start, each.end, character.text if character else None
        )


_PLAYS_BEFORE: Final = re.compile(
    r"(?:,? who|, [^,.;\n]{1,40},| \([^()\n]{1,30}\)|,)?(?: (?:also|then|previously|later|will|would|has|had"
    r"|once|is|are|was|were|been|be|co|attached|signed on|confirmed|tapped))*(?: set)?(?: to)? $"
)
_LED_TO: Final = re.compile(r"\b(?:in|of|from|by|opposite|on|at) $")
MOST_PARTNERS: Final = 4
_DESCRIBED: Final = re.compile(
    r"\b[Tt]he (?:[\w’'-]+ ){0,4}(?:actor|actress|star|performer|comedian)(?: also| will| then)? $"
)


def _subject_plays(stage: Stage, start: int, end: int, *, required: bool) -> Iterator[Claimed]:
    prose = stage.prose
    character = character_at(prose, end, names_only=False, bare=required)
    lead = _LEAD_PART.match(prose, end)
    if required and character is None and not lead:
        return
    close = character.end if character else end
    text = character.text if character else None
    before = list(stage.cast.mentions_before(start, 2))
    aside = bool(before) and prose[before[0].end : start] == ", "
    if aside and _LED_TO.search(prose, max(0, before[0].start - 10), before[0].start):
        before = []  # "who was last seen in Salt Road, plays"
    if before and _PLAYS_BEFORE.fullmatch(prose, before[0].end, start) and stage.cast.could_be(before[0]):
        yield Claimed(before[0], "actor", before[0].start, close, text)
        for partner in names_before(stage.cast, before[0].end, MOST_PARTNERS)[:-1]:
            yield Claimed(partner, "actor", partner.start, close, text)
        return
    described = _DESCRIBED.search(prose, max(0, start - 80), start)
    who = stage.cast.person_before(described.start()) if described else None
    if described and who and described.start() - who.start < LONGEST_PROOF:
        yield Claimed(
            who, "actor", who.start if described.start() - who.start < SHORT_PROOF else described.start(), close, text
        )


_BACK: Final = re.compile(rf"(?: cast members?)? (?:are|is|include|includes) {EPITHET}(?=[A-Z])")


def by_return(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "also back are Jane Lee (Ada) and Tom Oak"."""
    found = _BACK.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=12) if found and stage.acted else ():
        if stage.cast.could_be(each.name):
            yield Claimed(each.name, "actor", start, each.end, each.character)


_VILLAIN: Final = re.compile(rf"(?: (?:of|in) (?:the|this) (?:{WORK}))?(?:,| is) (?=[A-Z])")


def by_villain(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the villain of the film, Jane Lee"."""
    found = _VILLAIN.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=1) if found and stage.acted else ():
        if stage.cast.is_person(each.name) and has_given_name(each.name.text):
            before = ARTICLE_BEFORE.search(stage.prose, max(0, start - 12), start)
            yield Claimed(each.name, "actor", before.start() if before else start, each.end)
