"""From an article to delivered posts, by hand: init, facts, a campaign, preview, plan, rehearse."""

import json
from pathlib import Path

import pytest

from driving import ROOT, SHARED, Desk

ARTICLE = """\
date 2023-07-06 Mission Harbour: Part One will feature Ada Brook as Captain Lee.

3 things you need to know

Mission Harbour: Part One is the seventh film of the series.

The film starring Ada Brook will release in theatres on July 12.

Mission Harbour is based on a TV show of the same name.

How did it begin?

It began on a rainy day in a harbour, with a camera that nobody had insured, and with a director who had sold his car.
"""
CAMPAIGN = """\
facts: ../facts/mission.yaml
event: {release: release, time: "09:00", zone: America/New_York}
channels: [x, bluesky, mastodon, news]
steps:
- {name: a-week-to-go, when: T-7 09:00, template: countdown}
- {name: three-things, when: T-1 09:00, template: three-things, thread: {number: n/m}}
- {name: out-now, when: T+0, template: out-now, expires: 6h}
"""
BEFORE, AFTER = "2023-07-04T09:00", "2023-07-07T09:00"


def written(desk: Desk, article: Path) -> Desk:
    """A workspace with one campaign of one article."""
    for path in (*(desk.folder / "config" / "campaigns").iterdir(), *(desk.folder / "config" / "posts").iterdir()):
        path.unlink()
    extracted = desk.tminus("facts", "extract", str(article), "-o", "config/facts/mission.yaml")
    assert extracted.code == 0, extracted.err
    desk.write("config/campaigns/mission.yaml", CAMPAIGN)
    return desk


@pytest.fixture
def mission(desk: Desk) -> Desk:
    return written(desk, desk.write("config/articles/mission.txt", ARTICLE))


def test_a_thread_longer_than_its_step_allows_is_told_with_its_line(mission: Desk) -> None:
    """By how much it is over, and with the number that would do; raised to it, all is well."""
    limited = CAMPAIGN.replace("{number: n/m}", "{number: n/m, max_parts: 2}")
    limited = limited.replace("[x, bluesky, mastodon, news]", "[x]")
    mission.write("config/campaigns/mission.yaml", limited)
    shown = mission.tminus("preview", "--at", BEFORE, "--json")
    assert shown.code == 3
    (problem,) = [each for each in shown.document["problems"] if each["severity"] == "error"]
    assert (problem["code"], problem["file"], problem["line"]) == (
        "too-many-parts",
        "config/campaigns/mission.yaml",
        6,
    )
    assert "needs 4 parts on X and may have 2" in problem["message"]
    assert "weighted characters are left over" in problem["message"]
    mission.write("config/campaigns/mission.yaml", limited.replace("max_parts: 2", "max_parts: 4"))
    assert mission.tminus("preview", "--at", BEFORE).code == 0


def test_a_channel_counts_as_its_server_does(mission: Desk) -> None:
    """X with 25,000, and a Mastodon server where a link counts 40: what preview shows is what the server says."""
    channels = "x: {platform: x, destination: catch, limit: 25000}\n"
    channels += "mastodon: {platform: mastodon, destination: catch, limit: 1000, link_cost: 40}\n"
    mission.write("config/channels.yaml", channels)
    mission.write("config/campaigns/mission.yaml", CAMPAIGN.replace("[x, bluesky, mastodon, news]", "[x, mastodon]"))
    mission.write("templates/countdown.j2", "Soon: https://example.org/" + "a" * 400 + " word" * 70)
    preview = mission.tminus("preview", "mission/a-week-to-go", "--at", BEFORE, "--plain")
    assert preview.code == 0, preview.err
    assert "379/25000" in preview.out
    assert "396/1000  604 left . link counts as 40" in preview.out


def test_an_article_becomes_delivered_posts(mission: Desk) -> None:
    """Every post of the campaign is delivered in its rehearsal, threads whole, each signature verified."""
    preview = mission.tminus("preview", "--at", BEFORE, "--json")
    assert preview.code == 0, preview.out
    assert len(preview.data["posts"]) == 12
    rehearsal = mission.tminus("rehearse", "--at", BEFORE, "--json")
    assert rehearsal.code == 0, rehearsal.out + rehearsal.err
    summary = rehearsal.data["summary"]
    assert summary["posts"] == summary["delivered"] == 12
    assert summary["threads"] == summary["threads_complete"] == 3
    assert summary["arrived"] == summary["parts"]
    assert summary["signatures_verified"] == summary["signed"] > 0


