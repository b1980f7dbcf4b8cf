"""The variables of a template: the facts, the event, and the words of time that note when they are true."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from scheduler.compose.dates import day_of
from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.languages import Language
from scheduler.compose.ledger import Ledger, Spoken
from scheduler.compose.scene import Scene
from scheduler.compose.views import absent, facts_view
from scheduler.model import Claim
from scheduler.platforms import Platform

T = TypeVar("T", int, str)

HALF_AN_HOUR = timedelta(minutes=30)
AN_HOUR = timedelta(hours=1)


class EventView:
    """The variable `event`: `date` (2023-07-12), `time` (09:00), `at` (an instant with its offset), `zone`.

    Who reads it uses the release whose event it is.
    """

    __slots__ = ("_note", "_values")

    def __init__(self, at: datetime, zone: str, note: Callable[[], None]) -> None:
        self._values = {"date": at.date().isoformat(), "time": f"{at:%H:%M}", "at": at.isoformat(), "zone": zone}
        self._note = note

    def __getattr__(self, name: str) -> str:
        """Return one of the four, and note that the release was used."""
        if name.startswith("_") or name not in self._values:
            raise AttributeError(name)
        self._note()
        return self._values[name]


class Words:
    """Words of time for one scene; each raises TemplateFaultError where nothing true can be said."""

    def __init__(self, scene: Scene, language: Language, ledger: Ledger) -> None:
        self._scene = scene
        self._language = language
        self._ledger = ledger

    def days_left(self) -> int:
        """Say the calendar days from the local day of the post to that of the event."""
        days, today = self._days("days_left")
        return self._say(days, self._language.days(days), *self._scene.local_day(today))

    def countdown(self) -> str:
        """Say "in 7 days", "tomorrow" or "today"."""
        days, today = self._days("countdown")
        words = self._language.in_days(days)
        return self._say(words, words, *self._scene.local_day(today))

    def hours_left(self) -> int:
        """Say the hours to the event, rounded; true while they round to it: half an hour either side of that hour."""
        event = self._event("hours_left")
        if event < self._scene.due_at:
            raise _over("hours_left")
        hours = -((HALF_AN_HOUR - (event - self._scene.due_at)) // AN_HOUR)
        hour = event - hours * AN_HOUR
        return self._say(hours, self._language.hours(hours), hour - HALF_AN_HOUR, hour + HALF_AN_HOUR)

    def today(self) -> str:
        """Say "today": true on the event's local day."""
        return self._word("today", *self._scene.local_day(self._event_day("today")))

    def tomorrow(self) -> str:
        """Say "tomorrow": true on the local day before the event's."""
        eve = self._event_day("tomorrow") - timedelta(days=1)
        return self._word("tomorrow", *self._scene.local_day(eve))

    def out_now(self) -> str:
        """Say "out now": true from the event on."""
        return self._word("out_now", self._event("out_now"), None)

    def _word(self, name: str, start: datetime, end: datetime | None) -> str:
        word = self._language.word(name)
        return self._say(word, word, start, end)

    def _say(self, value: T, words: str, start: datetime, end: datetime | None) -> T:
        self._ledger.claims.append(Claim(words=words, start=_utc(start), end=_utc(end) if end else None))
        return value

    def use_release(self) -> None:
        """Note that the post depends on the release."""
        if self._scene.release:
            self._ledger.use_fact(self._scene.release)

    def _event(self, word: str) -> datetime:
        self.use_release()
        release = self._scene.release
        if release and release.start_date and day_of(release.start_date) is None:
            message = f'"{word}" needs a day to count to, and the release has only "{release.start_date}"'
            raise TemplateFaultError("date-coarse", message, hint="write the day into the facts file", word=word)
        if self._scene.event_at is None:
            message = f'"{word}" needs an event to count to, and there is none'
            hint = "give the release a start_date in the facts file, and the campaign an event"
            raise TemplateFaultError("date-missing", message, hint=hint, word=word)
        return self._scene.event_at

    def _event_day(self, word: str) -> date:
        return self._event(word).astimezone(self._scene.zone).date()

    def _days(self, word: str) -> tuple[int, date]:
        today = self._scene.due_at.astimezone(self._scene.zone).date()
        days = (self._event_day(word) - today).days
        if days < 0:
            raise _over(word)
        return days, today


