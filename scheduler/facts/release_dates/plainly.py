"""Whether a sentence says plainly that the article's own subject comes out: only such a date is called sure.

"Salt opens in cinemas on July 12" does, and "Northway will publish Salt on July 12". What stands in a clause that hangs
on something else ("Nobody believes Salt will open", "Salt makes way for a comedy that opens"), or goes on with a doubt
("although it could slip"), does not, whatever its words.
"""

import re
from typing import Final

from scheduler.facts.folding import lowered
from scheduler.facts.release_dates.judging import Phrase, is_outlet
from scheduler.facts.subject.naming import Of, named_in
from scheduler.facts.subject.words import TYPE_OF_NOUN
from scheduler.model import Subject

_WORD: Final = re.compile(r"[^\s,;:—–()\"“”‘’*_]+")
_SMALL: Final = frozenset(
    str.split("""
    the a an of and for in on at by from to with its his her their our this next new upcoming forthcoming latest final
    first second third fourth fifth sixth seventh eighth ninth tenth last long-awaited much-anticipated highly
    anticipated eagerly hotly season series volume part chapter book edition version update title directorial debut
    called titled starring director writer author star is it now also finally after years year months it's today
    tomorrow yesterday officially today's original adaptation sequel prequel spin-off spinoff reboot remake revival
    us uk critically-acclaimed award-winning hit popular beloved based
    """)
)
_TURNS: Final = re.compile(
    r"\b(?:which|that|who|whose|where|while|when|but|because|although|though|if|unless|makes? way|leads? into|gets? an?"
    r"|against|compete\w*|instead)\b"
)
_APART: Final = re.compile(
    r"(?:\band\s(?:an?|its|his|her|their|the)|,\s(?:its|his|her|their))\s(?!first|second|third|new|next|latest)"
)
_PARTICIPLE: Final = re.compile(r"[a-z]+ing\b")
_OBJECT_ENDS: Final = re.compile(
    r"[\"”’'*_)]*(?:,|\s(?:on|in|to|from|for|at|by|via|this|next|and|only|worldwide|\w+ly)\b)"
)
"""What follows a name that is itself what comes out, and no part of it: "moved the Salt trailer to"."""
_DATE_OF: Final = re.compile(r"\bdate(?:\s(?:is|of|as|set)\b|:)")
_DOUBTS: Final = re.compile(
    r"\b(?:although|though|could|might|may not|claim(?:s|ed)?|leaker|abandon\w*|plan|rumou?r\w*"
    r"|believe[sd]?|hopes?|not)\b"
)
_NO_RELEASE: Final = re.compile(r"\b(?:tickets?|re-?releas\w+|anniversary|shoot|shooting|filming|after next)\b")
_RETURNING: Final = frozenset(
    {"TVSeries", "Festival", "MusicEvent", "Event", "TheaterEvent", "ExhibitionEvent", "PodcastSeries"}
)
"""Kinds of thing that start and return again and again."""
_AGAIN: Final = ("return", "start", "begin", "kick", "(?:be|come) back")
_THERE: Final = ("come", "arrive", "head", "go")
"""What people do too, who go to a place: "arrives in Malta"."""
LONGEST_BEHIND: Final = 2  # words behind the name that the sentence before ends with
LONGEST_FRONT: Final = 12  # words in front of a name


def plainly(text: str, start: int, end: int, about: Subject | None, before_it: str | None) -> bool:
    """Say whether the words `text[start:end]` are said of the subject, and of nothing else.

    The sentence names it; or it begins with "The film", and the sentence `before_it` ends with the subject's name, or
    names nothing else. "It" is never plain.
    """
    own = [name for name, each in named_in(text, about) if each.of is Of.SUBJECT and each.exact]
    before = [name for name in own if name.end <= start]
    within = [name for name in own if start <= name.start < end]
    small = lowered(text)
    told = small[start:end]
    if _DOUBTS.search(small, end) or _NO_RELEASE.search(small) or _PARTICIPLE.match(small, start):
        return False
    if " date" in told and not _DATE_OF.search(told):
        return False
    if within:
        return _is_front(text[:start]) and _OBJECT_ENDS.match(text, within[-1].end) is not None
    if not before:
        return not own and _goes_on(text[:start], about, before_it)
    name = before[-1]
    between = small[name.end : start]
    front = small[: name.start]
    return _is_front(text[: name.start]) and not (
        _TURNS.search(between) or _TURNS.search(front) or _APART.search(between)
    )


def _goes_on(front: str, about: Subject | None, before_it: str | None) -> bool:
    """Say whether a sentence that begins so goes on about the subject: "The film", or a label of a list."""
    if _TURNS.search(lowered(front)) or _APART.search(lowered(front)) or not _is_front(front):
        return False
    if front.lstrip("“\"'").startswith("It"):
        return False
    if before_it is None:
        return True
    named = sorted(named_in(before_it, about), key=lambda each: each[0].start)
    if not named or named[-1][1].of is not Of.SUBJECT:
        return False
    behind = len(_WORD.findall(before_it[named[-1][0].end :]))
    return behind <= LONGEST_BEHIND or all(each.of is Of.SUBJECT for _, each in named)


def _is_front(words: str) -> bool:
    """Say whether what stands in front of a name only describes it: names, numbers, nouns of a kind, small words."""
    front = _WORD.findall(words)
    return len(front) <= LONGEST_FRONT and all(_only_describes(word) for word in front)


def _only_describes(word: str) -> bool:
    plain = word.lower().strip(".!?'’")
    return not word[0].islower() or plain in _SMALL or plain in TYPE_OF_NOUN or plain.endswith(("'s", "’s"))


def may_be_back(phrase: Phrase, about: Subject | None) -> bool:
    """Say whether a thing that is told once may only be back, or begin to be made: a film that “starts in Malta”."""
    away = phrase.location is not None and not is_outlet(phrase.location)
    again = (phrase.verb or "").startswith(_AGAIN) or (away and (phrase.verb or "").startswith(_THERE))
    return again and (about.type if about else None) not in _RETURNING
