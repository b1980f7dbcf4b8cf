"""Roles as words: director Jane Lee; Jane Lee, the director; the director is Jane Lee; "the director said"."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people.claims import LONGEST_PROOF, SHORT_PROOF, WORK, Claimed, Stage
from scheduler.facts.people.crew_forms import serving_as
from scheduler.facts.people.name_lists import listed_names
from scheduler.facts.people.person_names import NAME, Mention, is_organisation
from scheduler.facts.people.roles import ROLE_OF_WORD, ROLE_WORD, SCREEN_ROLES, role_of
from scheduler.facts.quotations.speech_words import said_before

_WORD: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*+")
_IN_NAME: Final = re.compile(r" [A-Z][\w-]*+(?! [A-Z])")
_LINK: Final = re.compile(r"(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*+)(?:,? and |, |/| / | & |-)$", re.IGNORECASE)
_JOINS: Final = re.compile(r"(?:\band |, |/| / | & |-)$", re.IGNORECASE)
_OF_WORK: Final = re.compile(
    rf"(?:,| (?:of|on|behind|for) (?:the|this|that|his|her) (?:[\w’'-]+ ){{0,3}}(?:{WORK}),?"
    rf"|(?: (?:of|on|behind|for|in) [^.,;:\n]{{1,60}}?)? (?:also )?(?:is|are|was|were|will be"
    rf"|includes?)(?: also)?(?: none other than)?|:)? (?=[A-Z])"
)
_AND_ROLE: Final = re.compile(
    rf"(?:(?:,? and |, |/| / | & )(?:the )?(?:[\w-]+ )?(?:{ROLE_WORD})s?\b){{1,3}}", re.IGNORECASE
)
_IS: Final = re.compile(
    r"(?:,|,? who(?: is| was|’s|'s| has been)|,? is| was)(?: (?:now|also|both|herself|himself|currently))?"
    r" (?:(?:the|an?|its|their|his|her|our|one of the) )?(?:(?![A-Z][\w’'-]*,)(?!(?:of|by|for|with|to|from|about|at"
    r"|in|on|than"
    r"|that|whose|as|said|says"
    r"|former|ex|aspiring|future|would-be|not|never|when|who|where|if|but)\b)[\w’'/-]+,? ){0,6}$"
)
_OF_OTHER: Final = re.compile(rf" of (?!(?:{WORK}|the|this|that|an?|his|her|its|their|such|both|all)s?\b)[a-z]+")
LONGEST_LINK: Final = 30  # characters of a role with what joins it to the next
LONGEST_CHAIN: Final = 3
_LOST: Final = re.compile(
    r"\b(?:former|ex|late|fellow|no|not|any|another|without|aspiring|would-be|whose)[ -](?:[\w-]+ )?$", re.IGNORECASE
)
_THE: Final = re.compile(r"\b[Tt]he (?:(?!of\b)[a-z][\w-]* ){0,3}$")
_DOES: Final = re.compile(
    r" (?:has|had|was|will|is|did|does|also|then|(?!ed\b)[a-z]+ed|[a-z]+(?<!s)s|said|told|wrote|made|took|spoke"
    r"|went|put)\b"
)
_DEFINITE: Final = re.compile(
    r"(?:\b[Tt]he|\bits|\btheir|['’]s(?: new| current| incoming| outgoing| longtime)?|\b[Tt]he(?: [\w-]+){1,3}) $"
)
MENTIONS_BACK: Final = 3
LONGEST_APPOSITION: Final = 110


def by_role(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read a role word: the name stands behind it, behind what it is of, or before it as in "Jane Lee, a director"."""
    prose = stage.prose
    if prose[end : end + 2] in {"'s", "’s"}:
        return
    begin, roles = _roles(prose, start, word)
    if word == "star" and prose[start].isupper() and _IN_NAME.match(prose, end):
        return  # "the Super Star Destroyer"
    if not roles or _LOST.search(prose, max(0, begin - 30), begin):
        return
    plural = word.endswith("s") and word not in ROLE_OF_WORD
    found = list(_named_behind(stage, begin, start, end, roles, plural=plural))
    if not found and not plural:
        found = list(_apposed(stage, begin, end, roles))
    if not found:
        found = list(serving_as(stage, begin, end, roles, plural=plural))
    if not found and not plural:
        found = list(_described(stage, begin, end, roles))
    yield from found


def _named_behind(
    stage: Stage, begin: int, start: int, end: int, roles: tuple[str, ...], *, plural: bool
) -> Iterator[Claimed]:
    """Read "director Jane Lee", "the director, Jane Lee", "the director of the film is Jane Lee"."""
    prose = stage.prose
    behind = None if _AND_ROLE.match(prose, end) else _OF_WORK.match(prose, end)
    if not behind:
        return
    definite = bool(_DEFINITE.search(prose, max(0, begin - 40), begin))
    opens = prose[start].isupper() or bool(_OPENS.search(prose, max(0, start - 24), start))
    opens = opens or (plural and behind[0].endswith((" are ", " include ")))
    if not (behind[0] == " " or definite or opens):
        return
    listed = listed_names(
        stage.cast, behind.end(), most=8 if plural or " are" in behind[0] or " include" in behind[0] else 1
    )
    if not listed or (behind[0] == ", " and not definite):
        return
    if behind[0] == " " and not _stands_for_person(stage, listed[0].name, roles):
        return
    for each in listed:
        for role in roles:
            yield Claimed(each.name, role, begin, each.end, each.character if role == "actor" else None)


