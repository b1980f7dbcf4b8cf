"""Dates ahead that no release word governs: "voters will choose a mayor on November 4", "comments close on 7 March".

What a clause tells of a day to come is kept, but never called sure: nothing says that it is the thing itself.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from scheduler.facts.release_dates import phrase_words as words
from scheduler.facts.release_dates.dates import DateMention, Precision
from scheduler.facts.release_dates.judging import Phrase
from scheduler.facts.release_dates.locations import location_of
from scheduler.facts.release_dates.references import Of, Reference, reference_before, reference_in
from scheduler.facts.release_dates.release_verbs import Form
from scheduler.facts.release_dates.resolving import Tense
from scheduler.facts.release_dates.triggers import Trigger
from scheduler.model import EventStatus, Subject

LONGEST_CLAUSE: Final = 180
LONGEST_GAP: Final = 70
_CLAUSE_START: Final = re.compile(
    r"[;—!]|\.\[\d{1,3}\]|\b(?:that|which|who|while|when|because|but|although|whose|if|unless)\b|\b(?:after|before)(?=\s[a-z])",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(
    r"\b(?:will|shall|must|can|need(?:s)?\sto|(?:have|has)\s(?:to|until|till)\b"
    r"|(?:is|are)\s(?:(?:also|now|all|currently)\s)?(?:to\sbe|set|due|scheduled|slated|invited|asked|urged|required"
    r"|encouraged|planned|advised|open|available"
    r"|free|valid|on|at|in|being|accepting|taking|inviting|eligible|half|closed(?=\s(?:until|from)))"
    r"|remains?|lasts|continues?|runs?|(?:is|are)\s(?:also\s)?[a-z]{2,12}ing)\b|[’']ll\b",
    re.IGNORECASE,
)
_NOT_TOLD: Final = re.compile(
    r"\b(?:not|never|meet|meets|speak|testify|sentenced|court|trial|custody|jail(?:ed)?|prison|bail|adjourned"
    r"|buried|funeral|celebrate|turn|mark|face|hearing|(?:peace|trade|hold|crisis) talks|remand(?:ed)?|contract"
    r"|resign|retire|would|died|born"
    r"|murder|suspended|banned|earnings|results for|shares|dividend|profits?)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What news tells of days to come that is nothing anybody waits for."""
