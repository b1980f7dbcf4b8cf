"""The library in templates/: what it says of three articles, on every platform."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from scheduler import platforms
from scheduler.articles import read
from scheduler.compose import Rendered, Scene, lay_out, render
from scheduler.errors import WorkspaceError
from scheduler.model import Content, Fact, Facts, Release, Review, Template
from scheduler.plan.phrases import parse_duration
from scheduler.plan.unproven import unproven
from scheduler.workspace.facts_file import read_facts

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "templates"
ARTICLES = ["the-salt-road", "lumen-and-sons", "the-tin-choir"]
LIBRARY: dict[str, Any] = YAML(typ="safe").load(CASES / "library.yaml")
NAMES = sorted(path.stem for path in (ROOT / "templates").glob("*.j2"))
LINK = "https://example.org/films/dead-reckoning?from=campaign&day=1"
TAGS = ("NewThings", "Reading", "Autumn", "Weekend", "Harbour", "Shop")
MakeScene = Callable[..., Scene]


@cache
def template(name: str) -> Template:
    """Return a template that ships."""
    source = (ROOT / "templates" / f"{name}.j2").read_text(encoding="utf-8")
    return Template(name=name, source=source, file=f"templates/{name}.j2")


@cache
def facts_of(article: str) -> Facts:
    """Return the reviewed facts of a sample article."""
    return read_facts(CASES / f"{article}.yaml", ROOT)


def sample(name: str, article: str, *, link: str | None = LINK, **fields: Any) -> Scene:
    """Return the scene in which the library posts about a sample article."""
    facts = facts_of(article)
    release = facts.releases[0]
    event = datetime.combine(datetime.fromisoformat(release.start_date or ""), time(9), ZoneInfo("Europe/London"))
    values: dict[str, Any] = {
        "facts": facts,
        "release": release,
        "event_at": event,
        "event_zone": "Europe/London",
        "due_at": event - (timedelta() if LIBRARY[name]["before"] == "0h" else parse_duration(LIBRARY[name]["before"])),
        "campaign": article,
        "channel": "main",
        "link": link,
        "tags": TAGS,
    }
    return Scene(**(values | fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One post of the library as it would go out."""

    where: str
    platform: platforms.Platform
    rendered: Rendered
    contents: tuple[Content, ...]
    link: str | None


@cache
def everything() -> tuple[Shown, ...]:
    """Return each template for each article on each platform, with and without a link, for three turns."""
    return tuple(_everything())


def _everything() -> Iterator[Shown]:
    for name, expected in LIBRARY.items():
        for article in [each for each in ARTICLES if each not in expected["lacking"]]:
            for platform in map(platforms.get, platforms.names()):
                for turn, link in ((1, LINK), (2, None), (3, LINK)):
                    scene = sample(name, article, link=link, occurrence=turn)
                    rendered = render(template(name), scene, platform)
                    contents = lay_out(
                        [part.text for part in rendered.parts],
                        platform,
                        can_thread=platform.threads and platform.name != "slack",
                        number="n/m" if name == "three-things" else None,
                        splits=name == "three-things",
                        link=link,
                    )
                    where = f"{name} of {article} on {platform.name}, turn {turn}"
                    yield Shown(where=where, platform=platform, rendered=rendered, contents=contents, link=link)


def test_the_library_is_the_folder() -> None:
    """No template ships without being tried here."""
    assert list(LIBRARY) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_says_what_it_is_for(name: str) -> None:
    """An editor reads it before anything else."""
    assert template(name).source.startswith("{# ")
    assert template(name).source.splitlines()[0].endswith(". #}")


@pytest.mark.parametrize("article", ARTICLES)
def test_the_facts_of_the_samples_are_proven_by_their_articles(article: str) -> None:
    """What the library is tried on is itself in order."""
    text = read(CASES / f"{article}.txt").text
    facts = facts_of(article)
    members: list[Fact] = [fact for kind in facts.kinds.values() for fact in kind]
    assert members
    assert all(text[fact.source.start : fact.source.end] == fact.source.exact for fact in members if fact.source)


def test_every_post_fits_and_says_something() -> None:
    """Nothing is too long for its platform, on any turn; laying out refuses what is."""
    shown = everything()
    assert len(shown) == 3 * len(platforms.names()) * (
        3 * len(LIBRARY) - sum(len(e["lacking"]) for e in LIBRARY.values())
    )
    assert all(post.contents and all(content.text for content in post.contents) for post in shown)


