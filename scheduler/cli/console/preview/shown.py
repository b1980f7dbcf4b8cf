"""What there is to see of a post before it goes out, in words; the terminal's cards and the page are its two skins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.facts.words import LABELS, words_of
from scheduler.cli.console.times import clock_time, span, two_clocks
from scheduler.errors import Place, Problem
from scheduler.model import Channel, Expiry, Fact, Part, PartState, Post
from scheduler.plan.material import platform_of
from scheduler.platforms import Platform
from scheduler.workspace import Workspace

WHY = {
    Expiry.UNTRUE: "true until {end}; not sent after that",
    Expiry.EXPIRES: "expires {end}; not sent after that",
    Expiry.LATE: "not sent after {end}: at most {late} late",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFact:
    """A fact in words, where it stands, and the words of the article that prove it."""

    label: str
    words: str
    place: Place
    source: str | None


@dataclass(frozen=True)
class ShownPart:
    """A part as it will arrive, and how long its platform takes it to be."""

    part: Part
    of: int
    platform: Platform

    @property
    def text(self) -> str:
        """The text as a reader sees it."""
        return self.platform.shown(self.part.content.text)

    @property
    def link(self) -> str | None:
        """The link that travels beside the text, where the text does not hold it."""
        link = self.part.content.link
        return link if link and link not in self.text else None

    @cached_property
    def length(self) -> int:
        """The length in the platform's own unit."""
        return self.platform.length(self.part.content.text)

    @property
    def verdict(self) -> str:
        """How much is left, or too much, and what counted for something else than its characters."""
        left = self.platform.limit - self.length
        verdict = f"{left} left" if left >= 0 else f"{-left} OVER"
        return " · ".join((verdict, *self.platform.explain(self.part.content.text)))


@dataclass(frozen=True)
class ShownPost:
    """A post, and everything a person wants to know of it before it goes."""

    post: Post
    channel: Channel
    parts: tuple[ShownPart, ...]
    facts: tuple[ShownFact, ...]
    blocked: tuple[Problem, ...]
    warned: tuple[Problem, ...]
    workspace: Workspace
    now: datetime

    @property
    def platform(self) -> Platform:
        """The platform, as the channel has it."""
        return self.parts[0].platform

    @property
    def account(self) -> str | None:
        """The account or channel, where its name says more than the platform's."""
        name = self.channel.handle or self.channel.name
        return None if name == self.platform.name else name

    @property
    def title(self) -> str:
        """The platform and the account."""
        return f"{self.platform.label} · {self.account}" if self.account else self.platform.label

    @property
    def over(self) -> bool:
        """Whether its first part could not start any more."""
        return is_over(self.post, self.now)

    @property
    def window(self) -> str:
        """Until when it may be sent, and by which rule."""
        first = self.post.parts[0]
        late = span(self.workspace.late.total_seconds())
        return WHY[first.expiry].format(end=self.clocks(first.not_after), late=late)

    @property
    def truths(self) -> tuple[str, ...]:
        """What it says of time, and until when that is so."""
        said: list[str] = []
        for claim in self.post.claims:
            bounds = [f"from {self.clocks(claim.start)}"] if claim.start and claim.start > self.post.due_at else []
            bounds += [f"until {self.clocks(claim.end)}"] if claim.end else []
            said.append(f'says "{claim.words}": true {" ".join(bounds) or "from then on"}')
        return tuple(dict.fromkeys(said))

    @property
    def approval(self) -> str | None:
        """How many approvals hold, and whose they are; None where none is needed."""
        if not self.post.approvals_required:
            return None
        given = ", ".join(f"{each.user} {clock_time(each.at, self.workspace.zone)}" for each in self.post.approved)
        words = "needs approval" if self.post.state is PartState.AWAITING else "approved"
        counted = f"{words} ({len(self.post.approved)} of {self.post.approvals_required})"
        return f"{counted}: {given}" if given else counted

    def clocks(self, instant: datetime) -> str:
        """Return an instant on the audience's clock and on the marketer's; its year where it is not the post's."""
        audience = self.workspace.audience_zone or self.post.zone
        return two_clocks(instant, audience, self.workspace.zone, year=instant.year != self.post.due_at.year)


def is_over(post: Post, now: datetime) -> bool:
    """Whether its first part could not start any more."""
    return post.not_after <= now


def by_step(desk: Desk, posts: Iterable[Post]) -> Iterator[Sequence[ShownPost]]:
    """Yield what there is to see of posts, those of one step and time together."""
    for _, group in groupby(shown(desk, posts), key=_step):
        yield list(group)


def _step(each: ShownPost) -> tuple[str, str, datetime]:
    return each.post.campaign, each.post.step, each.post.due_at


def shown(desk: Desk, posts: Iterable[Post]) -> Sequence[ShownPost]:
    """Return what there is to see of posts."""
    facts = _facts(desk.workspace)
    platforms = {name: platform_of(channel) for name, channel in desk.workspace.channels.items()}
    return [
        ShownPost(
            post=post,
            channel=desk.workspace.channels[post.channel],
            parts=tuple(ShownPart(part, len(post.parts), platforms[post.channel]) for part in post.parts),
            facts=tuple(facts[place] for place in post.facts_used if place in facts),
            blocked=desk.drafted.blocked.get(post.key, ()),
            warned=desk.drafted.warned.get(post.key, ()),
            workspace=desk.workspace,
            now=desk.now,
        )
        for post in posts
    ]


def _facts(workspace: Workspace) -> Mapping[Place, ShownFact]:
    """Return every fact of the campaigns by its place."""
    return {
        fact.place: _shown_fact(kind, fact, fact.place)
        for campaign in workspace.campaigns
        if campaign.facts
        for kind, members in campaign.facts.kinds.items()
        for fact in members
        if fact.place
    }


def _shown_fact(kind: str, fact: Fact, place: Place) -> ShownFact:
    words, _ = words_of(kind, fact)
    source = fact.source.exact if fact.source else None
    return ShownFact(label=LABELS.get(kind, kind), words=words, place=place, source=source)
