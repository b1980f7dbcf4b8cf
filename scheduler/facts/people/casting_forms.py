"""Who plays whom, in the words of the trade: takes on the role of, reprises, joins the cast, As Ada, Jane Lee."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.claims import WORK, Claimed, Stage
from scheduler.facts.people.name_lists import (
    EPITHET,
    character_at,
    listed_names,
    names_before,
    outside_brackets,
    persons_of,
)
from scheduler.facts.people.person_names import NAME, could_be_person, has_given_name

_THEN: Final = (
    r"(?: (?:also|both|will|would|has|have|had|is|are|was|were|be|been|then|already|once|again|to|set|next|now|recently"
    r"|officially|reportedly|who|confirmed|offered))*"
)
_TAKES: Final = re.compile(
    rf"(?:,? who)?{_THEN} (?:takes?|taking|took|taken|tackles?|tackling|plays?|playing|played|lands?|landed|steps?"
    rf"|stepping"
    rf"|essays?|essayed|essaying|fills?|sign(?:s|ed) (?:on|up)|stars?|starring|appears?|appearing|seen|cast"
    rf"|returns?|returning|reprises?"
    rf"|reprised|reprising|gives|delivers|offers|turns|portrays?|portraying)(?: (?:on|up|into|in|for|as|to))? (?:the "
    rf"|a |his |her |their )"
    rf"(?:[\w-]+,? ){{0,3}}$|{_THEN} in (?:the|a) (?:[\w-]+ ){{0,2}}$"
)
_INTO: Final = re.compile(rf"(?:,? who)?{_THEN} $")
_JOINED: Final = re.compile(r"(?: out)? the (?:[\w’'-]+ ){0,3}?(?:cast|ensemble|line-?up)\b")
_LIST: Final = re.compile(
    rf"(?:,? (?:cast|members?|cast members|include[sd]?|including|which|that|leads?|stars?|are|is|be|features?|also"
    rf"|the likes of"
    rf"|of|by|in roles|will"
    rf"|to the cast))*:? {EPITHET}(?=[A-Z])"
)
_CHOSEN_TO: Final = re.compile(
    r"(?: (?:have|has|had|been|are|is|were|was|both|all))* (?:tapped|cast|set|signed on) to $"
)
_LEADS: Final = re.compile(rf" (?:as\b|the (?:[\w-]+ ){{0,2}}(?:cast|ensemble|{WORK})\b|_)")
_OPENS: Final = re.compile(r"(?:^|[.!?:]\s|[\n_] ?)$")
_ACTS_AFTER: Final = re.compile(r"(?:,| \(|(?: [a-z]+ly)? (?:is|was|has|does|[a-z]+(?:s|ed))\b)")
_BILLED: Final = re.compile(r" by (?=[A-Z])")
LONGEST_GAP: Final = 90
MOST_NAMED: Final = 12
MOST_LINES: Final = 30


def by_part(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "takes on the role of Ada", "reprises her role as Ada", "in the part of the keeper"."""
    prose = stage.prose
    if stage.acted and _IN_TITLE.search(prose, max(0, start - 24), start):
        yield from _in_role(stage, start, end)
    again = word in {"role", "roles"} and prose[end : end + 4] not in {" of ", " as "}
    if (again and not stage.acted) or (word not in {"role", "roles"} and prose[end : end + 4] not in {" of ", " as "}):
        return
    for mention in stage.cast.mentions_before(start, 2):
        if start - mention.end > LONGEST_GAP:
            return
        taken = _TAKES.fullmatch(prose, mention.end, start)
        if taken and stage.cast.could_be(mention) and (not again or _AGAIN.search(taken[0])):
            character = None if again else character_at(prose, end + 3, names_only=False, bare=True)
            names = names_before(stage.cast, mention.end, MOST_NAMED)
            text = character.text if character and len(names) == 1 else None
            for name in names:
                yield Claimed(name, "actor", name.start, character.end if character else end, text)
            return


