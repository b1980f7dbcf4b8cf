"""What every platform promises, and what each says of itself."""

import pytest

from scheduler import platforms
from scheduler.errors import WorkspaceError
from scheduler.platforms import Exactness

ALL = [platforms.get(name) for name in platforms.names()]
FAMILY = "👨‍👩‍👧‍👦"


def test_the_platforms_are_found_by_their_files() -> None:
    """A platform is a file: nothing else lists them."""
    assert platforms.names() == [
        *("bluesky", "discord", "facebook", "google_chat", "instagram", "linkedin", "mastodon", "mattermost"),
        *("pinterest", "slack", "teams", "telegram", "threads", "tiktok", "x"),
    ]


def test_a_platform_nobody_knows_is_a_problem_with_a_suggestion() -> None:
    """A slip of the pen in channels.yaml is answered with the name it meant."""
    with pytest.raises(WorkspaceError) as caught:
        platforms.get("blusky")
    (problem,) = caught.value.problems
    assert problem.code == "platform-unknown"
    assert problem.hint == 'did you mean "bluesky"?'


@pytest.mark.parametrize(
    ("name", "limit", "exactness"),
    [
        ("x", 280, Exactness.EXACT),
        ("bluesky", 300, Exactness.EXACT),
        ("mattermost", 16383, Exactness.EXACT),
        ("mastodon", 500, Exactness.DOCUMENTED),
        ("discord", 2000, Exactness.DOCUMENTED),
        ("google_chat", 32000, Exactness.DOCUMENTED),
        ("slack", 3000, Exactness.CONSERVATIVE),
        ("threads", 500, Exactness.CONSERVATIVE),
        ("linkedin", 3000, Exactness.CONSERVATIVE),
        ("facebook", 63206, Exactness.CONSERVATIVE),
        ("instagram", 2200, Exactness.CONSERVATIVE),
        ("pinterest", 500, Exactness.CONSERVATIVE),
        ("tiktok", 2200, Exactness.CONSERVATIVE),
        ("telegram", 4096, Exactness.CONSERVATIVE),
        ("teams", 14000, Exactness.CONSERVATIVE),
    ],
)
def test_each_platform_says_its_limit_and_how_far_it_can_be_trusted(
    name: str, limit: int, exactness: Exactness
) -> None:
    """Exact only where conformance data proves it."""
    platform = platforms.get(name)
    assert (platform.limit, platform.exactness) == (limit, exactness)
    assert platform.source.startswith("https://")


@pytest.mark.parametrize("platform", ALL, ids=lambda each: each.name)
def test_line_ends_and_outer_blanks_never_count(platform: platforms.Platform) -> None:
    """What is counted is the text as it is sent."""
    assert platform.length(" \n one\r\ntwo\rthree \n") == len("one\ntwo\nthree")


@pytest.mark.parametrize("platform", ALL, ids=lambda each: each.name)
def test_a_text_at_the_limit_fits_and_one_more_is_over_by_one(platform: platforms.Platform) -> None:
    """`over` counts from the limit, exactly."""
    assert platform.over("a" * platform.limit) == 0
    assert platform.over("a" * (platform.limit + 1)) == 1


def test_bluesky_refuses_few_graphemes_of_many_bytes() -> None:
    """A family emoji is one grapheme of 25 bytes: 121 of them break the second limit alone."""
    bluesky = platforms.get("bluesky")
    assert bluesky.length(FAMILY * 121) == 121
    assert bluesky.over(FAMILY * 120) == 0
    assert bluesky.over(FAMILY * 121) == 121 * 25 - 3000


def test_a_channel_can_set_its_own_limit() -> None:
    """Premium accounts and Mastodon servers differ in nothing but the limit."""
    mastodon = platforms.get("mastodon").with_limit(5000)
    assert mastodon.over("a" * 5000) == 0
    assert mastodon.with_limit(None) is mastodon