def _described(stage: Stage, begin: int, end: int, roles: tuple[str, ...]) -> Iterator[Claimed]:
    """Read "the director said": whoever acted last, where nobody else has the role."""
    prose = stage.prose
    if "he " not in prose[max(0, begin - 50) : begin]:
        return
    the = _THE.search(prose, max(0, begin - 50), begin)
    if not the or not (_DOES.match(prose, end) or said_before(prose[max(0, the.start() - 40) : the.start()])):
        return
    who = stage.cast.person_before(the.start())
    if who and begin - who.start < LONGEST_PROOF:
        near = begin - who.start < SHORT_PROOF
        for role in roles:
            yield Claimed(who, role, who.start if near else the.start(), end, weak=True)


def _stands_for_person(stage: Stage, name: Mention, roles: tuple[str, ...]) -> bool:
    if stage.cast.is_person(name) or len(name.text.split()) == 1:
        return True
    return not SCREEN_ROLES.isdisjoint(roles) and stage.cast.could_be(name)


_OPENS: Final = re.compile(r"(?:^|[.!?:]\s|[\n])[A-Z][\w-]* $")


def _apposed(stage: Stage, begin: int, end: int, roles: tuple[str, ...]) -> Iterator[Claimed]:
    for mention in stage.cast.mentions_before(begin, MENTIONS_BACK):
        if begin - mention.end > LONGEST_APPOSITION:
            return
        if _IS.fullmatch(stage.prose, mention.end, begin) and stage.cast.could_be(mention):
            for role in roles:
                yield Claimed(mention, role, mention.start, end)
            return


def _roles_in(words: str) -> list[str]:
    """Return the roles of a chain: "writers and directors" as "writer and director"."""
    return [role for word in _WORD.findall(words.lower()) for role in _meant_by(word)]


def _meant_by(word: str) -> list[str]:
    """Return the role a word names, or those of its parts: "writers", "writer-director"."""
    role = ROLE_OF_WORD.get(word) or ROLE_OF_WORD.get(word.removesuffix("s"))
    if role or "-" not in word:
        return [role] if role else []
    parts = [_meant_by(part) for part in word.split("-")]
    return [each for part in parts for each in part] if all(parts) else []


def _chain_before(prose: str, end: int) -> int | None:
    """Return where the roles begin that lead up to another one, looked for only behind what joins two of them."""
    if not _JOINS.search(prose, max(0, end - 5), end):
        return None
    begin = end
    for _ in range(LONGEST_CHAIN):
        link = _LINK.search(prose, max(0, begin - LONGEST_LINK), begin)
        if link is None or not _meant_by(link["word"].lower()):
            break
        begin = link.start()
    return begin if begin < end and prose[begin - 1 : begin] in {" ", "\n", "_", ""} else None


def _word_before(prose: str, end: int) -> tuple[int, str] | None:
    """Return the word in front of another one, and where it begins."""
    if prose[end - 1 : end] != " ":
        return None
    close = end - 1 - (prose[end - 2 : end - 1] == ",")
    begin = close
    while begin > end - LONGEST_LINK and (prose[begin - 1 : begin].isalnum() or prose[begin - 1 : begin] in _IN_WORD):
        begin -= 1
    return (begin, prose[begin:close]) if begin < close else None


_OF_HOUSE: Final = re.compile(rf" of the (?P<house>{NAME})(?! (?:{WORK}))")


def _of_house(prose: str, at: int) -> re.Match[str] | None:
    """Find "of the Royal Museum" behind a director, who then directs no film."""
    found = _OF_HOUSE.match(prose, at)
    house = found["house"] if found else ""
    return found if is_organisation(house) or house.lower().endswith("museum") else None


_IN_WORD: Final = frozenset("_’'-")


def _roles(prose: str, start: int, word: str) -> tuple[int, tuple[str, ...]]:
    """Return where a chain of roles begins ("writer and director", "actor-producer") and the roles in it."""
    parts = word.split("-") if word not in ROLE_OF_WORD else [word]
    last = parts[-1] if parts[-1] in ROLE_OF_WORD else parts[-1].removesuffix("s")
    roles = [role for part in parts[:-1] if (role := ROLE_OF_WORD.get(part))]
    begin = start
    chain = _chain_before(prose, start)
    if chain is not None:
        roles = _roles_in(prose[chain:start]) + roles
        begin = chain
    kind = _word_before(prose, begin)
    own = role_of(last, kind[1] if kind and begin == start else "")
    after = start + len(word)
    other = (_OF_OTHER.match(prose, after) or _of_house(prose, after)) if own == "director" else None
    if other:
        own = f"director{other[0]}"
    if own and own not in roles:
        roles.append(own)
    led = bool(kind) and own == "producer" and (kind[1] if kind else "").lower() == "executive"
    if kind and begin == start and own and (led or " " in own or last in {"executive", "officer"}):
        begin = kind[0]
        chain = _chain_before(prose, begin)
        if chain is not None:
            roles = _roles_in(prose[chain:begin]) + roles
            begin = chain
    return begin, tuple(dict.fromkeys(roles))
