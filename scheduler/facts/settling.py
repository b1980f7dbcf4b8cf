"""Which questions are settled: by what a person typed, reviewed or rejected since, or as extraction asks them no more.

A question that this program words goes when extraction asks it no longer; one that a person wrote stays until a person
takes it out.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scheduler.facts.questions import NO_HEADLINE, NO_PUBLISHED_DATE, NO_RELEASE, NO_SUBJECT
from scheduler.model import Article, Fact, Release, Review, Subject

_OURS: Final = re.compile(
    r"No (?:headline|published date|release date) found: |It is not clear what the article is about: "
    r"|The article does not read as English|Several dates (?:for the same release )?\(|The article says “.*”: does "
    r"|“.*” (?:lies before the article|is no day of the calendar|can be read two ways|names the wrong weekday"
    r"|promises \d+, but )|Which (?:year|day) is “|Is “.*” really "
    r"|The page gives two published days: |The published day \S+ is a guess|Only \d+ words were found"
    r"|The feed (?:has|holds) |The front matter (?:is|has) no |(?:One character|\d+ characters) of the page "
    r"|Who said “",
    re.DOTALL,
)
_OF_PUBLISHED: Final = re.compile(r"The (?:page gives two published days: |published day )(?P<day>\d{4}-\d\d-\d\d)")
_BEFORE_PUBLISHED: Final = re.compile(r"“.*” lies before the article was published \((?P<day>\S+)\)", re.DOTALL)
_NO_YEAR: Final = re.compile(r"Which (?:year|day) is “.*”\? The article gives no published date", re.DOTALL)
_RIVALS: Final = re.compile(r"Several dates for the same release \((?P<dates>.*)\): ", re.DOTALL)
_CHOICE: Final = re.compile(r"Several dates \((?P<dates>.*)\): which one", re.DOTALL)
_DELAY: Final = re.compile(r"The article says “.*”: does (?P<day>\S+) still hold\?", re.DOTALL)
_ITEMS: Final = re.compile(r"“.*” promises \d+, but .*key_points", re.DOTALL)
_CHANGED: Final = re.compile(r"The article now gives (?P<name>\w+) as “.*”, this file “(?P<kept>.*)”: which", re.DOTALL)
_RENAMED: Final = re.compile(r"The article now seems to be about “.*”, this file says “(?P<kept>.*)”: which", re.DOTALL)
_QUOTED: Final = re.compile(r"(?:Which (?:year|day) is |Is |^)“(?P<words>[^”]+)”")
_SPEAKER: Final = re.compile(r"Who said “(?P<words>.*)”\? Type the speaker", re.DOTALL)
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class State:
    """What a facts file says now, by which questions are judged."""

    article: Article
    about: Subject | None
    kinds: Mapping[str, Sequence[Fact]]

    @property
    def releases(self) -> list[Release]:
        """The releases."""
        return [fact for fact in self.kinds.get("releases", ()) if isinstance(fact, Release)]


def is_ours(question: str) -> bool:
    """Say whether extraction words a question so, and no person."""
    return bool(_OURS.match(question))


def is_about_published(question: str) -> bool:
    """Say whether a question doubts the published day."""
    return bool(_OF_PUBLISHED.match(question))


def changed_question(name: str, now: str, kept: str) -> str:
    """Return what is asked where the article states something else than its facts file."""
    return f"The article now gives {name} as “{now}”, this file “{kept}”: which is right?"


def renamed_question(now: str, kept: str) -> str:
    """Return what is asked where the article seems to be about something else than its facts file."""
    return f"The article now seems to be about “{now}”, this file says “{kept}”: which is right?"


def rival_dates(question: str) -> tuple[str, ...]:
    """Return the dates of which a person has to choose one; none for any other question."""
    found = _RIVALS.match(question) or _CHOICE.match(question)
    return tuple(dict.fromkeys(_DATE.findall(found["dates"]))) if found else ()


def speaks_of(question: str, fact: Fact) -> bool:
    """Say whether a question quotes a fact, so that judging the fact answers it: a release's words, or a quotation."""
    if not is_ours(question):
        return False
    found = _SPEAKER.match(question)
    if found:
        said = _flat(found["words"]).removesuffix("…")
        return hasattr(fact, "speaker") and said in _flat(getattr(fact, "text", ""))
    found = _QUOTED.search(question) if isinstance(fact, Release) else None
    return bool(found and fact.source and _flat(found["words"]) in _flat(fact.source.exact))


def settled(question: str, state: State) -> bool:
    """Say whether what a facts file says now answers a question."""
    plain = {
        NO_HEADLINE: state.article.headline,
        NO_PUBLISHED_DATE: state.article.date_published,
        NO_SUBJECT: state.about,
        NO_RELEASE: any(each.review is not Review.REJECTED for each in state.releases),
    }
    if question in plain:
        return bool(plain[question])
    for rule, answers in _RULES:
        found = rule.match(question)
        if found and answers(found, state):
            return True
    return _is_judged(question, state)


def shown(value: object) -> str:
    """Return a value of the article in words."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _other_day(found: re.Match[str], state: State) -> bool:
    return state.article.date_published != found["day"]


def _has_day(_: re.Match[str], state: State) -> bool:
    return bool(state.article.date_published)


def _one_left(found: re.Match[str], state: State) -> bool:
    return len({each.start_date for each in _standing(found, state)}) < 2  # noqa: PLR2004 - a dispute needs two


def _chosen(found: re.Match[str], state: State) -> bool:
    standing = _standing(found, state)
    return len(standing) < 2 or any(each.primary and each.review is not Review.PROPOSED for each in standing)  # noqa: PLR2004 - the same


def _standing(found: re.Match[str], state: State) -> list[Release]:
    dates = _DATE.findall(found["dates"])
    return [each for each in state.releases if each.start_date in dates and each.review is not Review.REJECTED]


def _all_judged(facts: Iterable[Fact]) -> bool:
    return all(fact.review is not Review.PROPOSED for fact in facts)


def _day_judged(found: re.Match[str], state: State) -> bool:
    return _all_judged(each for each in state.releases if each.start_date == found["day"])


def _items_judged(_: re.Match[str], state: State) -> bool:
    return _all_judged(state.kinds.get("key_points", ()))


def _other_value(found: re.Match[str], state: State) -> bool:
    return shown(getattr(state.article, found["name"], None)) != found["kept"]


def _other_name(found: re.Match[str], state: State) -> bool:
    return state.about is None or state.about.name != found["kept"]


def _is_judged(question: str, state: State) -> bool:
    """Say whether a person reviewed the fact that a question quotes, or typed the speaker it asks for."""
    about = [fact for members in state.kinds.values() for fact in members if speaks_of(question, fact)]
    return bool(about) and all(fact.review is not Review.PROPOSED or getattr(fact, "speaker", None) for fact in about)


def _flat(words: str) -> str:
    return " ".join(words.split())


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], State], bool]], ...]] = (
    (_OF_PUBLISHED, _other_day),
    (_BEFORE_PUBLISHED, _other_day),
    (_NO_YEAR, _has_day),
    (_RIVALS, _one_left),
    (_CHOICE, _chosen),
    (_DELAY, _day_judged),
    (_ITEMS, _items_judged),
    (_CHANGED, _other_value),
    (_RENAMED, _other_name),
)
