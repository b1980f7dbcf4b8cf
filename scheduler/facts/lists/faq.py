"""Questions and answers: a heading that asks something, and what stands under it up to the next heading.

After research/facts.md section 4, "Q&A" (read 2026-11-22): no item of a numbered list, no headline, no name of a work
that ends in a question mark, no call to act that nothing answers.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scheduler.facts.catalogue.faq import QuestionAndAnswer
from scheduler.facts.folding import fold
from scheduler.facts.kind import Found, Reading
from scheduler.model import Block

_ASKS: Final = (
    "who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|shall"
    "|has|have|had"
    "|may|might|must|am|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|can['’]t"
    "|couldn['’]t|won['’]t"
    "|wouldn['’]t|shouldn['’]t|hasn['’]t|haven['’]t|who['’]s|what['’]s|where['’]s|how['’]s|when['’]s|why['’]s"
)
_QUESTION: Final = re.compile(
    rf"(?:(?:so|and|but|or|then|ok(?:ay)?|wait|also|finally|in|on|at|for|from|to|with|by|of|about|under|until"
    rf"|since|exactly|just)\b,? ?)?"
    rf"(?:{_ASKS})\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(rf"[:,;.!?–—-]\s+[\"“‘']?(?:(?:so|and|but|or|then)\s)?(?:{_ASKS})\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:#|No\. ?|Q)?\(?\d{1,2}[.):]\s+")
_Q: Final = re.compile(r"Q(?:uestion)?[.:]\s+")
_LABELS: Final = re.compile(
    r"^[ \t*_]{0,4}(?P<label>Q(?:uestion)?|A(?:nswer)?)[*_]{0,2}[:.][*_ \t]{1,4}(?=\S)", re.MULTILINE
)
LONGEST_ANSWER: Final = 2000  # characters behind the last label
_A: Final = re.compile(r"^[*_]{0,2}A(?:nswer)?[*_]{0,2}[.:][*_ ]+")
_END: Final = re.compile(r"\?[\"”’')*_]*$")
_MARKS: Final = ' *_#"“”'
_CALLS: Final = re.compile(
    r"(?i)(?:(?:have|got|do you have) (?:a|any|an) (?:\w+ )?(?:tip|story|question|news|idea|suggestion|comment"
    r"|confidential)s?\b"
    r"|what do you think|what(?:'s|’s) your|let us know|are you (?:excited|looking forward|ready)|will you be"
    r" (?:watching|reading|playing|going)"
    r"|want (?:more|to)|need (?:help|more)|looking for|ready to|enjoy(?:ed|ing)? this|like this|did you (?:enjoy"
    r"|like|know|find)"
    r"|was this|is this (?:page|article)|spotted|new (?:here|to)|already a|not a (?:member|subscriber)|forgot)"
)
ANSWERS: Final = frozenset({"paragraph", "list_item", "quote", "table_row", "post"})
MOST_WORDS: Final = 40
FEWEST_NUMBERED: Final = 2


def extract(reading: Reading) -> Found:
    """Return the questions with their answers, in the order of the article."""
    blocks = [block for block in reading.article.blocks if block.kind != "head"]
    headings = [at for at, block in enumerate(blocks) if block.kind == "heading" and not block.text.endswith(":")]
    listed = _is_list(blocks, headings)
    facts = (*_asked(reading, blocks, headings, listed=listed), *_labelled(reading, blocks))
    return Found(tuple(sorted(facts, key=lambda fact: fact.source.start if fact.source else 0)))


def _labelled(reading: Reading, blocks: Sequence[Block]) -> Iterator[QuestionAndAnswer]:
    """Yield the pairs of an interview or a help page that prints “Q: …” and “A: …”, on lines or as paragraphs."""
    text = reading.article.text
    if "Q" not in text:
        return
    marks = [
        (found, at)
        for at, block in enumerate(blocks)
        if block.kind in ANSWERS
        for found in _LABELS.finditer(text, block.start, block.end)
    ]
    for number, (mark, at) in enumerate(marks):
        if mark["label"][0] != "Q":
            continue
        following = marks[number + 1] if number + 1 < len(marks) else None
        if following is None or following[0]["label"][0] != "A":
            continue
        stop, last = marks[number + 2] if number + 2 < len(marks) else (None, len(blocks))
        end = blocks[at].end
        for each in blocks[at + 1 : last]:
            if each.kind not in ANSWERS or (stop is None and each.start > following[0].end() + LONGEST_ANSWER):
                break
            end = each.end
        end = stop.start() if stop and blocks[last].start < stop.start() else end
        question, answer = text[mark.end() : following[0].start()], text[following[0].end() : end]
        if question.strip() and answer.strip():
            yield QuestionAndAnswer(
                question=" ".join(question.split()),
                answer="\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", answer.strip())),
                source=reading.source(mark.start(), end - (len(text[:end]) - len(text[:end].rstrip()))),
            )


def _asked(
    reading: Reading, blocks: Sequence[Block], headings: Sequence[int], *, listed: bool
) -> Iterator[QuestionAndAnswer]:
    headline = fold(reading.article.headline or "")
    for number, at in enumerate(headings):
        block = blocks[at]
        if (
            not asks(block.text)
            or fold(block.text) == headline
            or (block.level == 1 and number == 0 and not _said_before(blocks, at))
        ):
            continue
        if listed and _NUMBER.match(block.text):
            continue
        close = headings[number + 1] if number + 1 < len(headings) else len(blocks)
        answer = [each for each in blocks[at + 1 : close] if each.kind in ANSWERS or each.text.endswith(":")]
        if not answer or (_CALLS.match(block.text) and close == len(blocks)):
            continue
        yield QuestionAndAnswer(
            question=_plain(block.text),
            answer=_A.sub("", "\n\n".join(" ".join(each.text.split()) for each in answer), count=1),
            source=reading.source(block.start, answer[-1].end),
        )


def asks(heading: str) -> bool:
    """Say whether a heading asks: its last sentence opens like a question, and is no name that ends in "?"."""
    if not _END.search(heading.strip()):
        return False
    words = _NUMBER.sub("", _Q.sub("", heading.strip(_MARKS), count=1), count=1).strip(_MARKS)
    return len(words.split()) <= MOST_WORDS and bool(_QUESTION.match(words) or _asks_later(words))


def _asks_later(words: str) -> bool:
    """Say whether a question follows words that lead up to it: "Tickets: when do they go on sale?", "And the dog?"."""
    if re.match(
        r"(?i)(?:and|but|so|or|any|ready|still|need|want|got|looking|seen|worth|too|not|no|anything|anyone"
        r"|confused|really)\b",
        words,
    ):
        return True
    later = _LATER.search(words)
    if later is None:
        return False
    rest = words[later.end() :]
    following = rest.split()
    mark = words[later.start()]
    # a comma before a run of capitals leads up to a name: "…, Why Didn't They Ask Evans?"
    return mark != "," or not following or any(word[0].islower() and len(word) > 3 for word in following)  # noqa: PLR2004 - of, the


def _is_list(blocks: Sequence[Block], headings: Sequence[int]) -> bool:
    """Say whether the numbered headings are a list whose items need not be questions."""
    numbered = [blocks[at].text for at in headings if _NUMBER.match(blocks[at].text)]
    asking = [text for text in numbered if asks(text)]
    return len(numbered) < FEWEST_NUMBERED or len(asking) < len(numbered)


def _said_before(blocks: Sequence[Block], at: int) -> bool:
    return any(block.kind in ANSWERS for block in blocks[:at])


def _plain(heading: str) -> str:
    words = " ".join(heading.split())
    return _NUMBER.sub("", _Q.sub("", words.lstrip("*_# "), count=1), count=1).strip("*_# ")
