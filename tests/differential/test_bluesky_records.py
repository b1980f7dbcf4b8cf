"""The records for Bluesky against Bluesky's own lexicons: npm's @atproto/api says whether a server would take them."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler import compose, platforms
from scheduler.destinations import Context, Endpoint, get
from scheduler.model import Content, Secret

ROOT = Path(__file__).parents[2]
NODE_MODULES = ROOT / "node_modules"
TITLES = YAML(typ="safe", pure=True).load(ROOT / "tests" / "cases" / "destinations" / "titles.yaml")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
VALIDATE = """
const { AppBskyFeedPost, ComAtprotoRepoPutRecord, lexicons } = require("@atproto/api");
const { ensureValidRecordKey } = require("@atproto/syntax");
const bodies = JSON.parse(require("fs").readFileSync(0, "utf8"));
const verdict = (body) => {
  try {
    lexicons.assertValidXrpcInput("com.atproto.repo.putRecord", body);
    ensureValidRecordKey(body.rkey);
    if (!/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(body.rkey)) return "no TID";
    const checked = AppBskyFeedPost.validateRecord(body.record);
    return checked.success ? "valid" : String(checked.error);
  } catch (error) {
    return String(error);
  }
};
console.log(JSON.stringify(bodies.map(verdict)));
"""


def verdicts(bodies: list[dict[str, Any]]) -> list[str]:
    """Return what the lexicons say of each body of putRecord; skips without Node and the package."""
    node = shutil.which("node")
    if not node or not (NODE_MODULES / "@atproto" / "api").is_dir():
        pytest.skip("Node and npm's @atproto/api are not installed: see .ci/run")
    environment = {"PATH": os.environ["PATH"], "NODE_PATH": str(NODE_MODULES)}
    done = subprocess.run(
        [node, "-e", VALIDATE], input=json.dumps(bodies), capture_output=True, text=True, check=True, env=environment
    )
    return list(json.loads(done.stdout))


def body_of(content: Content, part: int = 1, in_reply_to: str | None = None) -> dict[str, Any]:
    """Return the body of putRecord for a part."""
    bluesky = get("bluesky")
    endpoint = Endpoint(
        channel="b",
        platform="bluesky",
        destination=bluesky,
        url=Secret("https://bsky.social"),
        handle="harbour.example",
        options={"language": "en, de"},
    )
    context = Context(
        endpoint=endpoint,
        key=f"film/one/b#{part}",
        post="film/one/b",
        campaign="film",
        step="one",
        channel="b",
        platform="bluesky",
        part=part,
        parts=3,
        content_hash=content.hash,
        due_at=NOON,
        not_after=NOON + timedelta(hours=1),
        in_reply_to=in_reply_to,
        attempt=1,
        sent_at=NOON,
    )
    return dict(json.loads(bluesky.build(content, context)[-1].body))


def laid_out(text: str, link: str | None = None) -> Content:
    """Return a text as content for Bluesky."""
    known = platforms.get("bluesky")
    (content,) = compose.lay_out(compose.literal(text, known), known, can_thread=False, splits=False, link=link)
    return content


def test_bluesky_takes_what_is_built() -> None:
    """Texts of all kinds, links, tags, cards, languages, replies: each is a valid record under a valid key."""
    cid = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"
    root, parent = (f"at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/{key}#{cid}" for key in ("3ka", "3kb"))
    bodies = [body_of(laid_out(f"🌊 {title} https://example.org/film #Saltwater")) for title in TITLES]
    bodies.append(body_of(laid_out("Out now", link="https://example.org/film?utm_source=b")))
    bodies.append(body_of(laid_out("Three"), part=3, in_reply_to=f"{parent} {root}"))
    assert verdicts(bodies) == ["valid"] * len(bodies)


def test_the_lexicons_would_refuse_what_is_wrong() -> None:
    """The oracle can fail: a text too long, a facet without its end, a date that is none."""
    good = body_of(laid_out("Out now https://example.org"))
    long, facet, date = (json.loads(json.dumps(good)) for _ in range(3))
    long["record"]["text"] = "x" * 301
    del facet["record"]["facets"][0]["index"]["byteEnd"]
    date["record"]["createdAt"] = "yesterday"
    assert "valid" not in verdicts([long, facet, date])
