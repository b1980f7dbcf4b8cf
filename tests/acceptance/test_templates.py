"""Templates as a marketer meets them: the guide's own example, the library in recurrences, languages and links."""

import re

import pytest

from driving import ROOT, Desk
from here import Here

GUIDE = (ROOT / "docs" / "guide" / "write-a-template.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
TEMPLATES = [text for kind, text in BLOCKS if kind == "jinja"]
BEFORE = "2026-11-01T09:00"
CAMPAIGN = """\
facts: ../facts/quiet-harbour.yaml
event: {release: release, time: "09:00", zone: America/New_York}
channels: [x]
link: "https://example.org/film?a=1&b=%C3%BC#cast"
"""


@pytest.fixture
def here(desk: Desk) -> Here:
    """A workspace of its own, driven inside this process."""
    return Here(desk.folder, desk.home)


def texts(desk: Desk, select: str) -> dict[str, list[str]]:
    """Return the texts of the parts of each post, by its key."""
    shown = desk.tminus("preview", select, "--at", BEFORE, "--json")
    errors = [each for each in shown.document["problems"] if each["severity"] == "error"]
    assert errors == []
    return {post["key"]: [part["text"] for part in post["parts"]] for post in shown.data["posts"]}


def with_steps(desk: Desk, *steps: str, **more: str) -> None:
    """Write a campaign called `look` with these steps."""
    extra = "".join(f"{key}: {value}\n" for key, value in more.items())
    kind = "recurring" if "every" in steps[0] else "steps"
    desk.write("config/campaigns/look.yaml", CAMPAIGN + extra + f"{kind}:\n" + "".join(f"- {each}\n" for each in steps))


def test_the_guide_s_template_posts_what_the_guide_shows(here: Here) -> None:
    """Typed off the page into the sample workspace, it previews as printed."""
    (step,) = re.findall(r"^- \{.*\}$", dict(BLOCKS)["yaml"], re.MULTILINE)
    campaign = here.folder / "config" / "campaigns" / "quiet-harbour.yaml"
    campaign.write_text(campaign.read_text(encoding="utf-8") + f"{step}\n", encoding="utf-8")
    here.write("templates/first-look.j2", TEMPLATES[0])
    found = texts(here, "quiet-harbour/first-look")
    (shown,) = [text.strip() for _, text in BLOCKS if text.startswith("👀")]
    assert found["quiet-harbour/first-look/x"] == [shown]
    assert "http" not in found["quiet-harbour/first-look/bluesky"][0]
    assert "#" not in found["quiet-harbour/first-look/news"][0]


@pytest.mark.parametrize("source", TEMPLATES[1:], ids=["blocks", "shortened"])
def test_the_guide_s_other_templates_work_too(here: Here, source: str) -> None:
    """A block for Slack, and a quotation that takes the room that is left."""
    here.write("templates/first-look.j2", source)
    with_steps(here, "{name: first-look, when: T-5 10:00, template: first-look, channels: [x, news]}")
    found = texts(here, "look")
    assert "Maren Solberg" in found["look/first-look/x"][0]
    assert found["look/first-look/news"][0].startswith(("The Quiet Harbour in 5 days: https://", "“We stopped"))


def test_a_recurrence_takes_the_next_fact_each_time(here: Here) -> None:
    """Three days, three key points; the fourth is the first again."""
    with_steps(here, '{name: daily, every: "day 10:00", from: "2026-11-10", times: 4, template: key-point}')
    first, second, third, fourth = texts(here, "look").values()
    assert len({first[0], second[0], third[0]}) == 3
    assert fourth == first


def test_the_weekly_digest_is_numbered(here: Here) -> None:
    """Each edition has its number, and other notes than the one before."""
    with_steps(here, '{name: weekly, every: "Thursday 15:00", from: "2026-11-05", times: 2, template: weekly-digest}')
    first, second = texts(here, "look").values()
    assert first[0].startswith("🗞️ The Quiet Harbour: our weekly notes, no. 1")
    assert second[0].startswith("🗞️ The Quiet Harbour: our weekly notes, no. 2")
    assert len(first) == len(second) == 4
    assert first[1:3] != second[1:3]


def test_the_whole_library_passes_the_plan_s_gates(here: Here) -> None:
    """No template says a word of time that nothing proves, and none is untrue when it is due."""
    library = [path.stem for path in (ROOT / "templates").glob("*.j2")]
    when = {"last-hours": "T-3h", "out-now": "T+0", "three-things": "T-1 09:00"}
    with_steps(
        here,
        *(
            f"{{name: {name}, when: {when.get(name, 'T-7 09:00')}, template: {name}, thread: {{number: n/m}}}}"
            for name in library
        ),
    )
    assert len(texts(here, "look")) == len(library)


@pytest.mark.parametrize("where", ["workspace", "campaign", "channel"])
def test_the_language_is_that_of_the_channel_the_campaign_or_the_workspace(here: Here, where: str) -> None:
    """Each of them says it, and the more specific one wins."""
    here.write("templates/tag.j2", "{{ facts.about }} kommt {{ countdown }}, am {{ '2023-07-12' | long_date }}.")
    workspace, channel = "fr", "{platform: x, destination: catch}"
    more = {"language": "es"}
    if where == "workspace":
        workspace, more = "de", {}
    elif where == "campaign":
        more = {"language": "de"}
    else:
        channel = "{platform: x, destination: catch, language: de}"
    settings = here.folder / "config" / "workspace.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"language: {workspace}\n", encoding="utf-8")
    channels = here.folder / "config" / "channels.yaml"
    others = channels.read_text(encoding="utf-8").replace(
        "x:\n  platform: x\n  destination: catch\n", f"x: {channel}\n"
    )
    channels.write_text(others, encoding="utf-8")
    with_steps(here, "{name: tag, when: T-7 09:00, template: tag}", **more)
    said = "The Quiet Harbour kommt in 7 Tagen, am Mittwoch, 12. Juli 2023."
    assert texts(here, "look") == {"look/tag/x": [said]}


def test_a_language_that_nobody_knows_is_told_with_its_line(here: Here) -> None:
    """With a code that would do."""
    with_steps(here, "{name: tag, when: T-7 09:00, template: countdown}", language="german")
    shown = here.tminus("validate", "--json")
    (problem,) = [each for each in shown.document["problems"] if each["code"] == "language-unknown"]
    assert (problem["file"], problem["line"]) == ("config/campaigns/look.yaml", 5)
    assert "de German" in problem["hint"]


def test_the_link_carries_its_parameters_into_the_count(here: Here) -> None:
    """They go behind what the link has and before its `#`, are encoded, and the text is measured with them."""
    here.write("templates/link.j2", "{{ link }}")
    utm = '{source: "{channel}", campaign: "Herbst & mehr", content: "{step}"}'
    with_steps(here, "{name: link, when: T-7 09:00, template: link, channels: [bluesky]}", utm=utm)
    (found,) = texts(here, "look").values()
    query = "a=1&b=%C3%BC&utm_source=bluesky&utm_campaign=Herbst%20%26%20mehr&utm_content=link"
    assert found == [f"https://example.org/film?{query}#cast"]
    plain = here.tminus("preview", "look", "--at", BEFORE, "--plain").out
    assert f"{len(found[0])}/300" in plain


def test_the_sample_s_suggestion_works_once_its_marks_are_taken_away(here: Here) -> None:
    """Whoever follows it gets three posts, one for each key point."""
    campaign = here.folder / "config" / "campaigns" / "quiet-harbour.yaml"
    text = campaign.read_text(encoding="utf-8")
    campaign.write_text(text.replace("# recurring:", "recurring:").replace("# - {", "- {"), encoding="utf-8")
    found = texts(here, "quiet-harbour/point-of-the-day")
    assert len({parts[0] for parts in found.values()}) == len(found) == 3
