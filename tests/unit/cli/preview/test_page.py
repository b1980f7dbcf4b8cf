"""The page: whatever a title says, it is text; and every platform has a skin that can be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from ruamel.yaml import YAML

from scheduler import platforms, workspace
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.options import Options
from scheduler.cli.console.preview.page import page_of, web
from scheduler.cli.console.preview.skins import SKINS, Skin
from scheduler.cli.console.sample import SampleDates, make_workspace
from scheduler.model import Channel, Content, Image, Post

CASES = Path(__file__).parents[3] / "cases" / "cli"
PAYLOADS: list[str] = YAML(typ="safe", pure=True).load(CASES / "payloads.yaml")
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
LEADING = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "background", "cite")
"""Attributes whose value a browser may follow."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample workspace, with a channel for each platform."""
    folder = tmp_path_factory.mktemp("page") / "press"
    make_workspace(folder, workspace_id="press", dates=SampleDates(days=0))
    loaded = workspace.load(folder, {})
    channels = {name: Channel(name=name, platform=name, destination="webhook") for name in platforms.names()}
    return Desk(options=Options(), workspace=replace(loaded, channels=channels), now=NOW)


def on_every_platform(desk: Desk, content: Content) -> Iterator[Post]:
    """Yield a post of that content on each platform."""
    model = next(post for post in desk.drafted.posts if len(post.parts) == 1) if desk.drafted.posts else None
    assert model is not None
    for name in platforms.names():
        part = replace(model.parts[0], content=content)
        yield replace(model, key=f"film/one/{name}", channel=name, platform=name, parts=(part,))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_a_person_wrote_becomes_markup(desk: Desk, payload: str) -> None:
    """A payload as text, link, picture, description, name of the house: no script, no handler, no foreign address."""
    content = Content(text=payload, link=payload, image=Image(url=payload, alt=payload))
    posts = [*on_every_platform(desk, content), *on_every_platform(desk, Content(text=f"{payload} x", link=payload))]
    hostile = Desk(options=Options(), workspace=replace(desk.workspace, name=payload), now=NOW)
    page = html.document_fromstring(page_of(hostile, posts, wire=True))
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    assert not {element.tag for element in elements} & {"script", "iframe", "object", "embed", "base", "form", "img"}
    assert [element.tag for element in elements].count("style") == 1
    for element in elements:
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in LEADING:
                assert value.startswith("#") or urlsplit(value).scheme.lower() in {"http", "https"}
    assert len(page.findall(".//article")) == len(posts)
    shown = ["".join(element.itertext()) for element in page.find_class("text")]
    assert all(visible(payload) in visible(text) for text in shown)


def visible(text: str) -> str:
    """Return a text without what no page may hold, what dialects break words with, and escapes some of them read."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u200b\ufffd\\]", "", unescape(text))


def test_the_policy_allows_the_page_its_own_style_and_nothing_else(desk: Desk) -> None:
    """The browser is told so, in the first lines."""
    page = html.document_fromstring(page_of(desk, desk.drafted.posts[:0]))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'", policy
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://", "ftp://a/b", ""])
def test_only_web_addresses_lead_anywhere(address: str) -> None:
    """Everything else stays text."""
    assert web(address) is None
    assert web("HTTPS://example.org/a") == "HTTPS://example.org/a"


def test_headings_are_in_order_and_pictures_are_described(desk: Desk) -> None:
    """A screen reader finds house, step and post by their headings, and hears what a picture shows."""
    content = Content(text="Hello", image=Image(url="https://example.org/a.jpg", alt="A lamp"))
    page = html.document_fromstring(page_of(desk, list(on_every_platform(desk, content))))
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [element.get("aria-label") for element in page.xpath("//*[@role='img']")] == ["A lamp"] * len(SKINS)
    assert page.get("lang") == "en"


def test_every_platform_has_a_skin_of_its_own() -> None:
    """None looks like another."""
    assert set(SKINS) == set(platforms.names())
    assert len(set(map(repr, SKINS.values()))) == len(SKINS)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 counts it."""
    values = []
    for colour in (one, other):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        values.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(values) + 0.05) / (min(values) + 0.05)


@pytest.mark.parametrize("skin", SKINS.values(), ids=list(SKINS))
@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_a_post_can_be_read_in_light_and_dark(skin: Skin, mode: int) -> None:
    """Text, small print and links stand out from the paper by 4.5 to 1 at least (WCAG 2.2, level AA)."""
    for ink in (skin.ink, skin.soft, skin.accent):
        assert contrast(ink[mode], skin.paper[mode]) >= 4.5
