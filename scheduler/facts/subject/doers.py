"""Who does something in a headline: the maker, where it names a thing too."""

from collections.abc import Mapping

from scheduler.facts.subject import words
from scheduler.facts.subject.weights import Candidate


def mark_doers(candidates: Mapping[str, Candidate], headline: str) -> None:
    """Take who does something in a headline for its maker, where it names a thing too: “Northway delays Salt Road”."""
    named = [
        each for each in candidates.values() if each.in_headline and 2 * each.persons < len(each.names) and each.repeats
    ]
    doers = [each for each in named if _does(each, headline)]
    if len(doers) < len(named):
        for each in doers:
            each.persons = len(each.names)


def _does(candidate: Candidate, headline: str) -> bool:
    name = candidate.names[0]
    at = headline.find(name.text)
    return (
        at >= 0
        and not any(each.marked for each in candidate.names)
        and bool(words.DOES.match(headline, at + len(name.text)))
    )
