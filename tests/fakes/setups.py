"""How a channel of each destination is set up on the fake of its platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from fakes import bluesky, discord, google_chat, mattermost, slack, teams, telegram
from fakes.api import Fake, Now
from fakes.mastodon import Mastodon
from fakes.mastodon import calls as mastodon_calls
from scheduler.destinations import Endpoint, get
from scheduler.model import Secret

Made = Callable[[Now], Fake]


@dataclass(frozen=True, kw_only=True)
class Setup:
    """One destination: its fake, the platform posts are laid out for, and what its channel says.

    `threads` names the ids a reply hangs on: the one before (`chain`), or the first (`root`); None: it cannot reply.
    `calls` finds what is live in a body.
    """

    destination: str
    platform: str
    fake: Made
    calls: Callable[[dict[str, Any]], list[str]]
    path: str = ""
    threads: str | None = None
    token: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    def endpoint(self, server: str, **fields: Any) -> Endpoint:
        """Return the channel `news` on a server that speaks like the platform."""
        destination = get(self.destination)
        usual = {
            "channel": "news",
            "platform": self.platform,
            "destination": destination,
            "url": Secret(server + self.path),
            "token": Secret(self.token) if self.token else None,
            "on_unknown": destination.on_unknown,
            "allow_private": ("127.0.0.0/8",),
            "deadline": timedelta(seconds=5),
            "rate": destination.rate,
        }
        return Endpoint(**{**usual, **self.fields, **fields})


SETUPS: Mapping[str, Setup] = {
    "slack": Setup(
        destination="slack",
        platform="slack",
        fake=slack.SlackWebhook,
        calls=slack.calls,
        path=slack.SlackWebhook.path,
    ),
    "slack_chat": Setup(
        destination="slack_chat",
        platform="slack",
        fake=slack.SlackChat,
        calls=slack.calls,
        path="/api",
        threads="root",
        token=slack.SlackChat.token,
        fields={"chat": "C0HARBOUR"},
    ),
    "discord": Setup(
        destination="discord",
        platform="discord",
        fake=discord.Discord,
        calls=discord.calls,
        path=discord.Discord.path,
        threads="chain",
    ),
    "discord-forum": Setup(
        destination="discord",
        platform="discord",
        fake=partial(discord.Discord, forum=True),
        calls=discord.calls,
        path=discord.Discord.path,
        threads="chain",
        fields={"options": {"thread": "new"}},
    ),
    "teams": Setup(
        destination="teams",
        platform="teams",
        fake=teams.Teams,
        calls=teams.calls,
        path=f"{teams.Teams.path}?api-version=2016-06-01&sig={teams.Teams.sig}",
    ),
    "google_chat": Setup(
        destination="google_chat",
        platform="google_chat",
        fake=google_chat.GoogleChat,
        calls=google_chat.calls,
        path=f"{google_chat.GoogleChat.path}?key={google_chat.GoogleChat.key}&token={google_chat.GoogleChat.token}",
        threads="chain",
    ),
    "mattermost": Setup(
        destination="mattermost",
        platform="mattermost",
        fake=mattermost.Mattermost,
        calls=mattermost.calls,
        path=mattermost.Mattermost.path,
    ),
    "telegram": Setup(
        destination="telegram",
        platform="telegram",
        fake=telegram.Telegram,
        calls=telegram.calls,
        threads="chain",
        token=telegram.Telegram.token,
        fields={"chat": "-1001234"},
    ),
    "mastodon": Setup(
        destination="mastodon",
        platform="mastodon",
        fake=Mastodon,
        calls=mastodon_calls,
        threads="chain",
        token=Mastodon.token,
        fields={"options": {"visibility": "unlisted", "content_warning": "Film news"}},
    ),
    "bluesky": Setup(
        destination="bluesky",
        platform="bluesky",
        fake=bluesky.Bluesky,
        calls=bluesky.calls,
        threads="chain",
        token=bluesky.Bluesky.password,
        fields={"handle": bluesky.Bluesky.handle, "options": {"language": "en"}},
    ),
}
