"""Who made it, with the makers in front: A and B produce; Lee will direct; Lee's film; Lee-directed."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scheduler.facts.people.claims import WORK, Claimed, Soft, Stage
from scheduler.facts.people.name_lists import listed_names, names_before, outside_brackets
from scheduler.facts.people.person_names import Mention
from scheduler.facts.people.roles import ROLE_OF_WORD

_DEEDS: Final = (
    r"(?:co-)?(?:writes|wrote|directs|directed|helms|helmed|created|creates|stars|starred|penned|pens|produces|produced"
    r"|scripted|composed|write|direct|helm|star|executive|exec|joined|joins)"
)
_THEN: Final = (
    r"(?: (?:also|both|will|has|have|had|is|are|was|were|be|been|then|previously|all|next|now|once|again|to|set|back"
    r"|returns?|returning|on|board|aboard|attached|tapped|reuniting|who|recently|currently|executive(?:ly)?|exec"
    r"|signed|confirmed|co|jointly|co-executive(?:ly)?))*"
)
_ACTS: Final = re.compile(
    rf"(?: \([^()\n]{{1,100}}\))?(?:,? who|, [^,.;:\n]{{1,60}},)?{_THEN}"
    rf"(?: (?:{_DEEDS}\b[^.;:\n]{{0,70}}?|(?:is|serves as) (?:the |an? )?[\w -]{{1,40}}?)(?:,? and|,))?{_THEN} $"
)
_WHO_ALONE: Final = re.compile(r",? who\b")
_SAY_OF: Final = (
    rf"(?:[\w’'-]+ ){{0,4}}?(?:{WORK}|original|films|movies|episodes|screenplay|script|story|finale"
    rf"|episode|opener|pilot|shows?|picture)"
)
_OBJECT: Final = re.compile(
    rf" (?:and [\w-]+ )?(?:(?:the|an?|his|her|their|this|both|every|all|several|many|one|two|three|four|five|six"
    rf"|eight|ten|most|\d+) {_SAY_OF}\b"
    rf"|episodes\b|all\b|half\b|_+|[A-Z])|,? (?:from (?:a|an|the|his|her) |for [A-Z]|via [A-Z]|through [A-Z]"
    rf"|under [A-Z]|alongside\b|along"
    rf" with\b|together with\b|with (?:[A-Z]|his |her |their )|as well as\b)|\.(?:\s|$)|, (?:while|with|and|from"
    rf"|[a-z]+ing)\b| and (?:[a-z-]+ ){{1,3}}"
    rf"(?:{WORK})\b| and (?:(?:executive|exec|co) ?)?-?(?:produces|directs|stars|produced|directed)\b"
)
_MUSIC: Final = re.compile(
    r" (?:the |its |all |original |new )?(?:[\w’'-]+ ){0,3}?(?:music|score|songs|soundtrack|theme|tunes|lyrics"
    r"|background)\b"
)
_FILM: Final = re.compile(r"(?:film|movie|series|game|show)s?$")
_PARTNERS: Final = re.compile(
    rf"(?: (?:the|a|an|his|her|their|its|it) ?(?:[\w’'-]+ ){{0,4}}?(?:{WORK}|screenplay|script|music|pilot|score)?)?"
    r",? (?:with|alongside|together with|along with|as well as)(?: (?:his|her|their) (?:[\w-]+ ){0,4}?[\w-]+,?)?"
    r"(?: (?:fellow )?[a-z-]+){0,2}? (?=[A-Z])"
)
_PRONOUN: Final = re.compile(r"(?:^|[\s(])(?P<who>[Hh]e|[Ss]he)(?: (?:also|then|has|both|will|is))* $")
_POSSESSIVE: Final = re.compile(r"['’]s? (?:(?!(?:in|on|at|and|of|for|with|as|to)\b)[a-z0-9][\w’'-]* ){0,4}$")
LONGEST_GAP: Final = 140  # characters between a name and its verb
MOST_MAKERS: Final = 6


def by_deed(stage: Stage, start: int, end: int, role: str) -> Iterator[Claimed]:
    """Read "Jane Lee and Tom Oak produce for", "Lee directs from", "she wrote the script with her brother, Tom Oak"."""
    prose = stage.prose
    music = _MUSIC.match(prose, end) if role in {"writer", "composer"} else None
    made = music or _OBJECT.match(prose, end)
    if not made:
        return
    bare = made[0][:1] in {".", ","} and not prose.endswith(" to ", 0, start)
    if (role == "writer" and bare) or (role == "composer" and not (music or _FILM.search(made[0]))):
        return  # "he wrote.", "he scored the winner"
    if music:
        role = "composer"
    elif role == "writer" and made[0].endswith(("novel", "book", "memoir")):
        role = "author"
    makers = _makers(stage, start, end)
    for name in makers:
        yield Claimed(name, role, name.start, end)
    partners = _PARTNERS.match(prose, end) if makers or role == "producer" else None
    listed = listed_names(stage.cast, partners.end(), most=MOST_MAKERS) if partners else []
    if listed and _DOES_ELSE.match(prose, listed[-1].end):
        return
    for each in listed:
        if stage.cast.could_be(each.name):
            yield Claimed(each.name, role, start, each.end)


_DOES_ELSE: Final = re.compile(
    r" (?:in|as|starring|playing|attached|set|also|returning|producing|serving|executive|exec|writing|directing|leading"
    r"|handling|providing|composing|tapped|joining|overseeing|on|aboard)\b"
)
"""What says that somebody named with the makers does something else: "with Jane Lee in the lead"."""


def _makers(stage: Stage, start: int, end: int) -> Sequence[Mention]:
    """Return who does what the verb at a place says: the names before it, or whom "she" means."""
    prose = stage.prose
    for mention in outside_brackets(stage.cast, start, 3):
        if start - mention.end > LONGEST_GAP:
            break
        acts = _ACTS.fullmatch(prose, mention.end, start)
        if acts and stage.cast.could_be(mention):
            if _WHO_ALONE.match(acts[0]) and prose[end - 1 : end] == "s":
                return [mention]  # "Tom Oak and Jane Lee, who also directs"
            return names_before(stage.cast, mention.end, MOST_MAKERS)
    pronoun = _PRONOUN.search(prose, max(0, start - 24), start)
    opens = prose.rfind(". ", max(0, start - LONGEST_GAP), start)
    first = stage.cast.subject_in(max(opens, start - LONGEST_GAP), start) if pronoun and opens >= 0 else None
    if first and stage.cast.could_be(first):
        return [first]  # "Tom Oak directed the sequel, which he wrote"
    bearer = stage.cast.bearer(pronoun["who"].lower(), start) if pronoun else None
    return [bearer] if bearer and start - bearer.start < LONGEST_GAP * 2 else []


def by_owner(stage: Stage, start: int, end: int, role: str) -> Iterator[Claimed]:
    """Read "Jane Lee's debut feature": she directed it, unless the article has her play in it."""
    for mention in stage.cast.mentions_before(start, 2):
        if start - mention.end > LONGEST_GAP // 2:
            return
        if _POSSESSIVE.fullmatch(stage.prose, mention.end, start) and stage.cast.is_person(mention):
            yield Claimed(mention, role, mention.start, end, soft=Soft.OWN_WORK)
            return


def by_hyphen(stage: Stage, start: int, end: int, role: str, suffix: str) -> Iterator[Claimed]:
    """Read "the Jane Lee-directed film", "Tom Oak-starrer", "Tom Oak starrer"."""
    for mention in stage.cast.mentions_before(end, 1):
        if mention.end in {start - 1, end - len(suffix) - 1} and stage.cast.could_be(mention):
            for name in names_before(stage.cast, mention.end, 3) if mention.end == start - 1 else [mention]:
                yield Claimed(name, role, name.start, end)


_SERVING: Final = (
    r"(?: (?:serves?|served|serving|acts?|acting|returns?|returning|back|credited|attached|aboard|board|joined"
    r"|joins|boarded|boards|enlisted|tapped|recruited|signed"
    r"|continues?|named|appointed|hired|set|cast|announced|confirmed|unveiled|promoted|leads|runs|succeeds|works?"
    r"|working|on)"
    r"(?: (?!as\b)[\w’'-]+){0,4}?)?"
)
_ALONGSIDE: Final = re.compile(r",? (?:alongside|together with|along with) (?=[A-Z])")
SERVES_AS: Final = re.compile(
    rf"(?:,? who|, [^,.;:\n]{{1,60}},| \([^()\n]{{1,60}}\))?(?: (?:also|will|is|are|was|were|has|have|been|would"
    rf"|both|currently|now|once again|again|to))*"
    rf"{_SERVING} as (?:(?:the|an?|its|their|our|his|her) )?(?:(?!(?:of|by|for|with|well|a|an"
    rf"|the)\b)[\w’'-]+,? ){{0,4}}$"
)
_CHOSEN: Final = re.compile(r"\b(?:appoint|nam|hir|unveil|promot|announc|welcom|confirm|pick)\w* (?:[a-z-]+ ){0,3}$")


def serving_as(stage: Stage, begin: int, end: int, roles: Sequence[str], *, plural: bool) -> Iterator[Claimed]:
    """Read "Jane Lee serves as producer", "with A and B as executive producers", "appointed Tom Oak as head coach"."""
    if " as " not in stage.prose[max(0, begin - LONGEST_GAP) : begin]:
        return
    for mention in stage.cast.mentions_before(begin, 3):
        if begin - mention.end > LONGEST_GAP:
            return
        found = SERVES_AS.fullmatch(stage.prose, mention.end, begin)
        bare = bool(found) and stage.prose.startswith(" as ", mention.end)
        played = bare and stage.prose[begin].isupper()  # "Jane Lee as The Director"
        if not found or played or not stage.cast.could_be(mention):
            continue
        chosen = _CHOSEN.search(stage.prose, max(0, mention.start - 40), mention.start)
        names = names_before(stage.cast, mention.end, MOST_MAKERS) if plural else [mention]
        for role in roles:
            if (role == "actor" and " set " not in found[0] and " cast " not in found[0]) or (
                bare and not chosen and role in _NEVER_BARE
            ):
                continue
            for name in names:
                yield Claimed(name, role, name.start, end)
            partners = _ALONGSIDE.match(stage.prose, end)
            for each in listed_names(stage.cast, partners.end(), most=MOST_MAKERS) if partners else ():
                if stage.cast.could_be(each.name):
                    yield Claimed(each.name, role, begin, each.end)
        return


_NEVER_BARE: Final = frozenset(ROLE_OF_WORD.values()) - {"director", "writer", "producer", "composer", "creator"}


_CHARGE: Final = re.compile(
    r"(?: of)? (?:the |its |all )?(?:series |anime['’]s |anime |season['’]s |film['’]s |show['’]s )?"
    r"(?:(?P<writer>scripts?|series composition|composition|screenplay|story|dialogues?)|(?P<composer>music|score)"
    r"|(?P<cinematographer>cinematography|camera)|(?P<director>direction)|(?P<editor>editing))\b"
)


def by_charge(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "is overseeing the series scripts", "handled the cinematography", "is in charge of the music"."""
    found = _CHARGE.match(stage.prose, end)
    for mention in stage.cast.mentions_before(start, 2) if found else ():
        before = stage.prose[mention.end : start].removesuffix("in ")
        if found and found.lastgroup and _ACTS.fullmatch(before) and stage.cast.could_be(mention):
            yield Claimed(mention, found.lastgroup, mention.start, found.end())
            return


_DUO: Final = re.compile(
    r"\b(?:directing|director|directorial|filmmaking|filmmaker|writing|writer|producing|producer) $"
)


def by_duo(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "the directing duo Jane Lee and Tom Oak"."""
    kind = _DUO.search(stage.prose, max(0, start - 14), start)
    role = {"d": "director", "f": "director", "w": "writer", "p": "producer"}[kind[0][0]] if kind else ""
    for each in listed_names(stage.cast, end + 1, most=3) if kind else ():
        if stage.cast.could_be(each.name):
            yield Claimed(each.name, role, start, each.end)
