"""The forms in which English says who does what, each anchored at a cue word: "directed by", "stars", "as", "director".

Every form is matched in place, over a bounded stretch, so that the work grows with the text and not faster.
"""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.people import acting_forms as acting
from scheduler.facts.people import casting_forms as casting
from scheduler.facts.people import company_forms as company
from scheduler.facts.people import maker_forms as making
from scheduler.facts.people import part_forms as parts
from scheduler.facts.people.as_forms import by_as
from scheduler.facts.people.bracket_forms import in_parentheses
from scheduler.facts.people.cast import Cast
from scheduler.facts.people.claims import Claimed, Form, Stage
from scheduler.facts.people.crew_forms import by_charge, by_duo, by_hyphen
from scheduler.facts.people.name_lists import listed_names
from scheduler.facts.people.person_names import could_be_person, has_given_name
from scheduler.facts.people.role_forms import by_role
from scheduler.facts.people.roles import ROLE_OF_WORD, ROLE_WORD
from scheduler.facts.quotations.speech_words import VERB
from scheduler.model import Subject

ACTED_TYPES: Final = frozenset({"Movie", "TVSeries", "TheaterEvent", "VideoGame", "PodcastSeries"})
_ACTED: Final = frozenset(
    str.split("""
    film films movie movies series sitcom miniseries drama episode episodes sequel biopic trailer cast actor actors
    casting role roles ensemble musical theatre theater stage
    starring filmmaker screenplay co-star co-stars premiered actress showrunner season seasons finale
    """)
)
FEWEST_NOUNS: Final = 2


def claims(cast: Cast, about: Subject | None) -> Iterator[Claimed]:
    """Yield everything the prose says of what somebody does, one after the other, repetitions included."""
    acted = (about is not None and about.type in ACTED_TYPES) or cast.words.number(_ACTED) >= FEWEST_NOUNS
    stage = Stage(cast, acted)
    named = about is not None and (has_given_name(about.name) or about.name in cast.persons)
    own = about.name.casefold() if about and about.type and not named else ""
    cues = cast.words.words.intersection(FORMS).union(
        word for word in cast.words.joined if word.rpartition("-")[2] in FORMS
    )
    for start, end, word in cast.words.places(cues):
        form = FORMS.get(word) or FORMS[word.rpartition("-")[2]]
        for claim in form(stage, start, end, word):
            if _plausible(cast, claim, own):
                yield claim
    if acted:
        for claim in in_parentheses(stage):
            if _plausible(cast, claim, own):
                yield claim


MONONYMS: Final = frozenset({"singer", "musician", "artist", "comedian", "actor"})


def _plausible(cast: Cast, claim: Claimed, subject: str) -> bool:
    """Say whether a name is a person's as far as its form goes, and not that of the work itself."""
    full = cast.full_name(claim.name.text, claim.name.start)
    if not could_be_person(full) or full.casefold() == subject:
        return False
    return len(full.split()) > 1 or (claim.role in MONONYMS and full == claim.name.text and len(full) > 2)  # noqa: PLR2004 - no initials


_INTERVIEW: Final = re.compile(rf" with (?=[A-Z][^,.;\n]{{1,60}}?, (?:[A-Z][\w.’'-]+ ){{1,4}}(?:was asked|{VERB})\b)")


