"""What a form says: somebody does something; and what all the forms read from."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from scheduler.facts.people.cast import Cast
from scheduler.facts.people.person_names import Mention


class Soft(Enum):
    """Why a claim counts only where its bearer does nothing else in the article: it is a mere possessive."""

    OWN_WORK = 1  # "her film"
    OWN_TITLE = 2  # "her Salt Road", which moreover counts only where nobody else has the role


class Claimed(NamedTuple):
    """What the words `[start:end]` say of a named person."""

    name: Mention
    role: str
    start: int
    end: int
    character: str | None = None
    weak: bool = False  # only "the director said": counts where nobody is called the director
    soft: Soft | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What the forms read: the reporter's prose, who is named in it, and whether actors play in what it is about."""

    cast: Cast
    acted: bool

    @property
    def prose(self) -> str:
        """The text of one line a block, quoted words masked."""
        return self.cast.prose


Form = Callable[[Stage, int, int, str], Iterator[Claimed]]

WORK: Final = (
    "film|movie|show|series|sitcom|miniseries|drama|comedy|thriller|documentary|game|book|novel|memoir|album|play"
    "|musical|project|adaptation|sequel|remake|reboot|saga|franchise|picture|production|feature|pilot|spin-off|prequel"
    "|biopic|piece|band|exhibition|anime|season|miniseries|short|actioner|entertainer|podcast"
)
"""Works as people call them, as the alternatives of a pattern."""
ARTICLE_BEFORE: Final = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er) (?:[\w’'-]+ ){0,2}$")
LONGEST_PROOF: Final = 600
SHORT_PROOF: Final = 120
"""How far, in characters, a name may stand before "the director" that means it; and how far it belongs to the proof."""