def _over(word: str) -> TemplateFaultError:
    message = f'"{word}" counts down to an event that is over when the post goes out'
    return TemplateFaultError(
        "countdown-over", message, hint="post it before the event, or use another template", word=word
    )


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def hashtags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags as they are posted: `#DeadReckoning`, `#Film`."""
    return tuple(f"#{''.join(tag.split()).lstrip('#')}" for tag in tags)


def variables(scene: Scene, language: Language, platform: Platform, ledger: Ledger) -> Mapping[str, object]:
    """Return everything a template can name: the names of `VARIABLES`."""
    words = Words(scene, language, ledger)
    spoken: tuple[Callable[[], int | str], ...] = (
        *(words.days_left, words.hours_left, words.countdown),
        *(words.today, words.tomorrow, words.out_now),
    )
    link = scene.link or absent(
        "link-missing",
        "the template prints a link, and there is none",
        hint='give the campaign a "link:", or test it: {% if link %}',
        word="link",
    )
    tags = hashtags(scene.tags)
    return {
        "facts": facts_view(scene.facts, scene.release, ledger),
        "event": EventView(scene.event_at.astimezone(scene.zone), scene.event_zone, words.use_release)
        if scene.event_at
        else absent("date-missing", "the template speaks of an event, and there is none", word="event"),
        "link": link,
        "inline_link": link if platform.links_in_text else "",
        "hashtags": " ".join(tags[: platform.rules.customary_tags]),
        "tags": tags,
        "campaign": scene.campaign,
        "channel": scene.channel,
        "platform": platform.name,
        "limit": platform.limit,
        "threads": platform.threads,
        "language": language.code,
        "occurrence": scene.occurrence,
        **{each.__name__: Spoken(each) for each in spoken},
    }


VARIABLES: Mapping[str, str] = {
    "facts": "the facts of the campaign: `facts.release` (the one its event names), `facts.about`, "
    "`facts.article.headline`, `facts.key_points[0].text`, and every other kind by its name; the fields are those of "
    "the facts file",
    "event": "`event.date`, `event.time`, `event.at` (the instant), `event.zone`",
    "days_left": "calendar days until the event, a number; `days_left | days` writes the noun too",
    "hours_left": "hours until the event, a number; `hours_left | hours` writes the noun too",
    "countdown": '"in 7 days", "tomorrow" or "today"',
    "today": '"today"; true on the day of the event',
    "tomorrow": '"tomorrow"; true on the day before the event',
    "out_now": '"out now"; true from the event on',
    "link": "the link of the step, the channel, the campaign or the article, with its `utm` parameters",
    "inline_link": "the link where it belongs into the text: nothing where the platform shows it as a card beside the "
    "text, or where nobody can tap a link in a text",
    "hashtags": "the campaign's tags with their `#`, on one line: as many as is the custom on the platform, so none "
    "on Slack",
    "tags": "all of the campaign's tags with their `#`, a list",
    "campaign": "the campaign's name",
    "channel": "the channel's name",
    "platform": "the platform's name, as `x`",
    "limit": "how long a post may be there, in the platform's units, as the channel has it",
    "threads": "whether the platform knows threads; where it does not, parts are joined into one text",
    "language": "the audience's language, as `en` or `pt-BR`",
    "occurrence": "which time of a recurrence it is: 1, 2, 3, ...; 1 in a step",
}
"""What a template can name, and what docs/reference/templates.md says of it."""

NAMES = frozenset(VARIABLES)
"""The names a template may use, for hints."""
