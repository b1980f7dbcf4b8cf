"""Names that are forms of one: a part of it, the same behind who owns it, or a first word that opens sentences too."""

import re
from collections.abc import Sequence
from typing import Final

from scheduler.facts.folding import fold
from scheduler.facts.subject.titles import SHORTEST_STEM, is_opener
from scheduler.facts.subject.weights import Candidate

MOST_NAMES: Final = 40
_SEPARATOR: Final = "|"  # no letter of a folded name
_OWNER_OF: Final = re.compile(r"[A-Z].{1,38}?['’]s?\s(?P<own>[A-Z0-9].*)", re.DOTALL)
_JOINED: Final = re.compile(r"(?P<first>.{2,60}?) (?:and|&|with|to|for|on|in|at) ")
_SEQUEL: Final = re.compile(r"[2-9](?!\d)|ii|iv")


def merged_forms(candidates: dict[str, Candidate]) -> list[Candidate]:
    """Give a short name's mentions to the longest name it opens ("Mission Impossible")."""
    ranked = sorted(candidates.items(), key=lambda item: -item[1].weight)[:MOST_NAMES]
    merged: list[tuple[str, Candidate]] = []
    known = {key for key, _ in ranked}
    for key, candidate in sorted(ranked, key=lambda item: -len(item[0])):
        once = candidate.repeats == 1 and not (candidate.names[0].marked or candidate.in_headline)
        first = _JOINED.match(candidate.names[0].text) if once else None
        if first and fold(first["first"]) in known:
            continue  # "Insomniac and Marvel": two names, the first of which stands alone too
        bare = key.removeprefix("the")
        text = candidate.names[0].text
        owned = _OWNER_OF.match(text) if "’" in text or "'" in text else None
        if owned and (own := candidates.get(fold(owned["own"]))):
            _take_over(own, candidate)  # "Northway's Salt Road" is Salt Road, which is called so elsewhere
            continue
        keys = _SEPARATOR.join(["", *(longer for longer, _ in merged), ""])
        home = _opened_by(bare, candidate, merged) if f"{_SEPARATOR}{bare}" in keys else None
        home = home or (_ended_by(bare, candidate, merged) if f"{bare}{_SEPARATOR}" in keys else None)
        if home:
            _take_over(home, candidate)
            home.names.extend(candidate.names)
        else:
            merged.append((bare, candidate))
    return [candidate for _, candidate in merged]


def _take_over(home: Candidate, candidate: Candidate) -> None:
    """Add what speaks for one form of a name to what speaks for another."""
    home.points = max(home.points, candidate.points)
    home.repeats += candidate.repeats
    home.persons += candidate.persons
    home.places += candidate.places
    home.in_headline = home.in_headline or candidate.in_headline
    home.explained = home.explained or candidate.explained


def _ended_by(key: str, candidate: Candidate, merged: Sequence[tuple[str, Candidate]]) -> Candidate | None:
    """Return the longer name that a name is the last part of: behind its colon, or without the word it opens with."""
    if len(key) < SHORTEST_STEM:
        return None
    short = candidate.names[0].text
    for longer, other in merged:
        if len(longer) > len(key) and longer.endswith(key) and other.names[0].text.endswith(short):
            before = other.names[0].text[: -len(short)].rstrip()
            if before.endswith((":", "–", "—")) or is_opener(before):
                return other
    return None


def _opened_by(key: str, candidate: Candidate, merged: Sequence[tuple[str, Candidate]]) -> Candidate | None:
    """Return the first longer name that a name opens, or that is the same; no sequel where the headline has none."""
    if len(key) < SHORTEST_STEM:
        return next((other for longer, other in merged if longer == key), None)
    return next(
        (
            other
            for longer, other in merged
            if longer.startswith(key)
            and not (candidate.in_headline and not other.in_headline and _SEQUEL.match(longer, len(key)))
        ),
        None,
    )