@pytest.mark.parametrize(
    ("name", "article"), [(name, article) for name, each in LIBRARY.items() for article in each["lacking"]]
)
def test_what_lacks_a_fact_is_a_problem_and_not_half_a_post(name: str, article: str) -> None:
    """The problem is the fact that is missing, and says where it was asked for."""
    with pytest.raises(WorkspaceError) as error:
        render(template(name), sample(name, article), platforms.get("x"))
    (problem,) = error.value.problems
    assert problem.code == "fact-missing"
    assert problem.place
    assert problem.place.file == f"templates/{name}.j2"


UGLY = re.compile(
    r"[ \t]{2}|\n{3}|^[ \t]|[ \t]$|None|null|[{}]|!.*!|\?\?|,[ ]?[,.]|\.[ ]?\.|…\.|[ ][,.;:!?](?!\d)|[–—-][ ]?$"
    r"|^[^\w\n]+$|“[ ]|[ ]”|\b1 [a-z]+s\b",
    re.MULTILINE,
)


def test_nothing_looks_broken() -> None:
    """No doubled marks and blanks, no dash that hangs, no line of nothing but marks, no "1 days", no shouting."""
    found = [
        (post.where, ugly[0], content.text)
        for post in everything()
        for content in post.contents
        if (ugly := UGLY.search(post.platform.shown(content.text)))
    ]
    assert found == []


def test_the_link_stands_where_it_belongs_and_once() -> None:
    """In the text where readers follow it there; not beside a card, nor where it leads nowhere."""
    for post in everything():
        texts = "\n".join(post.platform.shown(content.text) for content in post.contents)
        wanted = 1 if post.link and post.platform.links_in_text else 0
        assert texts.count("http") == wanted, post.where
        assert post.contents[0].link == post.link


def test_hashtags_come_last_and_are_no_more_than_the_custom() -> None:
    """At the end of a part (before its counter), and none on Slack and its kind."""
    for post in everything():
        tagged = [content.text for content in post.contents if "#" in content.text]
        count = sum(text.count("#") for text in tagged)
        assert count in {0, post.platform.rules.customary_tags}, post.where
        assert count or not post.platform.rules.customary_tags or post.where.startswith("correction")
        assert all(re.search(r"\n#\w+(?: #\w+)*(?: \d+/\d+)?$", text) for text in tagged), post.where


def test_nothing_is_claimed_that_is_not_proven() -> None:
    """Every word of time has its window."""
    for post in everything():
        for part in post.rendered.parts:
            own = unproven(part.text, part.claims)
            assert own == (), post.where


def test_the_texts_read_as_they_were_read() -> None:
    """Every template about the book on X: an editor read this file, and a change of words is a change there."""
    texts = []
    for name in NAMES:
        if "the-salt-road" not in LIBRARY[name]["lacking"]:
            parts = render(template(name), sample(name, "the-salt-road", tags=TAGS[:1]), platforms.get("x")).parts
            texts.append(f"## {name}\n\n" + "\n\n---\n\n".join(part.text for part in parts) + "\n")
    assert "\n".join(texts) == (CASES / "the-salt-road.x.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (30, "⏳ The countdown is on: Mission: Impossible – Dead Reckoning Part One arrives in 30 days."),
        (7, "⏳ The countdown is on: Mission: Impossible – Dead Reckoning Part One arrives in 7 days."),
        (1, "⏳ One more sleep: Mission: Impossible – Dead Reckoning Part One arrives tomorrow."),
        (0, "🎬 The wait is over: Mission: Impossible – Dead Reckoning Part One arrives today!"),
    ],
)
def test_the_countdown_is_right_on_any_day(scene: MakeScene, days: int, first: str) -> None:
    """Seven days, one, none."""
    (part,) = render(template("countdown"), scene(days), platforms.get("x")).parts
    assert part.text == f"{first}\n\n📅 Wednesday, July 12\n\n#DeadReckoning #Film"
    assert len(part.claims) == 1


@pytest.mark.parametrize(
    ("hours", "words"), [(3, "⏰ 3 hours to go"), (1, "⏰ 1 hour to go"), (0, "⏰ Only minutes to go")]
)
def test_the_last_hours_are_counted(scene: MakeScene, hours: int, words: str) -> None:
    """One hour is one hour, and less than half of one is minutes."""
    (part,) = render(template("last-hours"), scene(0, hours), platforms.get("x")).parts
    assert part.text.startswith(f"{words}: Mission: Impossible")
    assert len(part.claims) == 1


