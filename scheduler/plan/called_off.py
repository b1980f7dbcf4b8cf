"""A release that was called off: which texts promise it all the same, and which say that it was called off.

A text that says so may go out; a sentence of it that promises a day may not, though the word stands right beside:
"Delayed once, it opens on May 4". Where the words leave a doubt, they promise.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final

from scheduler.errors import Problem
from scheduler.facts.release_dates.dates import DateMention, Precision
from scheduler.model import Fact, Facts, Release
from scheduler.plan.tenses import ahead, dates_ahead, sentences, to_come
from scheduler.plan.truth import is_day, releases_in, words_of

_SAYS_SO: Final = re.compile(
    r"(?<!\bnot )(?<!\bnever )(?<!\bnot been )(?<!\bnever been )(?<!\bnot yet been )"
    r"(?<!\bnot going to be )(?<!n['’]t )(?<!n['’]t been )(?<!n['’]t be )"
    r"(?<!\bnearly )(?<!\balmost )(?<!\bcould have been )(?<!\bwould only be )(?<!\bno longer )"
    r"\b(?:cancell?ed|postponed|delayed|called off|put off|withdrawn)\b",
    re.IGNORECASE,
)
"""Wordings of a release that was called off, with which a text may speak of it."""

_BESIDE: Final = re.compile(
    r"(?:\b(?:the|an?|our|its|their|this|once|twice|after|despite) |\b(?:long|much|oft|twice)[- ]?)$",
    re.IGNORECASE,
)
"""What makes such a word tell of a delay that is over: "the long-delayed film", "after being delayed"."""

_HAS_BEEN: Final = re.compile(r"[^;:.!?—–]{0,60}?\b(?:is|are|was|were|been|gets?|got|be)\s(?:\w+ly\s)?", re.IGNORECASE)
_ELSE: Final = re.compile(
    r"\b(?:after|despite|though|although|since|when|while|because|having|and|but|once|before|years?|months?|weeks?|it"
    r"|they|which|twice|long|much)\b",
    re.IGNORECASE,
)
"""What turns to another clause, so that a word behind it says nothing of a day before it."""

_BREAK: Final = re.compile(
    r"[;?!—–]|\b(?:but|because|while|although|which|who|refund\w*|tickets?|remains?)\b", re.IGNORECASE
)
_AT_FRONT: Final = re.compile(r"(?:^|[,;:—–]\s|\b(?:and|but|then)\s)(?:[Oo]n\s)?$")
_NEGATED: Final = re.compile(r"(?:\b(?:not|never|no longer)|n['’]t)\s(?:be\s|to\s)?$", re.IGNORECASE)
_NOT: Final = re.compile(r"\s(?:not|never|no longer)\b(?!\s(?:\w+\s)?(?:until|before))", re.IGNORECASE)
_A_THING: Final = re.compile(r"\b(?:the|our|its|this|that|all|their)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE)
_OF_THAT_DAY: Final = re.compile(r"\s(?:(?!is\b|are\b|will\b)[\w’'-]+\s){0,3}", re.IGNORECASE)
_PARTICIPLE: Final = re.compile(r"(?:set|slated|scheduled|due|coming|available|out)\b", re.IGNORECASE)
_NOUN: Final = re.compile(r"(?:up)?coming|open(?:ing)?|release|premiere|debut|launch|drop|start", re.IGNORECASE)
_MONEY: Final = re.compile(r"\b(?:refunds?|tickets?)\s(?:for\s[\w\s]{1,25}\s)?$", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bnow )(?<!\bagain )(?<!\band )(?<!\bbut )(?<=[\w’'”\"] )$")
_TO_A_DAY: Final = re.compile(r"\s(?:to|until|till)\s(?:the\s)?$", re.IGNORECASE)
_FAR: Final = 80


def promised(text: str, used: Iterable[Fact], facts: Facts, release: Release) -> str | None:
    """Return the sentence by which a part promises a release, if any does: as something to come, or by its day.

    It stands in the part itself, or in a fact that it quotes. Where the part says that the release was called off, only
    a day is a promise: "it will be back" is none.
    """
    so = _SAYS_SO.search(text) is not None
    known = {release.start_date, release.previous_start_date} - {None}
    for fact in used:
        if fact is release:
            words, days = text, known
        elif release in releases_in(fact, facts):
            words, days = words_of(fact), None
        else:
            continue
        for _, sentence in sentences(words):
            if _promises_a_day(sentence, days) if so else _looks_ahead(sentence, release):
                return sentence.strip()
    return None


def broken_promise(release: Release, step: str, words: str) -> Problem:
    """Return what is said of a post that promises a release which was called off."""
    message = f'The release {release.id} is {release.event_status.value}, and {step} promises it: "{words}"'
    hint = "say that it was called off, without a day, or take the step out; what waits is cancelled by the next apply"
    return Problem(code="release-gone", message=message, hint=hint, place=release.place)


def _looks_ahead(sentence: str, release: Release) -> bool:
    """Whether a sentence speaks of something as to come, or names the release's day."""
    return to_come(sentence) is not None or any(
        is_day(mention, release.start_date) for mention in dates_ahead(sentence)
    )


def _promises_a_day(sentence: str, days: Collection[str | None] | None) -> bool:
    """Whether a sentence promises one of some days (None: any); beside a word for its end, any day counts."""
    said = list(_SAYS_SO.finditer(sentence))
    return any(
        mention.precision is Precision.DAY
        and (said or days is None or any(is_day(mention, day) for day in days))
        and _is_promised(sentence, mention, said)
        for mention in dates_ahead(sentence)
    )


def _is_promised(sentence: str, day: DateMention, said: list[re.Match[str]]) -> bool:
    """Whether a sentence promises a day: something is to come then, and no word for its end is about that."""
    if any(_TO_A_DAY.fullmatch(sentence, each.end(), day.start) for each in said):
        return True
    return any(
        _governs(sentence, found, day) and not any(_undoes(sentence, each, found, day) for each in said)
        for found in ahead(sentence)
    )


def _governs(sentence: str, found: re.Match[str], day: DateMention) -> bool:
    """Whether what is to come is to come on that day: "it opens on May 4", "on May 4, it opens"."""
    before = sentence[: found.start()]
    if _NOT.match(sentence, found.end()) or _NEGATED.search(before) or _MONEY.search(before):
        return False
    if found.end() <= day.start:
        between = sentence[found.end() : day.start]
    elif _AT_FRONT.search(sentence[: day.start]):
        between = sentence[day.end : found.start()]
    else:
        return False
    return len(between) <= _FAR and not _BREAK.search(between)


def _undoes(sentence: str, said: re.Match[str], found: re.Match[str], day: DateMention) -> bool:
    """Whether a sentence says that just this was called off: "the premiere set for May 4 has been postponed"."""
    if _BESIDE.search(sentence[: said.start()]) and not _HAS_BEEN.fullmatch(sentence, day.end, said.start()):
        return False
    end = max(found.end(), day.end)
    if said.start() >= end:
        between = sentence[end : said.start()]
        return not between.strip() or (_HAS_BEEN.fullmatch(between) is not None and not _ELSE.search(between))
    if said.end() > found.start():
        return False
    before = sentence[: found.start()]
    if _PARTICIPLE.match(found[0]):
        return _NAMED.search(before) is not None
    is_thing = _NOUN.fullmatch(found[0]) and _A_THING.search(before)
    return bool(is_thing and _OF_THAT_DAY.fullmatch(sentence, found.end(), day.start))
