"""Who plays whom by brackets: Ada Boyle (Jane Lee), her husband (Tom Oak), Kabir (Tom)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from scheduler.facts.people.claims import Claimed, Stage
from scheduler.facts.people.person_names import Mention, could_be_person, has_given_name, is_given
from scheduler.facts.people.roles import ROLE_OF_WORD

_KIN: Final = re.compile(r"\b(?:his|her|their) (?:[\w’'-]+ ){0,4}[a-z]+$")


_SOMEBODY: Final = re.compile(r"\b(?:an?|the) (?:[\w’'-]+ ){0,4}[a-z]{3,}$")
LONGEST_STORY: Final = 48  # characters
_STORY: Final = re.compile(
    r"\b(?:[Ff]ollows?|[Ff]ollowing|cent(?:er|re)s? (?:on|around)|centred on|centered on|tells the story of|focuses on"
    r"|about|meets?|sees)(?: (?:the |an? )?(?:[\w’'-]+ ){0,4})?$|\b(?:Agent|Detective|Dr\.|Captain|Officer|Sheriff"
    r"|Sergeant"
    r"|Lieutenant|Inspector|Professor|Nurse|Colonel|Special Agent) $"
)
_INTRODUCED: Final = re.compile(r"(?<!\bin )(?<!\blike )\b[a-z]{3,} $")


def in_parentheses(stage: Stage) -> Iterator[Claimed]:
    """Read "Ada Boyle (Jane Lee)" and "her husband (Tom Oak)": a character and who plays it."""
    prose, mentions = stage.prose, stage.cast.mentions
    for before, named in pairwise((Mention("", 0, 0), *mentions)):
        opening = named.start - 2
        if prose[opening : named.start] != " (":
            continue
        actor = _known_in_full(stage, named)
        if prose[opening : actor.start] != " (" or prose[actor.end : actor.end + 1] != ")":
            continue
        kin = _KIN.search(prose, max(0, opening - 60), opening)
        if kin is None and stage.cast.is_person(named) and " " not in named.text:
            kin = _SOMEBODY.search(prose, max(0, opening - 60), opening)  # "follows a medic (Lee)"
        if before.text and before.end == opening and _is_character(prose, before, actor):
            yield Claimed(actor, "actor", before.start, actor.end + 1, before.text)
        elif kin and before.end <= kin.start() and has_given_name(actor.text) and not _is_trade(kin[0]):
            yield Claimed(actor, "actor", kin.start(), actor.end + 1, kin[0])


def _known_in_full(stage: Stage, name: Mention) -> Mention:
    """Return "(Jane)" as Jane Lee where she is a person whom the article names in full."""
    if " " in name.text or not stage.cast.is_person(name):
        return name
    return Mention(stage.cast.full_name(name.text, name.start), name.start, name.end)


def _is_character(prose: str, name: Mention, actor: Mention) -> bool:
    """Say whether a name with another one in brackets behind it is a character, and no work, place or author."""
    known = has_given_name(actor.text)
    full = " " in actor.text and could_be_person(actor.text)
    if full and _STORY.search(prose, max(0, name.start - LONGEST_STORY), name.start):
        return True
    if len(actor.text.split()) < 2 or (has_given_name(name.text) and not known) or not could_be_person(name.text):  # noqa: PLR2004 - full
        return False
    return is_given(name.text) or (known and bool(_INTRODUCED.search(prose, max(0, name.start - 12), name.start)))


def _is_trade(words: str) -> bool:
    return words.rpartition(" ")[2] in ROLE_OF_WORD