def _by_interview(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    found = _INTERVIEW.match(stage.prose, end)
    for each in listed_names(stage.cast, found.end(), most=1) if found else ():
        yield Claimed(each.name, "interviewer", start, each.end)


def _by_star_or_role(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "will star alongside", or "star Jane Lee"."""
    if acting.STARRED.match(stage.prose, end):
        yield from acting.by_names_before(stage, start, end)
    form = (
        acting.by_star
        if acting.STARS_IN.match(stage.prose, end) and _WILL.search(stage.prose, max(0, start - 20), start)
        else by_role
    )
    yield from form(stage, start, end, word)


def _by_stars(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "the film stars Jane Lee", and "its stars, Jane Lee and Tom Oak"."""
    yield from by_role(stage, start, end, word) if stage.prose.startswith(", ", end) else ()
    yield from acting.by_star(stage, start, end, word)


def _by_directing(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "is directing the film", "directing duties are handled by"."""
    yield from making.by_maker(stage, start, end, word)
    yield from making.by_duty(stage, start, end, word)


def _by_helm(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "will helm the film", and "is at the helm"."""
    yield from making.by_maker(stage, start, end, word)
    yield from making.by_place(stage, start, end, word)


def _by_voice(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "voice Ada", "lends her voice to Ada"."""
    yield from parts.by_lending(stage, start, end)
    yield from acting.by_play(stage, start, end, word)


def _by_leading(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "toplined by Jane Lee", and "the Jane Lee-led film"."""
    suffix = word.rpartition("-")[2]
    if suffix == word and word != "led":
        yield from casting.by_listing(stage, start, end, word)
    elif suffix != word and stage.acted:
        yield from by_hyphen(stage, start, end, "actor", suffix)


def _by_chair(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "the chair, Jane Lee", and "is back in the director’s chair"."""
    if stage.prose.endswith(("director's ", "director’s "), 0, start):
        yield from making.by_place(stage, start, end, word)
    else:
        yield from by_role(stage, start, end, word)


def _by_joined(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "has joined the cast" and "is joined by Tom Oak as Bo"."""
    yield from casting.by_joining(stage, start, end, word)
    yield from company.by_joined(stage, start, end, word)


def _by_lead(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "lead actor Jane Lee", and "Jane Lee has been tapped to lead"."""
    if word in {"lead", "leads"}:
        yield from by_role(stage, start, end, word)
    yield from casting.by_choice(stage, start, end, word)


def _by_reunion(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Jane Lee and Tom Oak reunite in"; who returns as a showrunner plays nothing."""
    if (acting.STARRED.match(stage.prose, end) or _FOR_MORE.match(stage.prose, end)) and not _AS_MAKER.match(
        stage.prose, end
    ):
        yield from acting.by_names_before(stage, start, end)


def _by_feature(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "her debut feature", "a feature by Jane Lee", "the film and its makers feature Jane Lee and Tom Oak"."""
    yield from making.by_work(stage, start, end, word)
    yield from acting.by_star(stage, start, end, word)


_FOR_MORE: Final = re.compile(
    r" for (?:[\w-]+ ){0,3}(?:[Ss]eason|[Ss]eries|sequel|film|movie|episodes?|instal+ment|chapter|finale|revival)\b"
)
_AS_MAKER: Final = re.compile(rf" as (?:(?:the|an?|executive|co) )*-?(?:{ROLE_WORD})s?\b")
_WILL: Final = re.compile(r"(?:will|to|would|both|also|could|may|can) $")
FORMS: Final[dict[str, Form]] = {
    **dict.fromkeys((word for word in ROLE_OF_WORD), by_role),
    **dict.fromkeys((f"{word}s" for word in ROLE_OF_WORD if not word.endswith("s")), by_role),
    **dict.fromkeys((*making.MADE, *making.PAST), making.by_maker),
    "helm": _by_helm,
    **dict.fromkeys(making.WORKS, making.by_work),
    **dict.fromkeys(("directorial", "acting"), making.by_duty),
    "directing": _by_directing,
    "camera": making.by_place,
    **dict.fromkeys(("duo", "trio", "pair"), by_duo),
    "chair": _by_chair,
    **dict.fromkeys(("led", "fronted", "headlined", "toplined"), _by_leading),
    **dict.fromkeys(
        ("starrer", "vehicle"), lambda stage, start, end, word: by_hyphen(stage, start, end, "actor", word)
    ),
    **dict.fromkeys(("role", "roles", "part", "parts", "shoes", "performance"), casting.by_part),
    **dict.fromkeys(
        ("transforms", "transform", "transforming", "seen", "appears", "appear", "appearing"), casting.by_turning
    ),
    **dict.fromkeys(("joins", "join", "joining", "round", "rounds", "complete", "completes"), casting.by_joining),
    **dict.fromkeys(("supervising", "overseeing", "handling", "handles", "handled", "supervises", "charge"), by_charge),
    "is": parts.by_being,
    **dict.fromkeys(("including", "include", "includes", "such", "among", "regulars"), company.by_faces),
    **dict.fromkeys(("opposite", "alongside"), casting.by_side),
    **dict.fromkeys(
        (
            "topped",
            "newcomers",
            "ensemble",
            "co-stars",
            "castmates",
            "announced",
            "company",
        ),
        casting.by_listing,
    ),
    **dict.fromkeys(("lead", "leads", "headline", "topline", "headlines", "heads", "anchors"), _by_lead),
    **dict.fromkeys(("starring", "starred", "co-starring", "co-stars", "costars", *acting.FEATURES), acting.by_star),
    **dict.fromkeys(("star", "co-star"), _by_star_or_role),
    "feature": _by_feature,
    "stars": _by_stars,
    **dict.fromkeys(("reunite", "reteam", "return", "recur", "guest-star"), _by_reunion),
    "cast": acting.by_cast,
    **dict.fromkeys(("back", "returning"), company.by_return),
    "joined": _by_joined,
    "with": parts.by_with,
    "as": by_as,
    **dict.fromkeys(
        (
            "plays",
            "played",
            "play",
            "playing",
            "portrays",
            "portrayed",
            "portraying",
            "voices",
            "voiced",
            "portray",
            "voicing",
            "essays",
            "essay",
            "essaying",
            "essayed",
            "embodies",
        ),
        acting.by_play,
    ),
    "voice": _by_voice,
    "interview": _by_interview,
    **dict.fromkeys(("villain", "hero", "heroine", "protagonist", "antagonist", "baddie"), parts.by_villain),
}
"""The form for each cue word, in lower case."""
