"""What a headline of a known pattern speaks of: What you need to know about X; X: when is it; have your say on X."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scheduler.facts.sentences import Sentence
from scheduler.facts.subject import words
from scheduler.facts.subject.titles import Name

_YEAR_AT_END: Final = re.compile(r"\s20\d\d$")
_PLANS: Final = re.compile(
    r"\b(?:say on|consult(?:ation|ed|s)? on|views on|vote on|plans? (?:for|to build)|work (?:begins|starts) on"
    r"|timeline for"
    r"|announced at|revealed at|shown at)"
    r" (?:(?:plans for|the future of|the|a|an|new|its|proposed|this year[’']s) )*(?P<topic>[^:?,–—|]{3,50}?)"
    r"(?= (?:to|from|in|at|on|after|before|opens?|returns?|is|are|will|by|next|this)\b|[:?,–—|.]|$)",
    re.IGNORECASE,
)
_ITS_OWN: Final = re.compile(
    r"['’]s (?:annual |free |first |new )*(?P<topic>(?:[a-z-]+ ){1,3}(?:festival|fair|market|parade|carnival|marathon"
    r"|exhibition|conference|election|elections|referendum|by-election))\b"
)
_TIPS: Final = re.compile(
    r"^(?:\d+|[A-Z][a-z]+) (?:[a-z]+ )?(?:tips|ways|steps|mistakes|reasons|rules)\b.{0,60}\b(?:after|for|about"
    r"|with|on) (?:an? |the"
    r" |your )?(?P<topic>[^:?,–—|]{3,40})$",
    re.IGNORECASE,
)
_BEFORE_COLON: Final = re.compile(
    r"^(?!(?:Box office|Film review|Album review|Book review|Live updates|In pictures|Breaking news|Top stories)\b)"
    r"(?P<topic>[A-Z][\w’'-]+(?: [a-z][\w’'-]+){1,4}(?: 20\d\d)?)(?::| [–—-]) "
)
_SUBJECT_OF_HEADLINE: Final = re.compile(
    r"\b(?P<topic>(?:(?:general|local|mayoral|council|presidential|parliamentary|snap|regional|state) )+"
    r"(?:by-)?elections?|rail fares|council tax|budget|bus fares|energy prices|interest rates)\b",
    re.IGNORECASE,
)
FEWEST_MENTIONS: Final = 2


def topics_of(headline: str, prose: Sequence[Sentence]) -> Iterator[tuple[Name, int]]:
    """Yield what a headline is about with how many sentences speak of it, in capitals or not."""
    code = words.CODE.match(headline)
    if code:
        yield Name(code[0], 0, len(code[0]), marked=False), sum(code[0] in sentence.text for sentence in prose)
    found = words.TOPIC.search(headline)
    group = found.lastgroup if found else None
    if found and group:
        yield from _spoken_of(found[group], found.start(group), prose, FEWEST_MENTIONS)


def plain_topics(headline: str, prose: Sequence[Sentence]) -> Iterator[tuple[Name, int]]:
    """Yield what an article is about that names no thing: an election, a consultation, the rail fares."""
    for form in (_PLANS, _ITS_OWN, _TIPS, _BEFORE_COLON, _SUBJECT_OF_HEADLINE):
        found = form.search(headline)
        if found:
            yield from _spoken_of(found["topic"], found.start("topic"), prose, FEWEST_MENTIONS - 1)


def is_public(topic: str) -> bool:
    """Say whether a topic is a matter of public life that has no name of its own: a general election, rail fares."""
    return _SUBJECT_OF_HEADLINE.search(topic) is not None


def _spoken_of(words_of: str, start: int, prose: Sequence[Sentence], fewest: int) -> Iterator[tuple[Name, int]]:
    text = words_of.strip(" .!\"'“”‘’")
    key = _YEAR_AT_END.sub("", text).lower()
    body = [sentence for sentence in prose if sentence.block.kind != "heading"]
    mentions = sum(key in sentence.text.lower() for sentence in body)
    if key and (mentions >= fewest or (mentions and text[0].isupper())):
        yield Name(text, start, start + len(text), marked=False), mentions