def test_three_things_has_an_opening_and_a_part_for_each(scene: MakeScene, facts: Facts) -> None:
    """The opening counts what follows, and a rejected point is no part; without any the opening stands alone."""
    parts = render(template("three-things"), scene(1), platforms.get("x")).parts
    assert [part.text.split()[0] for part in parts] == ["🧵", "1.", "2.", "3."]
    assert "3 things to know" in parts[0].text
    one, *others = facts.kinds["key_points"]
    left = (one, *(replace(each, review=Review.REJECTED) for each in others))
    kinds = MappingProxyType({**facts.kinds, "key_points": left})
    parts = render(template("three-things"), scene(1, facts=replace(facts, kinds=kinds)), platforms.get("x")).parts
    assert [part.text.split()[0] for part in parts] == ["🧵", "1."]
    assert "1 thing to know" in parts[0].text
    without = replace(facts, kinds=MappingProxyType({**facts.kinds, "key_points": ()}))
    assert len(render(template("three-things"), scene(1, facts=without), platforms.get("x")).parts) == 1


def test_where_parts_are_joined_the_hashtags_stand_at_the_very_end(scene: MakeScene) -> None:
    """LinkedIn knows no threads."""
    parts = [part.text for part in render(template("three-things"), scene(1), platforms.get("linkedin")).parts]
    (content,) = lay_out(parts, platforms.get("linkedin"), can_thread=False)
    assert content.text.endswith("\n\n#DeadReckoning #Film")


def test_out_now_is_true_from_the_event_on(scene: MakeScene) -> None:
    """It claims nothing that ends."""
    (part,) = render(template("out-now"), scene(0), platforms.get("x")).parts
    assert [(claim.words, claim.end) for claim in part.claims] == [("out now", None)]


@pytest.mark.parametrize(
    ("date", "says"),
    [("2023-07-12", "on Wednesday, July 12, 2023"), ("2023-07", "in July 2023"), ("2023-24", "in winter 2023")],
)
def test_an_announcement_says_what_is_known(scene: MakeScene, release: Release, date: str, says: str) -> None:
    """A day, a month, a season: never more."""
    made = scene(release=replace(release, start_date=date), event_at=None)
    (part,) = render(template("announcement"), made, platforms.get("x")).parts
    assert part.text.startswith(f"📅 Save the date: Mission: Impossible – Dead Reckoning Part One arrives {says}.")


def test_a_correction_names_the_old_date_where_it_is_known(scene: MakeScene, release: Release) -> None:
    """A reader who saw the old post knows which one is meant."""
    moved = replace(release, previous_start_date="2023-07-05")
    (part,) = render(template("correction"), scene(2, release=moved), platforms.get("x")).parts
    assert "arrives on Wednesday, July 12, and not on July 5. Please" in part.text


def test_the_key_point_of_the_day_goes_round() -> None:
    """The second time it is the second point, and after the last the first again."""
    texts = [
        render(template("key-point"), sample("key-point", "the-tin-choir", occurrence=turn), platforms.get("slack"))
        .parts[0]
        .text.partition("\n")[0]
        for turn in (1, 2, 3)
    ]
    assert texts[0] == texts[2] == "💡 The Tin Choir will sing in the old tram depot on September 4."
    assert texts[1] == "💡 The choir has forty voices and no conductor."


def test_a_point_that_names_nobody_is_told_with_its_subject() -> None:
    """A weight of 62 grams says nothing to a reader who does not know of what."""
    post = render(template("key-point"), sample("key-point", "lumen-and-sons", occurrence=2), platforms.get("x"))
    assert post.parts[0].text.startswith("💡 Lumen L*2: It weighs 62 grams.\n")


def test_a_long_quotation_is_whole_where_there_is_room() -> None:
    """On X it ends after a word, inside its marks; on LinkedIn it is all there."""
    made = sample("quote-card", "the-salt-road", occurrence=2)
    short = render(template("quote-card"), made, platforms.get("x")).parts[0].text
    assert re.match(r"“I wrote down what the causeway did to my knees.*\w…”\n\n– Ruth Okafor, author\n", short)
    whole = render(template("quote-card"), made, platforms.get("linkedin")).parts[0].text
    assert "without once sitting down at a desk to do it.”" in whole


def test_rejected_facts_are_left_out_and_not_counted_as_used() -> None:
    """A quotation that a person rejected neither appears nor stops the post."""
    facts = facts_of("the-salt-road")
    first, *others = facts.kinds["quotations"]
    kinds = MappingProxyType({**facts.kinds, "quotations": (replace(first, review=Review.REJECTED), *others)})
    post = render(
        template("quote-card"),
        sample("quote-card", "the-salt-road", facts=replace(facts, kinds=kinds)),
        platforms.get("mastodon"),
    )
    assert post.parts[0].text.startswith("“I wrote down")
    assert all(fact.review is not Review.REJECTED for fact in post.facts_used)
