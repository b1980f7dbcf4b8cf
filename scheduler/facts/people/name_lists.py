"""Lists of names and of whom they play: "Jane Lee, Tom Oak as Ada and Finn Marsh (Bo)"."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from scheduler.facts.people.cast import Cast
from scheduler.facts.people.person_names import (
    NAME,
    Mention,
    could_be_person,
    has_given_name,
    is_given,
    is_organisation,
    trimmed,
)
from scheduler.facts.people.roles import ROLE_OF_WORD

_PRIZE: Final = r"(?:Academy|Oscar|Emmy|Golden Globe|Globe|BAFTA|Bafta|Tony|Grammy|Olivier|Pulitzer|SAG|Cannes|Booker)"
EPITHET: Final = (
    rf"(?:(?:[a-z]+-time |twice |[Mm]ulti(?:ple|-time)?[ -])?(?:{_PRIZE}(?: [Aa]ward)?(?:,? and | and |, "
    rf"|/)){{0,2}}{_PRIZE}"
    rf"(?: [Aa]wards?)?[- ](?:winner|winning|nominee|nominated)s?(?: and {_PRIZE}(?: [Aa]ward)?[- ]"
    rf"(?:winner|winning|nominee|nominated)s?)? )?"
    r"(?:(?:(?:[A-Z][\w&:-]*(?: (?:of |the |and )?[A-Z0-9][\w&:-]*){0,3}|_+)"
    r"(?:['’]s?|(?= (?:star|alum|actor|actress|veteran)s? ))) (?=[A-Z]|star|alum|act|vet))?"
    r"(?:(?:[a-z][\w-]* ){0,3}(?:actor|actress|star|newcomer|comedian|singer|veteran|favou?rite|alum|alumna"
    r"|alumnus)s? )?"
)
"""What may stand between a form and the name it is about: "Oscar nominee", "veteran stage actor", "Salt Road’s"."""
_NEXT: Final = re.compile(
    rf"(?:,? (?:and|&|along with|as well as|alongside|together with|plus|and also|and even)"
    rf"|,) (?!(?:[a-z][\w-]* ){{0,3}}stars )(?:also )?{EPITHET}(?=[A-Z])"
)
_CHARACTER: Final = re.compile(
    rf" (?:as )?(?:(?:(?:the|his|her|their|an?) (?:[\w-]+ ){{0,2}}(?:roles?|parts?|characters?|voices?)(?: (?:of"
    rf"|as)|,)?"
    rf"|himself|herself) )?(?P<c>(?:(?:Sgt|Dr|Mr|Mrs|Ms|Lt|Col|Capt|Gen|Prof|Rev)\. )?{NAME}"
    rf"|(?!(?:director|producer|writer|well|part|head|chief|co-[a-z]+|opposed|executive|creative|lead|interim|of|in"
    rf"|to|it|if|under|against|over|for|with|on|at|as|by|about|and|but|or|who|when|from|alongside|opposite|than"
    rf"|into|is|was)\b)"
    rf"[a-z][\w-]+ (?:(?!(?:of|in|to|for|with|on|at|by|and|or|from|under|as)\b)[a-z][\w-]+ )?(?!I\b){NAME}"
    r"|(?:the|an?|his|her|their|one of the) (?!(?:\w+ )?(?:role|part|hand|game|trick|member|guest|result|record"
    r"|song|songs|show|gig|set|tune|guitar|drums|piano|crucial|key|big|small)s?\b)"
    r"(?!_)[\w’'-]+(?: (?!(?:named|called|in|of|who|opposite|with|that|where|on|at|and|for|alongside|from|when"
    r"|as|to|but|which|after)\b|_)[\w’'-]+){0,5}"
    r"(?: of (?!_)[\w’' -]{1,30}?(?=[,.;:)\n]| who| in| and))?)"
)
_OWNED: Final = re.compile(
    r"['’]s (?:(?!(?:in|who|opposite|with|and|but|as|on|when|from)\b)[\w’'-]+(?: |(?=[,.;:)\n]|$))){1,4}"
)
_CALLED: Final = re.compile(rf"(?: of)?,? (?:named|called) (?P<c>{NAME})")
_CREDIT: Final = re.compile(
    rf"(?:,? [JS]r\.?|,? p\.g\.a\.|,? \d\d(?=,)| (?:for|of|from|via|at) (?:the )?{NAME}| \([^()\n]{{1,80}}\)"
    rf"|,? (?:who is )?(?:best |most |better )?(?:known|renowned|famous|recogni[sz]ed) (?:for|from"
    rf"|as) [^,.;:\n]{{1,80}}"
    rf")(?=,| and | & )"
)
"""What may stand behind a name of a list: his company, his other works in brackets, his guild."""
_GOES_ON: Final = re.compile(r" (?!(?:and|or|as|in|with|who|for|at|on|from|to|alongside|both)\b)[a-z]")
_IN_BRACKETS: Final = re.compile(rf" \((?:as )?(?P<c>{NAME})\)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A name in a list, whom it plays where that is said, and where both end."""

    name: Mention
    end: int
    character: str | None = None


