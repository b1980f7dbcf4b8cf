"""How a fact reads in one line, what else is known of it, and which of its fields a person may type anew."""

from collections.abc import Callable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from scheduler.model import Fact

LABELS: Final = MappingProxyType(
    {
        "releases": "release",
        "key_points": "key point",
        "quotations": "quotation",
        "faq": "question and answer",
        "people": "person",
        "social_posts": "social post",
        "numbers": "number",
    }
)
"""What one fact of a kind is called."""

EDITED: Final = MappingProxyType(
    {
        "releases": ("start_date", "location"),
        "key_points": ("text",),
        "quotations": ("text", "speaker"),
        "faq": ("question", "answer"),
        "people": ("name", "role", "character"),
        "social_posts": ("text", "author", "date_published", "url"),
        "numbers": ("value", "unit"),
    }
)
"""The fields that `e` asks for, in this order."""


def words_of(kind: str, fact: Fact) -> tuple[str, str]:
    """Return a fact in a line of its own, and what stands small beside it."""
    read = _READERS.get(kind)
    return read(fact) if read else (str(getattr(fact, "text", getattr(fact, "name", ""))), "")


def said_by(kind: str) -> bool:
    """Say whether what stands small beside a fact is who said it, which goes below the words."""
    return kind in {"quotations", "social_posts"}


def lacks_speaker(fact: Fact) -> bool:
    """Say whether a fact is a quotation that nobody is known to have said: templates leave it out."""
    return hasattr(fact, "speaker") and not fact.speaker


def remark_on_all(kind: str, members: Sequence[Fact]) -> str:
    """Return what is known of every fact of a kind alike, to be said once; "" where they differ or are few."""
    small = {words_of(kind, fact)[1] for fact in members}
    return small.pop() if len(small) == 1 and len(members) > 1 and kind == "key_points" else ""


def weekday(day: str | None) -> str:
    """Return `2027-07-10 Sat` for a day, anything coarser as it is."""
    try:
        return f"{day} {date.fromisoformat(day or ''):%a}"
    except ValueError:
        return day or ""


def _release(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - each kind has a shape of its own
    days = f"{weekday(fact.start_date) or 'no date'}{f' to {weekday(fact.end_date)}' if fact.end_date else ''}"
    said = [fact.event_status.value, fact.confidence.value, *(["primary"] if fact.primary else [])]
    if fact.previous_start_date:
        said.append(f"was {fact.previous_start_date}")
    return f"{days}{f' · {fact.location}' if fact.location else ''}", " · ".join(said)


def _key_point(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - the same
    return fact.text, f"from the {fact.derived}, for want of a list" if fact.derived else ""


def _quotation(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - the same
    return f"“{fact.text}”", f"{fact.speaker or 'speaker unclear'}{' · fragment' if fact.fragment else ''}"


def _question(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - the same
    return fact.question, ""


def _person(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - the same
    return fact.name, f"{fact.role}{f' · as {fact.character}' if fact.character else ''}"


def _post(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - the same
    return fact.text, " · ".join(each for each in (fact.author, fact.handle, fact.date_published, fact.url) if each)


def _number(fact: Any) -> tuple[str, str]:  # noqa: ANN401 - the same
    return fact.text, " ".join(each for each in (fact.value, fact.unit) if each)


_READERS: Final[dict[str, Callable[[Any], tuple[str, str]]]] = {
    "releases": _release,
    "key_points": _key_point,
    "quotations": _quotation,
    "faq": _question,
    "people": _person,
    "social_posts": _post,
    "numbers": _number,
}
