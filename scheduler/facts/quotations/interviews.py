"""Interviews as a transcript prints them: “Jane Lee: I wrote it at night.”, “JANE LEE: …”, “Q: … A: …”.

A label counts where its like comes back and stands for a person: “Director: Jane Lee” and “Price: $20” are no speech.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scheduler.facts.people.cast import Cast
from scheduler.facts.people.person_names import NAME, could_be_person, has_given_name, mentions_in
from scheduler.model import Article, Block

ASKING: Final = frozenset(
    str.split("q question interviewer reporter moderator host presenter anchor interview questioner journalist")
)
ANSWERING: Final = frozenset(str.split("a answer"))
SPOKEN: Final = frozenset({"paragraph", "list_item", "quote", "heading"})
FEWEST_TURNS: Final = 3
FEWEST_WORDS: Final = 4
SHORTEST_NAME: Final = 2  # words of a label that no other place of the article explains
_WITH: Final = re.compile(
    r"\b(?:[Ii]nterview|[Tt]alk|[Qq]\s?&\s?[Aa]|[Cc]onversation|[Cc]hat|[Qq]uestions|[Mm]inutes)s? (?:with|for) "
    rf"(?P<name>{NAME})"
)
_LABEL: Final = re.compile(
    r"^[ \t*_]{0,4}(?:(?P<letter>[QA])[*_]{0,2}[.:]"
    r"|(?P<label>[A-Z][\w.’'-]{0,30}(?: [A-Z][\w.’'-]{0,30}){0,3})[*_]{0,2}:)"
    r"[*_ \t]{0,4}(?=[^\s:/])",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says behind a label, `text[start:end]` of the article; `speaker` is None for who only asks.

    `block` is the number of the block it stands in, `opens` says that the label stands right before it.
    """

    speaker: str | None
    asks: bool
    start: int
    end: int
    block: int
    opens: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    start: int
    end: int
    block: int


def turns_in(article: Article, cast: Cast) -> tuple[Turn, ...]:
    """Return the turns of an interview in order; nothing where the article is none."""
    lines = list(_lines(article.text, article.blocks))
    if len(lines) < FEWEST_TURNS:
        return ()
    people = _speakers(article, cast, lines)
    known = [line for line in lines if line.label in people]
    if len(known) < FEWEST_TURNS or max(Counter(people[line.label] or line.label for line in known).values()) < 2:  # noqa: PLR2004 - people take turns
        return ()
    return tuple(_turns(article, known, people))


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    """Yield the stretches behind a label, up to the next label of the same block."""
    for number, block in enumerate(blocks):
        if block.kind not in SPOKEN:
            continue
        found = list(_LABEL.finditer(text, block.start, block.end)) if ":" in block.text else []
        for at, label in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else block.end
            end -= len(text[label.end() : end]) - len(text[label.end() : end].rstrip())
            yield _Line(" ".join((label["letter"] or label["label"]).split()), label.end(), end, number)


def _speakers(article: Article, cast: Cast, lines: Sequence[_Line]) -> dict[str, str | None]:
    """Return who is meant by each label; None stands for somebody who asks and need not be named."""
    people: dict[str, str | None] = {}
    labels = dict.fromkeys(line.label for line in lines)
    for label in labels:
        word = label.lower().rstrip(".")
        if word in ASKING:
            people[label] = None
        elif word in ANSWERING:
            people[label] = _guest(article, cast)
        else:
            name = _named(label, cast)
            if name:
                people[label] = name
            elif _only_asks(article.text, [line for line in lines if line.label == label]):
                people[label] = None
    return people


def _only_asks(text: str, lines: Sequence[_Line]) -> bool:
    """Say whether a label stands before questions alone, and more than once: the name of a magazine, say."""
    return len(lines) > 1 and all(_asks(text, line) for line in lines)


def _named(label: str, cast: Cast) -> str | None:
    """Return the person a label names: by a full name, or by a surname that the article explains elsewhere."""
    spelled = label.title() if label.isupper() else label
    full = spelled if has_given_name(spelled) else cast.full_name(spelled, 0)
    words = full.split()
    if len(words) < SHORTEST_NAME or not could_be_person(full):
        return None
    return full if full in cast.persons or len(label.split()) > 1 else None


def _guest(article: Article, cast: Cast) -> str | None:
    """Return whom an interview is with: the person in its headline, else the first one the article names."""
    with_whom = _WITH.search(article.headline or "")
    if with_whom:
        return cast.full_name(with_whom["name"], 0)
    inside = [cast.full_name(each.text, 0) for each in mentions_in(article.headline or "")]
    named = next((name for name in inside if name in cast.persons), None)
    if named:
        return named
    authors = {name.lower() for name in article.author}
    full = (cast.full_name(each.text, each.start) for each in cast.mentions)
    return next((name for name in full if name in cast.persons and name.lower() not in authors), None)


def _turns(article: Article, lines: Sequence[_Line], people: dict[str, str | None]) -> Iterator[Turn]:
    text, blocks = article.text, article.blocks
    askers = {line.label for line in lines if people[line.label] is None or _asks(text, line)}
    frame = lines[0].label if lines[0].label == lines[-1].label else None  # who opens and closes only presents
    answered = {line.label for line in lines} - askers - ({frame} if len(people) > SHORTEST_NAME else set())
    if not answered:  # both ask: the one with fewer questions is the guest
        questions = Counter(line.label for line in lines if _asks(text, line))
        answered = {min(questions, key=lambda label: questions[label])} if questions else set()
    authors = {name.lower() for name in article.author}
    for number, line in enumerate(lines):
        speaker = people[line.label]
        asks = line.label not in answered or (speaker or "").lower() in authors
        yield Turn(speaker, asks, line.start, line.end, line.block)
        following = lines[number + 1].block if number + 1 < len(lines) else len(blocks)
        for at in range(line.block + 1, following):
            last = number + 1 == len(lines)  # behind it the article may go on in its own words
            if last or blocks[at].kind not in {"paragraph", "list_item"} or blocks[at].text.rstrip().endswith("?"):
                break
            yield Turn(speaker, asks, blocks[at].start, blocks[at].end, at, opens=False)


def _asks(text: str, line: _Line) -> bool:
    return text[line.start : line.end].rstrip(" \n\"”’'*_").endswith("?")