def test_what_is_previewed_is_what_arrives(mission: Desk) -> None:
    """The hashes of the preview are those of the rehearsal's posts: content is frozen, not rendered again."""
    previewed = {post["key"]: post["content_hash"] for post in mission.tminus("preview", "--json").data["posts"]}
    played = mission.tminus("rehearse", "--at", BEFORE, "--json").data["posts"]
    assert {post["key"]: post["content_hash"] for post in played} == previewed


def test_a_post_whose_day_is_over_is_missed_and_said_so(mission: Desk) -> None:
    """From the day after, the T-7 posts are `missed`: listed, never queued, and no error."""
    plan = mission.tminus("plan", "--at", AFTER, "--json")
    assert plan.code == 0
    assert list(plan.data) == ["revision", "changes", "counts", "corrections"]
    missed = [change["key"] for change in plan.data["changes"] if change["op"] == "missed"]
    assert missed == [f"mission/a-week-to-go/{channel}" for channel in ("bluesky", "mastodon", "news", "x")]
    assert plan.data["counts"]["add"] == 8
    assert "missed" in mission.tminus("plan", "--at", AFTER).out


def test_slack_gets_the_thread_in_one_message(mission: Desk) -> None:
    """Slack's webhook cannot thread, so its three things stand in one part; elsewhere they are a thread."""
    posts = mission.tminus("preview", "mission/three-things", "--json").data["posts"]
    parts = {post["channel"]: len(post["parts"]) for post in posts}
    assert parts["news"] == 1
    assert min(parts[name] for name in ("x", "bluesky", "mastodon")) >= 4


def test_a_campaign_wholly_past_is_an_error_in_plan_and_a_warning_in_preview(mission: Desk) -> None:
    """Nobody queues a campaign that is over, and everybody may look at it."""
    plan = mission.tminus("plan", "--json")
    assert (plan.code, plan.codes.count("campaign-past")) == (3, 1)
    assert mission.tminus("apply", "--yes", "--json").code == 3
    assert mission.tminus("preview", "--json").code == 0
    assert mission.tminus("validate", "--json").code == 0


def test_a_finished_campaign_is_no_problem(mission: Desk) -> None:
    """A campaign that was queued and is over stops nobody from planning the next one."""
    mission.tminus("apply", "--yes", "--at", BEFORE)
    mission.rows("later,2031-01-01 09:00,x,Later")
    mission.write("config/campaigns/mission.yaml", CAMPAIGN)
    plan = mission.tminus("plan", "--json")
    assert plan.code == 0, plan.out
    assert [change["key"] for change in plan.data["changes"] if change["op"] == "add"] == ["posts/later/x"]


def test_rows_without_a_time_take_free_slots_and_keep_them(desk: Desk) -> None:
    """A blank `when` is the channel's next free slot; planning again moves nothing, and a new row takes the next."""
    desk.channels("x: {platform: x, destination: catch, slots: [Mon-Fri 09:00]}\n")
    desk.rows("first,,x,Hello", "second,,x,Hello again")
    friday = "2031-01-03T12:00"
    due = {
        change["key"]: change["after"]["due_at"]
        for change in desk.tminus("plan", "--at", friday, "--json").data["changes"]
    }
    assert due == {"posts/first/x": "2031-01-06T08:00:00Z", "posts/second/x": "2031-01-07T08:00:00Z"}
    assert "next free slot" in desk.tminus("preview", "--at", friday).out
    assert desk.tminus("apply", "--yes", "--at", friday).code == 0
    assert desk.tminus("plan", "--at", "2031-01-05T12:00", "--json").data["changes"] == []
    desk.rows("third,,x,Hello once more", "first,,x,Hello", "second,,x,Hello again")
    [change] = desk.tminus("plan", "--at", friday, "--json").data["changes"]
    assert (change["key"], change["after"]["due_at"]) == ("posts/third/x", "2031-01-08T08:00:00Z")


