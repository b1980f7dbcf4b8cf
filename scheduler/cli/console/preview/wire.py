"""What would travel: the requests that a destination makes of a post, with every secret as `***`.

They are made by the same pure function as when they are sent, of the same content, keys and times; so a body is the
body that will be sent, byte for byte. No secret is even looked at: each has a stand-in, which is then blotted out. What
is only known when it is sent (a signature, its timestamp, the id of the part before) is said in words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from scheduler import destinations
from scheduler.cli.console.desk import Desk
from scheduler.destinations import Context, Endpoint, Request, Unbuildable
from scheduler.model import Channel, Part, Post, Secret, part_key
from scheduler.workspace import Workspace

HIDDEN: Final = "***"
KEY: Final = Secret("c3RhbmQtaW4gZm9yIGEga2V5")
TOKEN: Final = Secret("stand-in-for-a-token")
WHEN_SENT: Final = {
    "webhook-timestamp": "(the time it is sent)",
    "webhook-signature": f"v1,{HIDDEN} (made when it is sent)",
}
"""Headers that no preview can know."""

_GIVEN: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """One request as people may see it. `body` is what is sent; a secret in it is `***`."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str
    prepares: bool = False

    @property
    def pretty(self) -> str:
        """The body to be read: JSON with its members in lines, anything else as it is."""
        try:
            return json.dumps(json.loads(self.body), ensure_ascii=False, indent=2)
        except ValueError:
            return self.body

    def to_json(self) -> dict[str, object]:
        """Return the request object of `preview --wire --json`."""
        return {
            "method": self.method,
            "url": self.url,
            "headers": dict(self.headers),
            "body": self.body,
            "prepares": self.prepares,
        }


def wire_of(desk: Desk, post: Post) -> Iterator[Wire]:
    """Yield the requests of a post, in the order in which they are sent; what opens a session comes once."""
    channel = desk.workspace.channels[post.channel]
    endpoint = _endpoint(desk.workspace, channel)
    for part in post.parts:
        for request in _requests(endpoint, post, part):
            if not request.prepares or part.number == 1:
                yield _shown(request, channel, endpoint)


def _requests(endpoint: Endpoint, post: Post, part: Part) -> list[Request]:
    context = Context(
        endpoint=endpoint,
        key=part_key(post.key, part.number),
        post=post.key,
        campaign=post.campaign,
        step=post.step,
        channel=post.channel,
        platform=post.platform,
        part=part.number,
        parts=len(post.parts),
        content_hash=part.content.hash,
        due_at=part.due_at,
        not_after=part.not_after,
        in_reply_to=_before(endpoint, part),
        attempt=1,
        sent_at=part.due_at,
    )
    try:
        return list(endpoint.destination.build(part.content, context))
    except (Unbuildable, ValueError) as error:
        return [Request(method="(no request)", url=Secret(""), headers=(("because", str(error)),), body=b"")]


def _before(endpoint: Endpoint, part: Part) -> str | None:
    """Return words for the id of the part before, which its receiver gives."""
    if part.number == 1 or not endpoint.destination.returns_id:
        return None
    own = f"(id-of-part-{part.number - 1})"
    if endpoint.destination.keeps_root and part.number > 2:  # noqa: PLR2004 - behind the second, the root is another
        return destinations.chained(own, "(id-of-part-1)")
    return own


def _endpoint(workspace: Workspace, channel: Channel) -> Endpoint:
    """Return a channel's endpoint with stand-ins for its secrets; only the host of a secret address is real."""
    destination = destinations.get(channel.destination)
    default = (destination.default_url or "").replace("{channel}", channel.name)
    url = channel.url or channel.server or default
    if channel.url_name:
        url = workspace.environment.get(channel.url_name, "").strip() or f"https://{HIDDEN}"
    signed = bool(channel.secret_names) or bool(destination.default_url and "secret" in destination.keys)
    return Endpoint(
        channel=channel.name,
        platform=channel.platform,
        destination=destination,
        url=Secret(url),
        secrets=(KEY,) * (max(1, len(channel.secret_names)) if signed else 0),
        token=TOKEN if channel.token_name else None,
        chat=channel.chat,
        handle=channel.handle,
        options=channel.options,
    )


def _shown(request: Request, channel: Channel, endpoint: Endpoint) -> Wire:
    url = request.url.reveal()
    if channel.path:
        url = channel.path
    elif channel.url_name or endpoint.destination.secret_url:
        url = f"{replace(endpoint, url=request.url).host}/{HIDDEN}"
    headers = tuple((name, _header(name, value)) for name, value in request.headers)
    return Wire(
        method=request.method,
        url=_blotted(url),
        headers=headers,
        body=_blotted(request.body.decode()),
        prepares=request.prepares,
    )


def _header(name: str, value: str) -> str:
    """Return a header's value as it may be seen; `{access}` is what an earlier request was given."""
    return WHEN_SENT.get(name) or _GIVEN.sub(HIDDEN, _blotted(value))


def _blotted(text: str) -> str:
    for secret in (KEY, TOKEN):
        text = text.replace(secret.reveal(), HIDDEN)
    return text