def listed_names(cast: Cast, at: int, most: int) -> list[Listed]:
    """Return the names of a list that begins at a place; it ends where something else than a name follows."""
    listed: list[Listed] = []
    separators: list[str] = []
    while len(listed) < most:
        mention = cast.mention_at(at)
        if mention is None or not could_be_person(cast.full_name(mention.text, mention.start)):
            break
        mention = _with_surname(cast, mention)
        character = character_at(cast.prose, mention.end, names_only=False)
        bracket = _IN_BRACKETS.match(cast.prose, mention.end)
        if bracket and not _is_part(bracket["c"]):
            bracket = None
        end = character.end if character else bracket.end() if bracket else mention.end
        listed.append(Listed(mention, end, character.text if character else bracket["c"] if bracket else None))
        credit = None if character or bracket else _CREDIT.match(cast.prose, end)
        following = _NEXT.match(cast.prose, credit.end() if credit else end)
        if not following:
            break
        separators.append(following[0].strip(" "))
        at = following.end()
    if len(listed) > 1 and set(separators[: len(listed) - 1]) == {","} and _GOES_ON.match(cast.prose, listed[-1].end):
        listed.pop()  # "as Elsie, Kay said": the second name begins the main clause
    return listed


_AND_KIN: Final = re.compile(r" (?:and|&) (?=[A-Z])")


def _with_surname(cast: Cast, name: Mention) -> Mention:
    """Return "Danny" in "Danny and Michael Moss" as Danny Moss: a given name shares the surname of the next one."""
    if " " in name.text or not is_given(name.text) or cast.full_name(name.text, name.start) != name.text:
        return name
    joint = _AND_KIN.match(cast.prose, name.end)
    other = cast.mention_at(joint.end()) if joint else None
    if other is None or not has_given_name(other.text):
        return name
    return Mention(f"{name.text} {other.text.partition(' ')[2]}", name.start, name.end)


def persons_of(cast: Cast, listed: list[Listed]) -> list[Listed]:
    """Return those of a list that may be persons: full names, and in their midst somebody with one name only."""
    full = sum(cast.could_be(each.name) for each in listed)
    return [each for each in listed if cast.could_be(each.name) or (full >= FULL_AROUND and _is_mononym(each.name))]


FULL_AROUND: Final = 2  # names in full that vouch for one of a single word
SHORTEST_MONONYM: Final = 4


def _is_mononym(name: Mention) -> bool:
    return " " not in name.text and len(name.text) >= SHORTEST_MONONYM and not name.text.isupper()


def _is_part(words: str) -> bool:
    """Say whether a name in brackets behind an actor's is a part and no other work of his: (Ada), (Chief Sloan)."""
    return " " not in words or has_given_name(words) or is_given(words)


_JOINED: Final = re.compile(rf"(?:,? \([^()\n]{{1,80}}\))?(?P<and>,? (?:and|&) |, )(?:also )?{EPITHET}")