_NOW: Final = re.compile(
    r"(?<= )(?:gets|shows|presents|broadcasts|lifts the (?:curtain|lid|veil) on"
    r"|brings|enters|welcomes|takes over|unveils|hosts|holds|performs|appears|joins|features|tours"
    r"|visits|plays(?= from)"
    r"|screens|gives away|headlines|stages|goes (?:to|into|up|on|back))\s"
)
_THEN: Final = re.compile(r",?\s(?:will|can|get|gets|receive|save|pay)\s")
"""What follows a day by which something has to be done: "who signs up before 31 December will get a year free"."""
_BEFORE_EVENT: Final = re.compile(r"(?:^|\b(?:the|its|a|an|this|for)\s)$", re.IGNORECASE)
_FROM: Final = re.compile(r"(?:^|[.;:] )From $")
_CAN: Final = re.compile(r",?\s[^.;!?]{3,80}?\scan\s(?!be\b)")
_WILL: Final = re.compile(r",?\s[^.;!?]{3,140}?\s(?:will|is|presents|shows|hosts|stages|exhibits|celebrates)\s")
_DONE: Final = re.compile(r"\s(?:\w{2,12}ly\s)?[a-z]{2,12}ed\s(?!to\b)")
"""How a clause begins that tells what somebody did: "who completed his service on June 12"."""
_MAYBE: Final = re.compile(r"\b(?:may|might|could|should|perhaps|probably|likely)\b")
_TOLD_BY: Final = re.compile(r"\b(?:[Ii]|[Hh]e|[Ss]he|[Ww]e|my|his|her)\s(?:\w+ly\s)?$")
_GONE: Final = re.compile(
    r"(?<!\bbe )(?<!\bget )(?<!\bto be )\b(?:was|were|had|has|have been|did|said|says|told|reported|found|rose|fell"
    r"|won|lost|ended|closed(?! (?:beta|alpha|test))|opened|began"
    r"|started|held|took|came|went|left|made|called|dated|signed|died|killed|happened|occurred|released|launched"
    r"|published|arrested|introduced|sold)\b",
    re.IGNORECASE,
)
_LED: Final = re.compile(
    r"(?:^|[\s(])(?:(?P<limit>until|till|through|by|before|no later than|up to)|on|from|at|in|starting|beginning|for"
    r"|is|are|to|between|only|,|:|–)?\s?(?:(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\.?|noon|midnight|\d\d:\d\d)\s(?:on\s"
    r"|(?:[A-Z]{2,4}|local time)\s(?:on\s)?)?)?$",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    r"\b(?:fair|festival|festivities|concert|gig|show|match|game|election|elections|ceremony|event|parade|carnival|race"
    r"|marathon|auction|screening|performance|meeting|workshop|open day|vote|referendum|exam|examination|exams|launch"
    r"|party|gala|conference|summit|convention|final|derby|regatta|market|sale|tour|reading|lecture|walk"
    r"|rally|service|session|polls|hearing|edition|dates|broadcast|showcase|livestream)"
    r"(?:,|:|\son|\sfor|\son\sthe|\s(?:is|are)|\s(?:is|are)\son)?\s$",
    re.IGNORECASE,
)
_LAST_DAY: Final = re.compile(
    r"\b(?:last|closing|final|cut-off|due)\s(?:date|day)(?:\s(?:for|of|to)\s[\w’' -]{2,50}?)?(?:,|:|\son|\s(?:is"
    r"|are))\s$",
    re.IGNORECASE,
)
_EVENT_BEHIND: Final = re.compile(
    r"\s(?:(?!and|but|that|which|in|at|for|on|to|as|by|with|from|or)[\w-]+\s){0,2}?(?:fair|festival|concert|gig|match"
    r"|election|ceremony|parade|carnival|race|marathon|auction|vote|referendum|exam|gala|conference|summit|deadline"
    r"|event|showcase|sale)(?![\w-])",
    re.IGNORECASE,
)
_SETTLED: Final = re.compile(
    r"\b(?:has|have)\s(?:now\s|today\s|also\s)?(?:been\s)?(?:announced|confirmed|set|revealed|unveiled|called|named|released"
    r"|published|scheduled|fixed)\b",
    re.IGNORECASE,
)
_VERBS_OF_FEW: Final = frozenset({"hit", "hold", "play", "get", "follow", "head", "bow"})


def foretell(
    text: str, mention: DateMention, triggers: Sequence[Trigger], about: Subject | None, since: int
) -> Phrase | None:
    """Return what a clause says of a day to come, or None; only a day of the calendar counts, no weekday."""
    if mention.precision is not Precision.DAY or mention.month is None or not mention.exists:
        return None
    low = max(0, mention.start - LONGEST_CLAUSE)
    low = max((found.end() for found in _CLAUSE_START.finditer(text, low, mention.start)), default=low)
    clause = text[low : mention.start]
    led = _LED.search(clause)
    if _DONE.match(clause) or _NOT_TOLD.search(clause) or _MAYBE.search(clause) or words.ONCE_PLANNED.search(clause):
        return None
    limited = bool(led and led["limit"])
    verb = _verb(clause, low, mention, triggers) if led else None
    start, end = verb, mention.end
    if start is None:
        start, end = _told_without_verb(text, low, mention)
    if start is None and (stop := _in_front(text, low, mention, limited=limited)):
        verb, start, end = mention.start, mention.start, stop
    if start is None:
        return None
    reference = reference_before(text, start, about)
    told = Of.UNKNOWN if limited else reference_in(text[start : mention.start], about).of
    if Of.PUBLICITY in {reference.of, told}:
        return None
    if words.MODAL.search(text, start, end) or words.HEARSAY.search(text, low, end):
        return None
    if told is Of.SUBJECT and reference.of in {Of.OTHER, Of.UNKNOWN}:
        reference = Reference(Of.SUBJECT, exact=False)  # "Northway shows the third season of Salt Road from July 12"
    if reference.of in {Of.OTHER, Of.PRONOUN} and not reference.name:
        reference = Reference(Of.UNKNOWN if about is None else reference.of)
    variant = words.VARIANT.search(text, max(0, start - 20), end)
    return Phrase(
        start=start,
        end=end,
        mention=mention,
        tense=Tense.OPEN if verb is None else Tense.FUTURE,
        status=_status(text, led, text[start : mention.start]),
        reference=reference,
        location=location_of(text, mention, max(start, since), about.name if about else None),
        clear=False,
        foretold=True,
        variant=variant[0].lower() if variant else None,
    )


