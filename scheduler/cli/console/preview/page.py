"""Posts as one page for the browser: the terminal's cards in the clothes of each platform.

The page needs nothing else: its style stands in it, pictures are named and described but not loaded, and there is no
script. A Content-Security-Policy says so to the browser. Everything is escaped; only http and https addresses become
links. It is the same in light and dark, on a phone, and on paper.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.preview.shown import ShownPart, ShownPost, by_step
from scheduler.cli.console.preview.skins import Skin, skin_of
from scheduler.cli.console.preview.wire import Wire, wire_of
from scheduler.cli.console.times import from_now, two_clocks
from scheduler.model import Post
from scheduler.plan.slots import NEXT_FREE
from scheduler.text import Span

TIGHT: Final = 0.95
"""From this share of its limit on, a text is said to be close to it."""

CONTROLS: Final = {code: 0xFFFD for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
"""Characters that no page may hold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: plain, or something that the platform makes clickable. `url` is a web address or None."""

    text: str
    kind: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The posts of one step and time; `alike`: their windows, claims and facts are the same, and are said once."""

    campaign: str
    step: str
    when: str
    ahead: str
    posts: Sequence["Exhibit"]
    alike: bool


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A post in the clothes of its platform."""

    shown: ShownPost
    skin: Skin
    name: str
    handle: str
    stamp: str
    wires: Sequence[Wire]


def page_of(desk: Desk, posts: Iterable[Post], *, wire: bool = False) -> str:
    """Return the page of posts."""
    sections = list(_sections(desk, posts, wire=wire))
    exhibits = [exhibit for section in sections for exhibit in section.posts]
    names = {exhibit.shown.platform.name for exhibit in exhibits}
    style = _resource("page.css") + "".join(f".p-{name}{{{_variables(skin_of(name))}}}\n" for name in sorted(names))
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_resource),
    )
    environment.filters |= {"pieces": pieces, "web": web, "host": _host, "share": _share, "strain": strain}
    zone = desk.workspace.zone
    page = environment.get_template("page.html.j2").render(
        workspace=desk.workspace,
        made_for=two_clocks(desk.now, desk.workspace.audience_zone or zone, zone),
        sections=sections,
        count=len(exhibits),
        problems=desk.problems,
        style=Markup(style),  # noqa: S704 - the product's own style, made of nothing a person typed
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return page.translate(CONTROLS)


def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _sections(desk: Desk, posts: Iterable[Post], *, wire: bool) -> Iterator[Section]:
    for members in by_step(desk, posts):
        first = members[0].post
        when = two_clocks(first.due_at, desk.workspace.audience_zone or first.zone, desk.workspace.zone)
        yield Section(
            campaign=first.campaign,
            step=first.step,
            when=f"{NEXT_FREE}, at present {when}" if first.when == NEXT_FREE else when,
            ahead=from_now(first.due_at, desk.now),
            posts=[_exhibit(desk, each, wire=wire) for each in members],
            alike=len(members) > 1 and len({(each.window, each.truths, each.facts) for each in members}) == 1,
        )


def _exhibit(desk: Desk, each: ShownPost, *, wire: bool) -> Exhibit:
    skin = skin_of(each.platform.name)
    account = (each.channel.handle or each.channel.name).removeprefix("@")
    local = each.post.due_at.astimezone(ZoneInfo(desk.workspace.audience_zone or each.post.zone))
    server = urlsplit(each.channel.server or "").hostname or "server"
    return Exhibit(
        shown=each,
        skin=skin,
        name=desk.workspace.name,
        handle=skin.handle.replace("{name}", account).replace("{server}", server),
        stamp=skin.stamp.replace("{day}", f"{local:%d %b}".removeprefix("0")).replace("{time}", f"{local:%H:%M}"),
        wires=list(wire_of(desk, each.post)) if wire else [],
    )


def _variables(skin: Skin) -> str:
    """Return a skin as custom properties of the style."""
    pairs = {name: getattr(skin, name) for name in ("paper", "ink", "soft", "line", "accent")}
    colours = [f"--{name}:light-dark({light},{dark})" for name, (light, dark) in pairs.items()]
    rest = [f"--{name}:{getattr(skin, name)}" for name in ("letters", "avatar", "corner", "size", "leading", "bar")]
    return ";".join(colours + rest)


def pieces(part: ShownPart) -> list[Piece]:
    """Return the text of a part in stretches, with what its platform makes clickable."""
    found: list[Piece] = []
    at = 0
    text = part.text
    for span in _spans(part):
        if span.start < at:
            continue  # a tag inside a link
        found += [Piece(text[at : span.start])] if span.start > at else []
        found.append(Piece(text[span.start : span.end], span.kind, web(span.url)))
        at = span.end
    return [*found, Piece(text[at:])] if at < len(text) else found


def _spans(part: ShownPart) -> list[Span]:
    spans = [span for find in part.platform.finds for span in find(part.text)]
    return sorted(spans, key=lambda span: (span.start, -span.end))


def web(url: str | None) -> str | None:
    """Return a web address, None for any other: nothing on the page leads anywhere else."""
    try:
        address = urlsplit(url or "")
    except ValueError:
        return None
    return url if address.scheme.lower() in {"http", "https"} and address.hostname else None


def _host(url: str) -> str:
    """Return what people call an address."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def _share(part: ShownPart) -> int:
    """Return how much of its limit a part uses, in hundredths, at most all of it."""
    limit = part.platform.limit
    return min(100, round(100 * part.length / limit)) if limit else 100


def strain(part: ShownPart) -> str:
    """Return how close a part is to its limit: `fits`, `tight` or `over`."""
    if part.length > part.platform.limit:
        return "over"
    return "tight" if part.length >= TIGHT * part.platform.limit else "fits"
