"""Counting and splitting, side by side with what others use, in one run on one machine.

Ours is measured as the product calls it (`Platform.length`, `split`). Ratios are what counts: texts per second depend
on the machine, and on what else it does.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from platform import python_version

from benchmarks.greedy import pack
from benchmarks.peers import INSTALL, Peers, PeersMissingError
from benchmarks.rates import rate
from benchmarks.readability import cost
from benchmarks.texts import articles, nasty, realistic
from scheduler import platforms
from scheduler.compose import split
from scheduler.platforms import Platform

POSTS = 400
LENGTHS = range(240, 321)
PARSER = "twitter-text-parser"
COMPARED = (  # platform, the peer's name, what to ask it, and the package that must be installed
    ("x", "npm twitter-text", "weighted", "twitter-text"),
    ("bluesky", "Intl.Segmenter", "graphemes", None),
    ("bluesky", "@atproto/api RichText", "rich-text", "@atproto/api"),
    ("mastodon", "Intl.Segmenter", "graphemes", None),
)
ARTICLE = 10_000
FIVE_PARTS = 4.4


def main(_arguments: Sequence[str] = ()) -> int:
    """Print the tables."""
    try:
        with Peers() as peers:
            report(peers)
    except PeersMissingError as missing:
        print(f"{missing}\n")
        report(None)
    return 0


def report(peers: Peers | None) -> None:
    """Print the speed of each counter, then that of the splitter and what its threads cost a reader."""
    versions = peers.versions if peers else {}
    print(" · ".join([f"Python {python_version()}", *(f"{name} {which}" for name, which in versions.items() if which)]))
    nasty_posts = [text for text in nasty(POSTS * 8, seed=5, pieces=80) if len(text) in LENGTHS][:POSTS]
    for kind, texts in (("posts of 280 characters", realistic(POSTS)), ("nasty texts of about 280", nasty_posts)):
        print(f"\nCounting {kind:<26}{'texts/s':>10}{'theirs':>10}   ratio")
        print(*counters(peers, texts), sep="\n")
    print(f"\nSplitting{'five parts':>23}{'10,000':>12}{'parts/s':>11}{'greedy':>10}   cost to a reader")
    print(*(splitter(platforms.get(name)) for name in ("x", "bluesky", "mastodon")), sep="\n")


def counters(peers: Peers | None, texts: Sequence[str]) -> Iterator[str]:
    """Yield a line for each comparison; one that cannot be made names the command that makes it possible."""
    for platform, name, ask, package in COMPARED:
        ours = rate(platforms.get(platform).length, texts)
        line = f"  {platform:<9}{name:<26}{ours:>10,.0f}"
        if peers is None or (package and not peers.versions[package]):
            yield f"{line}{'-':>10}   not installed: {INSTALL if peers else 'apt-get install nodejs npm'}"
        else:
            theirs = peers.rate(ask, texts)
            yield f"{line}{theirs:>10,.0f}{ours / theirs:>8.2f}"
    line = f"  {'x':<9}{f'PyPI {PARSER}':<26}{ours_of_x(texts):>10,.0f}"
    if find_spec("twitter_text") is None:
        yield f"{line}{'-':>10}   not installed: pip install {PARSER}"
    else:
        from twitter_text import parse_tweet  # noqa: PLC0415 - only where it is installed

        few = texts[: POSTS // 20]
        theirs = rate(parse_tweet, few)
        yield f"{line}{theirs:>10,.0f}{ours_of_x(few) / theirs:>8.2f}"


def ours_of_x(texts: Sequence[str]) -> float:
    """Return how many texts a second X's counter does."""
    return rate(platforms.get("x").length, texts)


def splitter(platform: Platform) -> str:
    """Return the line of a platform: our splitter's times and speed, a greedy packer's, and what their threads cost."""
    ours, greedy = partial(split, platform=platform), partial(pack, platform=platform)
    texts, whole = list(articles(60)), " ".join(realistic(60))
    five, article = (1000 / rate(ours, [whole[:length]]) for length in (int(platform.limit * FIVE_PARTS), ARTICLE))
    parts = sum(len(ours(text)) for text in texts) / len(texts)
    mine, theirs = (sum(cost(text, act(text), platform) for text in texts) / len(texts) for act in (ours, greedy))
    return (
        f"  {platform.name:<19}{five:>8.2f} ms{article:>9.1f} ms{parts * rate(ours, texts):>11,.0f}"
        f"{parts * rate(greedy, texts):>10,.0f}   {mine:.1f} of greedy's {theirs:.1f} = {mine / theirs:.2f}"
    )