def names_before(cast: Cast, end: int, most: int) -> list[Mention]:
    """Return the names that a list ends with at a place, in order: "Jane Lee, Tom Oak and Finn Marsh" produce."""
    before = [each for each in cast.mentions_before(end, most * 3) if not _bracketed(cast.prose, each)]
    names = before[:1]
    for number, other in enumerate(before[1:]):
        joint = _JOINED.fullmatch(cast.prose, other.end, names[-1].start)
        if joint is None and before[number] is names[-1]:
            continue  # "and Grammy winner Jane Lee": the prize is named too
        kin = len(names) == 1 and _with_surname(cast, other) is not other
        named = kin or cast.could_be(other) or (len(names) > 1 and _is_mononym(other) and could_be_person(other.text))
        if joint is None or not named or (len(names) == 1) != (joint["and"] != ", "):
            break
        names.append(other)
    names = names[:most][::-1]
    return [_with_surname(cast, each) for each in names] if len(names) > 1 else names


def outside_brackets(cast: Cast, at: int, most: int) -> list[Mention]:
    """Return the last names before a place, the nearest first, without those in brackets: no other works."""
    prose = cast.prose
    free = (
        each
        for each in cast.mentions_before(at, most * 3)
        if ")" not in prose[each.end : at] or not _bracketed(prose, each)
    )
    return list(islice(free, most))


def _bracketed(prose: str, mention: Mention) -> bool:
    begin = max(0, mention.start - 80)
    return prose.rfind("(", begin, mention.start) > prose.rfind(")", begin, mention.start)


def character_at(prose: str, at: int, *, names_only: bool, bare: bool = False) -> Mention | None:
    """Return whom "as Ada Boyle" or "as the Chancellor" names right behind a place; `bare`: without the "as"."""
    if not bare and not names_only and prose[at : at + 4] != " as ":
        return None
    found = _CHARACTER.match(prose, at)
    if not found or (bare and prose[at : at + 4] == " as "):
        return None
    start, words = found.start("c"), found["c"]
    named = _CALLED.match(prose, found.end("c"))
    inner = trimmed(named["c"], named.start("c")) if named else None
    if inner:
        return inner
    if words[0].isupper():
        named_so = _named_character(prose, words, start, names_only=names_only)
        return None if bare and named_so and not could_be_person(named_so.text) else named_so  # "plays Cardiff Castle"
    cut_short = re.fullmatch(r"an? [\w-]+", words) and prose[found.end("c") : found.end("c") + 1] == ","
    leading = re.fullmatch(
        r"(?:the|a|an) (?:[\w-]+ )?(?:lead|leads|title|titular)(?: (?:role|character|part|lady|man|pair))?(?: of .*)?",
        words,
    )
    return None if names_only or cut_short or leading else Mention(words.rstrip(), start, found.end("c"))


def _named_character(prose: str, words: str, start: int, *, names_only: bool) -> Mention | None:
    name = trimmed(words, start)
    owner = _OWNED.match(prose, name.end) if name and not names_only else None
    if name and owner:  # "Ada's teenage daughter"
        words = prose[name.start : owner.end()].rstrip()
        return Mention(words, name.start, name.start + len(words))
    if name is None or is_organisation(name.text) or any(word.lower() in _NO_CHARACTER for word in name.text.split()):
        return None
    return name


def character_of_passive(cast: Cast, at: int) -> Mention | None:
    """Return the name right before "played by"."""
    for mention in cast.mentions_before(at, 1):
        if cast.prose[mention.end : at] in {
            ", ",
            " (",
            " ",
            ", who is ",
            ", who was ",
            " is ",
            " was ",
            ", as ",
            " as ",
        }:
            return mention
    return None


_NO_CHARACTER: Final = frozenset(ROLE_OF_WORD) - {"captain"} | {
    "chief",
    "officer",
    "executive",
    "head",
    "vice",
    "part",
    "best",
}
