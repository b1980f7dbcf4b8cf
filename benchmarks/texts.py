"""Generated texts: posts and articles as people write them, and nasty ones. The same seed gives the same texts."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

PIECES: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("pieces.yaml"))
WORDS: list[str] = PIECES["words"].split()
OFTEN_NASTY = ("plain", "emoji", "domains", "signs")
KINDS = [PIECES[kind] for kind in (*OFTEN_NASTY, *OFTEN_NASTY, "scripts", "marks", "schemes", "tails")]
GAPS = (" ", " ", "", "", "", "\n", ", ")
LETTERS = "abcxyzéя日😀"
LENGTHS = (1, 2, 3, 5, 10, 15, 20, 25, 30, 31, 32, 40, 55, 58, 59, 60, 61, 62, 63, 64, 70)
"""Of labels: the longest that is legal has 63 characters, once it is written in punycode."""

RARELY, SOMETIMES, OFTEN = 0.04, 0.2, 0.35
SURROGATES = range(0xD800, 0xE000)


def realistic(count: int, length: int = 280, seed: int = 1) -> list[str]:
    """Return posts of `length` code points: words, some punctuation, a few emoji, tags and links."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    return [_prose(random, length) for _ in range(count)]


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """Yield texts of 500 to 2,500 characters as people write them: paragraphs, some of them quotations or in lists."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    for _ in range(count):
        length, paragraphs = random.randint(500, 2500), [""]
        while sum(map(len, paragraphs)) < length:
            form = random.choice(("{}", "{}", "{}", "- {}", "“{}”"))
            paragraphs.append(form.format(_prose(random, random.randint(80, 400))))
        yield "\n\n".join(paragraphs[1:])


def nasty(count: int, seed: int = 1, pieces: int = 40) -> Iterator[str]:
    """Yield texts of up to `pieces` pieces in which everything that counters trip over touches everything else."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    for _ in range(count):
        yield "".join(_piece(random) + random.choice(GAPS) for _ in range(random.randint(1, pieces)))


def glued(count: int, seed: int = 1) -> Iterator[str]:
    """Yield what domains and links are made of, glued together at random, with labels of up to 70 letters."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    for _ in range(count):
        yield "".join(
            _label(random) if random.random() < SOMETIMES else random.choice(PIECES["glue"])
            for _ in range(random.randint(2, 14))
        )


def _prose(random: Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += " ".join(random.sample(WORDS, random.randint(3, 12))).capitalize()
        text += f" {random.choice(PIECES['extras'])}" if random.random() < OFTEN else ""
        text += random.choice(PIECES["ends"])
    return text[:length].strip().ljust(length, "x")


def _piece(random: Random) -> str:
    kind = random.random()
    if kind < RARELY:
        points = [point for point in (random.randrange(0x3000), random.randrange(0x20000)) if point not in SURROGATES]
        return chr(random.choice(points))
    if kind < 2 * RARELY:
        return _label(random)
    return random.choice(random.choice(KINDS))


def _label(random: Random) -> str:
    return random.choice(LETTERS) * random.choice(LENGTHS)