def _verb(clause: str, low: int, mention: DateMention, triggers: Sequence[Trigger]) -> int | None:
    """Return where the verb of a clause stands that speaks of what is ahead."""
    ahead = None
    for found in _AHEAD.finditer(clause):
        ahead = found
    if ahead and not _GONE.search(clause, ahead.end()):
        modal = ahead[0].lower() in {"will", "shall", "'ll", "’ll", "can"}
        if not (modal and _TOLD_BY.search(clause[: ahead.start()])):
            return low + ahead.start()
    at = bisect_right(triggers, mention.start, key=lambda each: each.end)
    for trigger in reversed(triggers[max(0, at - 2) : at]):
        if (
            trigger.start >= low
            and mention.start - trigger.end <= LONGEST_GAP
            and trigger.form in {Form.PRESENT, Form.BASE}
            and trigger.verb
            and trigger.verb.base not in _VERBS_OF_FEW
            and not _GONE.search(clause, max(0, trigger.start - low))
        ):
            return trigger.start
    now = _NOW.search(clause)
    return low + now.start() if now and not _GONE.search(clause) else None


def _told_without_verb(text: str, low: int, mention: DateMention) -> tuple[int | None, int]:
    """Return where a phrase begins and ends that names an event with its date, before it or behind it."""
    clause = text[low : mention.start]
    start = _event(clause, low)
    behind = _EVENT_BEHIND.match(text, mention.end) if start is None else None
    if behind and _BEFORE_EVENT.search(clause):
        return mention.start, behind.end()
    return start, mention.end


def _in_front(text: str, low: int, mention: DateMention, *, limited: bool) -> int | None:
    """Return where the verb ends behind a date that opens its sentence.

    It is a span, "From May 3 to June 9, the gallery will", or the last day: "until May 3 they can".
    """
    if limited and (then := _THEN.match(text, mention.end)):
        return then.end()
    if (
        mention.last is None
        and _FROM.search(text, max(low, mention.start - 6), mention.start)
        and (can := _CAN.match(text, mention.end))
    ):
        return can.end()
    if not mention.last or not words.AT_FRONT.search(text[max(low, mention.start - 30) : mention.start]):
        return None
    behind = _WILL.match(text, mention.end)
    return behind.end() if behind and not _NOT_TOLD.search(text, behind.end() - 6, behind.end() + 20) else None


def _event(clause: str, low: int) -> int | None:
    """Return where the noun of an event stands that a date follows: "the food fair on Saturday 12 July"."""
    found = _LAST_DAY.search(clause) or _EVENT.search(clause)
    return low + found.start() if found and not _GONE.search(_SETTLED.sub("", clause)) else None


def _status(text: str, led: re.Match[str] | None, phrase: str) -> EventStatus:
    if words.CALLED_OFF.search(text):
        return EventStatus.CANCELLED
    if (led and led["limit"]) or words.DEADLINE.search(phrase) or _ENDS.search(phrase):
        return EventStatus.DEADLINE
    return EventStatus.SCHEDULED


_ENDS: Final = re.compile(
    r"\b(?:ends?|closes?|expires?|concludes?|finish(?:es)?|wraps? up|(?:last|closing|final|cut-off|due) (?:date"
    r"|day))\b",
    re.IGNORECASE,
)