def test_a_premium_account_has_25000() -> None:
    """X counts the same, with another limit."""
    x = platforms.get("x").with_limit(25000)
    assert (x.over("日" * 12500), x.over("日" * 12501)) == (0, 2)


def test_a_mastodon_server_says_what_a_link_costs() -> None:
    """`characters_reserved_per_url` of the server, and its limit."""
    server = platforms.get("mastodon").on_server(limit=1000, link_cost=30)
    assert (server.limit, server.length("see https://example.org")) == (1000, 34)
    assert server.explain("see https://example.org") == ("link counts as 30",)
    assert server.on_server(joins_conjuncts=True).length("https://example.org") == 30


def test_a_mastodon_server_on_a_newer_ruby_counts_a_conjunct_once() -> None:
    """The larger count is charged unless the channel says otherwise."""
    mastodon = platforms.get("mastodon")
    assert (mastodon.length("क्ष"), mastodon.on_server(joins_conjuncts=True).length("क्ष")) == (2, 1)


def test_a_platform_of_one_server_has_no_such_settings() -> None:
    """Its limit can be set, what a link counts cannot."""
    x = platforms.get("x")
    assert x.on_server() is x
    with pytest.raises(ValueError, match="every X server counts alike"):
        x.on_server(link_cost=10)


def test_a_caption_is_shorter_than_a_message_on_telegram() -> None:
    """A text that travels with a picture has its own limit."""
    telegram = platforms.get("telegram")
    assert telegram.with_media().limit == 1024
    assert telegram.with_media(0) is telegram
    assert telegram.with_limit(500).with_media().limit == 500
    assert platforms.get("x").with_media() is platforms.get("x")


def test_teams_bounds_bytes_too() -> None:
    """The whole message may have 28 KB: 7,000 Japanese characters break the second limit alone."""
    teams = platforms.get("teams")
    assert (teams.over("日" * 6666), teams.over("日" * 7000)) == (0, 1000)


def test_entities_have_offsets_in_code_points_and_in_bytes() -> None:
    """A webhook's receiver can make facets of them without counting again."""
    text = "🎬 Dune: https://example.org/é and #日本"
    link, tag = platforms.get("bluesky").find_entities(text)
    for entity in (link, tag):
        assert text[entity.start : entity.end] == entity.text
        assert text.encode()[entity.byte_start : entity.byte_end].decode() == entity.text
    assert (link.kind, link.url, tag.kind, tag.text) == ("link", "https://example.org/é", "hashtag", "#日本")


def test_a_bare_domain_leads_somewhere() -> None:
    """A facet needs an address with a scheme."""
    (link,) = platforms.get("x").find_entities("go to example.com/now")
    assert (link.text, link.url) == ("example.com/now", "https://example.com/now")


def test_a_handle_on_bluesky_pings_nobody() -> None:
    """Without a facet there is no mention."""
    entities = platforms.get("bluesky").find_entities("thanks @alice.bsky.social and @everyone")
    assert [entity.kind for entity in entities if entity.kind == "mention"] == []


@pytest.mark.parametrize(
    ("written", "sent"),
    [("<!channel>", "&lt;!channel&gt;"), ("R&D <Dune>", "R&amp;D &lt;Dune&gt;"), ("M*A*S*H", "M*A*S*H")],
)
def test_slack_escapes_its_three_characters_only(written: str, sent: str) -> None:
    """A title with a command in it pings nobody."""
    assert platforms.get("slack").escape(written) == sent


def test_slack_links_lead_to_the_address_not_to_its_escaped_form() -> None:
    """`&amp;` is dialect, not address."""
    (link,) = platforms.get("slack").find_entities("https://example.org/?a=1&amp;b=2")
    assert link.url == "https://example.org/?a=1&b=2"


def test_slack_counts_the_escaped_text_in_utf_16_units() -> None:
    """The unit is not documented: the largest likely one is charged."""
    assert platforms.get("slack").length("🎬 &amp;") == 8