def test_a_saved_plan_does_exactly_that_or_is_refused(mission: Desk) -> None:
    """A plan is stale (code 5) once a file changed, and applies whole when nothing did."""
    mission.tminus("plan", "-o", "friday.plan", "--at", BEFORE)
    template = mission.folder / "templates" / "out-now.j2"
    before = template.read_text()
    template.write_text(before + "\n")
    stale = mission.tminus("apply", "friday.plan", "--at", BEFORE, "--json")
    assert (stale.code, stale.codes) == (5, ["plan-stale"])
    template.write_text(before)
    assert mission.tminus("apply", "friday.plan", "--at", BEFORE, "--json").code == 0
    again = mission.tminus("apply", "friday.plan", "--at", BEFORE, "--json")
    assert (again.code, again.codes) == (5, ["plan-stale"])
    assert mission.tminus("plan", "--at", BEFORE, "--json").data["changes"] == []


def test_changes_wait_with_code_4(mission: Desk) -> None:
    """`plan --exit-code` tells a script that there is something to apply."""
    assert mission.tminus("plan", "--at", BEFORE, "--exit-code").code == 4
    mission.tminus("apply", "--yes", "--at", BEFORE)
    assert mission.tminus("plan", "--at", BEFORE, "--exit-code").code == 0


def test_a_moved_release_moves_every_post(mission: Desk) -> None:
    """One date edited in the facts file retimes every post, once no fact quotes the old date any more."""
    mission.tminus("apply", "--yes", "--at", BEFORE)
    facts = mission.folder / "config" / "facts" / "mission.yaml"
    facts.write_text(facts.read_text().replace("start_date: 2023-07-12", "start_date: 2023-07-13"))
    blocked = mission.tminus("plan", "--at", BEFORE, "--json")
    assert blocked.code == 3
    [error] = [problem for problem in blocked.document["problems"] if problem["severity"] == "error"]
    assert (error["code"], error["file"]) == ("fact-outdated", "config/facts/mission.yaml")
    assert "July 12" in error["message"]
    lines = facts.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if "text:" in line and "July 12" in line)
    lines[at] = lines[at].replace("July 12", "July 13")
    facts.write_text("\n".join(lines) + "\n")
    plan = mission.tminus("plan", "--at", BEFORE, "--json").data
    assert plan["counts"]["retime"] == 12
    change = next(change for change in plan["changes"] if change["key"] == "mission/out-now/x")
    assert (change["before"]["due_at"], change["after"]["due_at"]) == ("2023-07-12T13:00:00Z", "2023-07-13T13:00:00Z")


def test_the_repository_root_is_a_workspace(tmp_path: Path) -> None:
    """The sample in the repository passes its own checks, today and in any year."""
    desk = Desk(ROOT, tmp_path)
    assert desk.tminus("validate", "--json").code == 0
    assert desk.tminus("preview", "--json", "--at", "2026-11-18T12:00Z").codes == ["secret-missing"]
    assert desk.tminus("preview", "--json", "--at", "2031-01-01T12:00Z").code == 0


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not beside this checkout")
def test_the_seed_article_gives_the_expected_facts(desk: Desk) -> None:
    """The release with its span, the published day, the subject and the three key points, exactly."""
    document = desk.tminus("facts", "extract", str(SHARED / "articles" / "mission-impossible.txt"), "--json").data
    assert document["article"]["date_published"] == "2023-07-06"
    assert document["about"] == {"type": "Movie", "name": "Mission: Impossible – Dead Reckoning Part One"}
    [release] = document["releases"]
    assert (release["id"], release["start_date"], release["confidence"]) == ("release", "2023-07-12", "sure")
    assert release["source"] == {"exact": "will release in theatres on July 12", "start": 534, "end": 569}
    spans = [(point["source"]["start"], point["source"]["end"]) for point in document["key_points"]]
    assert spans == [(408, 503), (505, 570), (572, 646)]
    assert all(
        document["text"][fact["source"]["start"] : fact["source"]["end"]] == fact["source"]["exact"]
        for fact in (*document["releases"], *document["key_points"])
    )
    assert json.dumps(document["article"]["headline"]) == "null"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not beside this checkout")
def test_the_seed_article_is_delivered(desk: Desk) -> None:
    """The seed article by hand, from `facts extract -o` to delivered posts."""
    played = written(desk, SHARED / "articles" / "mission-impossible.txt").tminus("rehearse", "--at", BEFORE, "--json")
    assert played.code == 0, played.out
    assert played.data["summary"]["delivered"] == 12
