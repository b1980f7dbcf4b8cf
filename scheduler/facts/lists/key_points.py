"""Key points: the items of an article's "N things to know" list, else its lead sentences, marked as derived."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from scheduler.facts.catalogue.key_points import KeyPoint
from scheduler.facts.folding import fold
from scheduler.facts.kind import Found, Reading
from scheduler.facts.lists import words
from scheduler.facts.lists.items import exactly, items_below, list_below, sentence_headings
from scheduler.facts.related import own_blocks
from scheduler.facts.sentences import split_sentences
from scheduler.facts.subject.subject import NOUNS_OF_TYPE
from scheduler.model import Block

_LATER_LETTERS: Final = frozenset("AaBbCcDdEeGgHhIiJjKkOoQqUuVvXxYyZz“\"‘'")
"""What no numbered item begins with: neither a digit nor Tip, Step, Reason, First, Way, Lesson, Point, Myth, No."""
MOST_LEAD_SENTENCES: Final = 3
LONGEST_SMALL_WORD: Final = 3  # of, the, and
MOST_HEADINGS: Final = 30
MOST_BLOCKS_BELOW: Final = 400
LONGEST_LEAD_IN: Final = 400
LEAD_WORDS: Final = range(6, 46)


def extract(reading: Reading) -> Found:
    """Return the items of the first list of things to know, or lead sentences; ask where the number differs."""
    blocks = own_blocks([block for block in reading.article.blocks if block.kind not in {"head", "caption", "post"}])
    broken: tuple[str, ...] = ()
    for heading, items, count in _lists(reading, blocks):
        if items:
            facts = tuple(_point(reading, item.start, item.end) for item in items)
            return Found(facts, _mismatch(heading, count, len(items)))
        if not broken and words.promised(heading):
            broken = (f"“{heading}” promises {count}, but no list was found: please check key_points.",)
    return Found(tuple(_lead(reading)), broken)


def _lists(reading: Reading, blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block], int | None]]:
    """Yield what could be the list: by the headings over it, then by the headline, then by the headings' own form."""
    text, headline = reading.article.text, reading.article.headline or ""
    for number, heading in islice(_promising(blocks, headline), MOST_HEADINGS):
        below = blocks[number + 1 : number + 1 + MOST_BLOCKS_BELOW]
        count = words.promised(heading)
        if count or words.UNCOUNTED.search(heading):
            yield heading, items_below(text, below, count), count
        elif below and below[0].kind == "list_item":
            yield heading, list_below(text, below), None
    body = [block for block in blocks if fold(block.text) != fold(headline)] if headline else blocks
    count = words.promised(headline)
    if count or words.UNCOUNTED.search(headline):
        yield headline, (exactly(text, body, count) if count else []) or items_below(text, body, count), count
    count = words.promised_by_headline(headline)
    if count:
        yield headline, exactly(text, body, count), count
    yield headline, sentence_headings(body, loose=bool(words.PROFILE.search(headline))), None


def _promising(blocks: Sequence[Block], headline: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the words of each heading that promises a list."""
    for number, block in enumerate(blocks):
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        heading = _heading(block, following)
        if heading and fold(heading) != fold(headline) and words.promises(heading):
            yield number, heading


def _heading(block: Block, following: str) -> str:
    """Return the words that could promise a list: a heading, or a paragraph's last sentence before a colon.

    Where numbered items follow, the colon may be a full stop.
    """
    if block.kind == "heading":
        return block.text
    stop = block.text[-1:] == "." and following[:1] not in _LATER_LETTERS and words.NUMBERED.match(following)
    if block.kind != "paragraph" or not (stop or block.text.endswith(":")):
        return ""
    tail = block.text[-LONGEST_LEAD_IN:]
    start, end = list(split_sentences(tail))[-1]
    return tail[start:end]


def _mismatch(heading: str, count: int | None, found: int) -> tuple[str, ...]:
    if count is None or count == found:
        return ()
    return (f"“{heading}” promises {count}, but {found} were found: please check key_points.",)


def _lead(reading: Reading) -> Iterator[KeyPoint]:
    """Yield the first sentences that share a word with the headline or the subject; the first one always."""
    about = reading.about.name if reading.about else ""
    nouns = NOUNS_OF_TYPE.get((reading.about.type if reading.about else None) or "", "")
    known = f"{reading.article.headline or ''} {about} {nouns}".split()
    topic = {fold(word) for word in known if len(word) > LONGEST_SMALL_WORD}
    taken = 0
    for sentence in reading.sentences:
        spoken = sentence.text.split()
        if sentence.block.kind != "paragraph" or len(spoken) not in LEAD_WORDS or sentence.text.startswith(("“", '"')):
            continue
        if taken and topic.isdisjoint(map(fold, spoken)):
            continue
        taken += 1
        yield _point(reading, sentence.start, sentence.end, derived="lead")
        if taken == MOST_LEAD_SENTENCES:
            return


def _point(reading: Reading, start: int, end: int, derived: str | None = None) -> KeyPoint:
    source = reading.source(start, end)
    return KeyPoint(text=" ".join(source.exact.split()), derived=derived, source=source)