_AGAIN: Final = re.compile(r" (?:reprises?|reprised|reprising|return(?:s|ing)? to) (?:his|her|their) ")
_IN_TITLE: Final = re.compile(
    r" in (?:the|a|its|his|her) (?:title|titular|lead|leading|main|starring|central)(?: voice)? $"
)


def _in_role(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "introduces Jane Lee in the title role"."""
    for mention in stage.cast.mentions_before(start, 1):
        if _IN_TITLE.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
            for name in names_before(stage.cast, mention.end, MOST_NAMED):
                yield Claimed(name, "actor", name.start, end)


_IN_WORK: Final = re.compile(
    rf" in (?:(?:the|this|both) (?:[\w-]+ )?(?:{WORK}|trailer|cast)|supporting roles|key roles|pivotal roles)\b"
    rf"| alongside\b"
)


def by_turning(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "transforms into Seo Jun", "will be seen as Ada", "appears as the keeper"."""
    prose = stage.prose
    if word == "appearing" and prose.startswith(" are ", end):
        yield from by_listing(stage, start, end, word)
    if word in {"appear", "appears"} and stage.acted and _IN_WORK.match(prose, end):
        last = next(iter(outside_brackets(stage.cast, start, 1)), None)
        names = names_before(stage.cast, last.end, MOST_NAMED) if last else []
        if last and (len(names) > 1 or word == "appears") and _INTO.fullmatch(prose, last.end, start):
            for name in names if stage.cast.could_be(last) else ():
                yield Claimed(name, "actor", name.start, end)
    joint = next((each for each in (" into ", " as ") if prose.startswith(each, end)), None)
    if not joint or not stage.acted:
        return
    for mention in stage.cast.mentions_before(start, 1):
        if _INTO.fullmatch(prose, mention.end, start) and stage.cast.could_be(mention):
            character = character_at(prose, end + len(joint) - 1, names_only=False, bare=True)
            if character:
                yield Claimed(mention, "actor", mention.start, character.end, character.text)


_THEM: Final = re.compile(
    rf" (?:them|him|her|the [a-z ]{{0,20}}cast)(?: (?:for|in|on) [^,.;:\n]{{1,40}}?)? (?:are|is"
    rf"|will be) {EPITHET}(?=[A-Z])"
)


def by_joining(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "A and B have joined the cast", "A and B round out the cast", "joining A, B and C"."""
    if not _JOINED.match(stage.prose, end):
        them = _THEM.match(stage.prose, end)
        at = them.end() if them else end + 1
        listed = listed_names(stage.cast, at, most=MOST_NAMED) if word == "joining" and stage.acted else []
        if len(listed) > 1 and any(stage.cast.is_person(each.name) for each in listed):
            for each in listed:
                yield Claimed(each.name, "actor", start, each.end, each.character)
        return
    for mention in stage.cast.mentions_before(start, 1):
        if _INTO.fullmatch(stage.prose, mention.end, start) and stage.cast.could_be(mention):
            for name in names_before(stage.cast, mention.end, MOST_NAMED):
                yield Claimed(name, "actor", name.start, end)


def by_listing(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "newcomers include Jane Lee", "rounding out the ensemble are", "toplined by Jane Lee and Tom Oak"."""
    if not stage.acted:
        return
    if word == "voices" and stage.prose.endswith(" as the ", 0, start):
        return  # "return as the voices of Ada and Bo"
    if word == "company" and not stage.prose.startswith(": ", end):
        return
    if word == "announced" and not stage.prose.endswith("previously ", max(0, start - 12), start):
        return
    found = (
        _BILLED.match(stage.prose, end)
        if word.endswith("ed") and word != "announced"
        else _LIST.match(stage.prose, end)
    )
    listed = listed_names(stage.cast, found.end(), most=MOST_NAMED) if found else []
    if found and (found[0].strip() or len(listed) > 1):
        for each in persons_of(stage.cast, listed):
            yield Claimed(each.name, "actor", start, each.end, each.character)


def by_choice(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Jane Lee and Tom Oak have been tapped to lead the film"."""
    if not stage.acted:
        return
    for mention in stage.cast.mentions_before(start, 4):
        if start - mention.end > LONGEST_GAP:
            return
        between = stage.prose[mention.end : start].removeprefix(")")
        leads = _LEADS.match(stage.prose, end) if between in {" ", " will "} else None
        if (leads or _CHOSEN_TO.fullmatch(between)) and stage.cast.could_be(mention):
            character = character_at(stage.prose, leads.end(), names_only=False) if leads else None
            for name in names_before(stage.cast, mention.end, 4):
                yield Claimed(name, "actor", name.start, end, character.text if character else None)
            return


def opening_as(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "As Ada's estranged son, Tom Oak is": the character first, where a sentence opens."""
    prose = stage.prose
    if prose[start] != "A" or not _OPENS.search(prose, max(0, start - 2), start):
        return
    character = character_at(prose, end, names_only=False, bare=True)
    if not character or prose[character.start : character.start + 2] in {"a ", "an"}:
        return
    comma = re.compile(rf", {EPITHET}(?=[A-Z])").match(prose, character.end)
    actor = stage.cast.mention_at(comma.end()) if comma else None
    if actor and stage.cast.could_be(actor) and stage.cast.is_person(actor) and _ACTS_AFTER.match(prose, actor.end):
        yield Claimed(actor, "actor", start, actor.end, character.text)


_LINE: Final = re.compile(
    rf"\n+(?:(?P<a>{NAME})(?:: ?| [–—-] | \.{{2,}} )(?P<b>{NAME}|the [a-z][\w -]{{1,30}})"
    rf"|(?P<d>{NAME}) \((?P<e>{NAME})\)"
    rf"|{NAME} as [^\n]{{1,60}}|(?P<c>{NAME}))[ ]*(?=\n|$)"
)
LINES_BEGIN: Final = re.compile(r"(?: [^\n]{0,40})?[?:]?\n+(?:[^\n]{1,160}:\n+)?(?<=\n)")


def by_lines(stage: Stage, end: int) -> Iterator[Claimed]:
    """Read the lines under a heading "Cast": “Ada: Jane Lee”, “Jane Lee – Ada”, one a line."""
    prose = stage.prose
    opening = LINES_BEGIN.match(prose, end)
    at = opening.end() - 1 if opening else end
    found: list[re.Match[str]] = []
    while len(found) < MOST_LINES and (line := _LINE.match(prose, at)):
        found.append(line)
        at = line.end()
    for line in found:
        if not (line["a"] or line["c"] or line["d"]):
            continue  # "Jane Lee as Ada" is read wherever it stands
        if line["d"]:
            actor = stage.cast.mention_at(line.start("d"))
            if actor and stage.cast.could_be(actor):
                yield Claimed(actor, "actor", line.start("d"), line.end(), line["e"])
            continue
        group = "c" if line["c"] else "b" if _known(line["b"]) or not _known(line["a"]) else "a"
        mention = stage.cast.mention_at(line.start(group))
        other = None if group == "c" else line["a" if group == "b" else "b"]
        if mention and stage.cast.could_be(mention) and (other or len(found) > 1):
            yield Claimed(mention, "actor", line.start("a" if other else "c"), line.end(), other)


def _known(name: str) -> bool:
    return has_given_name(name) and could_be_person(name) and not name.startswith("Young ")


_STARS_BEFORE: Final = re.compile(r"\b(?:stars?|starring|starred|plays?|reprises?|appears?|cast|seen)\b[^.!?\n]*$")


def by_side(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "stars opposite Jane Lee", "alongside Jane Lee (Ada) and Tom Oak"."""
    listed = listed_names(stage.cast, end + 1, most=MOST_NAMED) if stage.acted else []
    played = any(each.character for each in listed)
    if listed and (played or _STARS_BEFORE.search(stage.prose, max(0, start - 120), start)):
        for each in listed:
            if stage.cast.could_be(each.name):
                yield Claimed(each.name, "actor", start, each.end, each.character)
