from datetime import time, timedelta
from typing import Any

from every_destination import EVERY, SET
from scheduler import destinations
from scheduler.errors import Severity
from scheduler.model import Channel, Every, Image, OnUnknown, Weekday
from scheduler.workspace import Workspace, endpoint, load

FULL = """\
x:
  platform: x
  destination: webhook
  url: "${X_WEBHOOK_URL}"
  secret: ["${NEW}", "${OLD}"]
  handle: "@press"
  limit: 500
  slots: [Thursday 09:00]
  rate: [1 per 1s, 20 per 1m]
  concurrency: 2
  deadline: 30s
  on_unknown: resend
  allow_private: [127.0.0.0/8, 192.168.1.20]
  notify: ops
  link: https://example.org
  image: https://example.org/a.png
  alt: A lamp
  utm: {source: "{channel}"}
ops: {platform: slack, destination: catch}
"""


def channel(workspace: Workspace, name: str = "x") -> Channel:
    return workspace.channels[name]


def test_every_key_of_a_channel_is_typed_and_kept(make: Any) -> None:
    """Nothing that is written is dropped; secrets are kept by name."""
    workspace = load(make({"config/channels.yaml": FULL}), {})
    assert [each for each in workspace.problems if each.severity is Severity.ERROR] == []
    found = channel(workspace)
    assert found == Channel(
        name="x",
        platform="x",
        destination="webhook",
        url_name="X_WEBHOOK_URL",
        secret_names=("NEW", "OLD"),
        handle="press",
        limit=500,
        slots=(Every(at=time(9), weekdays=(Weekday.THU,)),),
        rate=((1, timedelta(seconds=1)), (20, timedelta(minutes=1))),
        concurrency=2,
        deadline=timedelta(seconds=30),
        on_unknown=OnUnknown.RESEND,
        allow_private=("127.0.0.0/8", "192.168.1.20/32"),
        notify="ops",
        link="https://example.org",
        image=Image(url="https://example.org/a.png", alt="A lamp"),
        utm={"source": "{channel}"},
    )
    assert str(found.place) == "config/channels.yaml:1:1"


def test_a_server_may_count_in_its_own_way(make: Any) -> None:
    """Its limit, what a link counts, and whether a conjunct is one character; where all count alike, a warning."""
    keys = "limit: 1000, link_cost: 40, joins_conjuncts: true"
    channels = (
        f"m: {{platform: mastodon, destination: catch, {keys}}}\nx: {{platform: x, destination: catch, {keys}}}\n"
    )
    workspace = load(make({"config/channels.yaml": channels}), {})
    found = channel(workspace, "m")
    assert (found.limit, found.link_cost, found.joins_conjuncts) == (1000, 40, True)
    assert [(each.code, each.severity, str(each.place)) for each in workspace.problems] == [
        ("key-unused", Severity.WARNING, "config/channels.yaml:2:51"),
        ("key-unused", Severity.WARNING, "config/channels.yaml:2:66"),
    ]


def test_one_broken_channel_does_not_take_the_others_with_it(make: Any) -> None:
    """A campaign may go on naming it: the problem is told once, where it is."""
    broken = "x: {platform: x, destination: catch, limit: many}\nbluesky: {platform: bluesky, destination: catch}\n"
    workspace = load(make({"config/channels.yaml": broken}), {})
    assert [problem.code for problem in workspace.problems] == ["number-invalid"]
    assert list(workspace.channels) == ["bluesky"]


def test_a_single_secret_needs_no_list(make: Any) -> None:
    """One secret is the usual case."""
    one = 'x: {platform: x, destination: webhook, url: "https://example.org/hook", secret: "${KEY}"}\n'
    found = channel(load(make({"config/channels.yaml": one}), {}))
    assert (found.url, found.url_name, found.secret_names) == ("https://example.org/hook", None, ("KEY",))


def test_a_channel_of_every_destination_is_read_without_a_word(make: Any) -> None:
    """Nothing that a destination takes is unknown, unused or missing."""
    workspace = load(make({"config/channels.yaml": EVERY}), SET)
    assert workspace.problems == ()
    assert {each.destination for each in workspace.channels.values()} == set(destinations.names())


def test_a_channel_speaks_the_first_of_its_languages(make: Any) -> None:
    """Bluesky is told of all of them; on a destination that is told of none the key is of use all the same."""
    channels = "x: {platform: x, destination: catch, language: pt-BR}\n"
    channels += "sky: {platform: bluesky, destination: bluesky, handle: a.example, token: '${T}', language: 'de, en'}\n"
    workspace = load(make({"config/channels.yaml": channels, "config/campaigns/film.yaml": None}), {"T": "secret"})
    assert [problem.code for problem in workspace.problems if problem.code.startswith(("key", "lang"))] == []
    assert {name: channel.language for name, channel in workspace.channels.items()} == {"x": "pt-BR", "sky": "de"}
    assert workspace.channels["sky"].options["language"] == "de, en"


def test_an_endpoint_has_all_that_its_destination_needs(make: Any) -> None:
    """Servers by default or by name, chats, handles, options, and a file's address below the workspace."""
    workspace = load(make({"config/channels.yaml": EVERY}), SET)
    ends = {name: endpoint(workspace, name) for name in workspace.channels}
    assert ends["telegram"].url.reveal() == "https://api.telegram.org"
    assert ends["bluesky"].url.reveal() == "https://bsky.social"
    assert ends["slack-app"].url.reveal() == "https://slack.com/api"
    assert ends["mastodon"].url.reveal() == "https://social.example"
    assert ends["log"].url.reveal() == (workspace.root / "out" / "posts.jsonl").absolute().as_uri()
    assert (ends["telegram"].chat, ends["bluesky"].handle) == ("@harbour", "harbour.example")
    assert ends["mastodon"].options == {
        "visibility": "unlisted",
        "content_warning": "Film news",
        "language": "en",
    }
    assert ends["discord"].options == {"thread": "new"}
    assert ends["mastodon"].on_unknown is OnUnknown.RESEND
