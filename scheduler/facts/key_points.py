"""Key points: the items of an article's "N things to know" list, else its lead sentences, marked as derived."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Found, Kind, Reading
from scheduler.facts.subject import NOUNS_OF_TYPE
from scheduler.facts.titles import fold
from scheduler.model import Block, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint(Fact):
    """One thing to know, in the article's words; `derived` is None, or "lead" where the article has no list."""

    text: str
    derived: str | None = None


NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_COUNT: Final = rf"(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)})"
_NOUNS: Final = (
    "things|facts|reasons|ways|tips|points|takeaways|questions|trends|details|highlights|lessons"
    "|rules|secrets|surprises"
)
_COUNTED: Final = re.compile(
    rf"(?<![\w.,]){_COUNT} (?:(?:more|key|big|quick|other|essential|important|interesting|surprising|fun|great"
    rf"|good|main|simple)\s){{0,2}}(?:{_NOUNS})(?!\w)",
    re.IGNORECASE,
)
_UNCOUNTED: Final = re.compile(
    r"(?:what (?:you (?:need|should|have) to|we|to|you should|you must) know\b|(?:everything|things"
    r"|all) (?:we know|(?:you )?(?:need )?to know|you (?:need|should) (?:to )?know)"
    r"|\bkey (?:highlights|takeaways|points|facts|details)\b|^in brief\b|\bat a glance\b|^tl;?dr\b"
    r"|^highlights\b|^(?:the )?(?:quick |short )?summary\b|^takeaways\b)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\(?\d{1,2}[.):]\s+$")
_NUMBERED_HEADING: Final = re.compile(r"(?:#|No\. ?)?\d{1,2}[.):]\s+")
MOST_ITEMS: Final = 20
LONGEST_ITEM_WORDS: Final = 60
LONGEST_LOOSE_ITEM_WORDS: Final = 35
FEWEST_LOOSE_ITEMS: Final = 2
INTRODUCTION_BLOCKS: Final = 2
MOST_LEAD_SENTENCES: Final = 3
LONGEST_SMALL_WORD: Final = 3  # of, the, and
LEAD_WORDS: Final = range(6, 46)


def extract(reading: Reading) -> Found:
    """Return the items of the first list of things to know, or lead sentences; ask where the promised"
    " number differs.
    """
    blocks = [block for block in reading.article.blocks if block.kind not in {"head", "caption", "post"}]
    for heading, at in _list_headings(reading, blocks):
        promised = _promised(heading)
        items = _items(reading.article.text, blocks[at:], promised)
        if not items:
            continue
        facts = tuple(_point(reading, item.start, item.end) for item in items)
        return Found(facts, _mismatch(heading, promised, len(items)))
    return Found(tuple(_lead(reading)))


def _list_headings(reading: Reading, blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Yield each heading that promises a list, with the index of the block behind it; the headline comes last."""
    for number, block in enumerate(blocks):
        text = block.text
        lead_in = block.kind == "paragraph" and text.endswith(":") and len(text.split()) <= LONGEST_LOOSE_ITEM_WORDS
        if (block.kind == "heading" or lead_in) and _promises(text):
            yield text, number + 1
    headline = reading.article.headline
    if headline and _promises(headline):
        yield headline, 0


def _promises(heading: str) -> bool:
    return bool(_COUNTED.search(heading) or _UNCOUNTED.search(heading))


def _promised(heading: str) -> int | None:
    found = _COUNTED.search(heading)
    if not found:
        return None
    return int(found["n"]) if found["n"].isdigit() else NUMBERS[found["n"].lower()]


def _items(text: str, blocks: Sequence[Block], promised: int | None) -> list[Block]:
    """Return the items: a list, numbered headings, that many headings, or short paragraphs; whichever comes first."""
    listed = _listed(text, blocks)
    if listed:
        return listed
    numbered = [block for block in blocks if block.kind == "heading" and _NUMBERED_HEADING.match(block.text)]
    if len(numbered) >= FEWEST_LOOSE_ITEMS:
        return [_without_number(block) for block in numbered[:MOST_ITEMS]]
    paragraphs = _paragraphs(blocks, promised)
    if promised is None or len(paragraphs) == promised:
        return paragraphs
    headings = [block for block in blocks if block.kind == "heading" and not block.text.endswith("?")]
    if len(headings) >= promised and not paragraphs:
        return headings[:promised]
    return paragraphs if len(paragraphs) >= FEWEST_LOOSE_ITEMS or promised == 1 else headings[:promised]


def _listed(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the list items behind a heading; a numbered list goes on behind paragraphs between its items."""
    first = next((at for at, block in enumerate(blocks[: INTRODUCTION_BLOCKS + 1]) if block.kind == "list_item"), None)
    if first is None or any(block.kind == "heading" for block in blocks[:first]):
        return []
    numbered = bool(_NUMBERED.search(text[max(0, blocks[first].start - 8) : blocks[first].start]))
    items = []
    for block in blocks[first:]:
        if block.kind == "list_item":
            items.append(block)
        elif not (numbered and block.kind == "paragraph"):
            break
    return items[:MOST_ITEMS]


def _paragraphs(blocks: Sequence[Block], promised: int | None) -> list[Block]:
    longest = LONGEST_ITEM_WORDS if promised else LONGEST_LOOSE_ITEM_WORDS
    items: list[Block] = []
    for block in blocks:
        full = len(items) >= (promised or MOST_ITEMS)
        if full or block.kind != "paragraph" or len(block.text.split()) > longest:
            break
        items.append(block)
    return items if promised or len(items) >= FEWEST_LOOSE_ITEMS else []


def _without_number(block: Block) -> Block:
    found = _NUMBERED_HEADING.match(block.text)
    cut = found.end() if found else 0
    return Block(kind=block.kind, text=block.text[cut:], start=block.start + cut, end=block.end, level=block.level)


def _mismatch(heading: str, promised: int | None, found: int) -> tuple[str, ...]:
    if promised is None or promised == found:
        return ()
    return (f"“{heading}” promises {promised}, but {found} were found: please check key_points.",)


def _lead(reading: Reading) -> Iterator[KeyPoint]:
    """Yield the first sentences of the body that share a word with the headline or the subject; the"
    " first one always.
    """
    about = reading.about.name if reading.about else ""
    nouns = NOUNS_OF_TYPE.get((reading.about.type if reading.about else None) or "", "")
    known = f"{reading.article.headline or ''} {about} {nouns}".split()
    topic = {fold(word) for word in known if len(word) > LONGEST_SMALL_WORD}
    taken = 0
    for sentence in reading.sentences:
        words = sentence.text.split()
        if sentence.block.kind != "paragraph" or len(words) not in LEAD_WORDS or sentence.text.startswith(("“", '"')):
            continue
        if taken and not topic & {fold(word) for word in words}:
            continue
        taken += 1
        yield _point(reading, sentence.start, sentence.end, derived="lead")
        if taken == MOST_LEAD_SENTENCES:
            return


def _point(reading: Reading, start: int, end: int, derived: str | None = None) -> KeyPoint:
    source = reading.source(start, end)
    return KeyPoint(text=" ".join(source.exact.split()), derived=derived, source=source)


FACT: Final = Kind(name="key_points", order=20, shape=KeyPoint, extract=extract)
