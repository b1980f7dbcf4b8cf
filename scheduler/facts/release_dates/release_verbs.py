"""The verbs and places that make a date a release, as data.

After research/facts.md section 4, "Release phrase" (read 2026-11-22).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """The form a trigger stands in; it decides the tense together with the words before it."""

    BASE = "base"  # release: a verb after "will", or a noun
    PRESENT = "present"  # releases
    PAST = "past"  # released
    ING = "ing"  # releasing
    STATE = "state"  # in cinemas, out, available, due


@dataclass(frozen=True, slots=True)
class Verb:
    """A release verb by its forms. A weak one counts only beside a known subject or a place where things come out.

    `needs` and `never` are patterns for the words right behind it.
    """

    base: str
    present: str
    past: str
    ing: str
    strong: bool = False
    noun: bool = False
    status: str | None = None
    thing: bool = False  # a person cannot do it: whatever does is something that comes out
    takes: bool = False  # what comes out is its object: "players get the game"
    needs: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{words})(?!\w)", re.IGNORECASE)


PLACES: Final = (
    r"(?:(?:the|select|selected|limited|all|major|local|good|your|US|UK|U\.S\.|North American|Indian|American"
    r"|British|Australian|Canadian|Irish|French|German|Japanese|European|Spanish|Italian|Korean|Chinese)\s){0,2}"
    r"(?:theaters|theatres|cinemas|movie theaters|big screens?|screens|stores|bookstores|bookshops|shops"
    r"|(?:store\s)?shelves|IMAX|retailers"
    r"|streaming(?: services)?|newsstands|airwaves|stage)"
)
"""Where things come out, whatever they are called."""

_PUBLIC: Final = "readers|audiences|viewers|listeners|customers|buyers|fans|players|shoppers|homes|consumers|moviegoers"
_OUT_OR_PLACE: Final = _after(r"out|to|on|in|soon|this|next|back|exclusively|early|late|mid|some ?time|later")
_OUT_OR_DATE: Final = re.compile(
    rf"{_OUT_OR_PLACE.pattern}|\s(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Octo|Nov|Dec)(?:em)?ber"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?) \d",
    re.IGNORECASE,
)
_NO_RETURN: Final = (
    r"from(?!\s(?:the\s)?(?:\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|home|to (?:the )?(?:training|set|work|service|school|action|normal|office|field|pitch|court|power|duty|air)"
)
_NO_LICENCE: Final = _after(
    r"(?:about |around |up to |more than )?[\d.,]+ (?:\w+ ){0,2}?(?:tons|tonnes|gallons|barrels|litres"
    r"|people|prisoners|hostages)|from|without|on bail|into the wild|him|her(?=\W*$|[.,]|\s(?:from|on|after|without"
    r"|to|in|by)\b)|them|pressure|funds|hostages"
)

_WORK_ON: Final = _after(
    r"(?:principal )?(?:filming|shooting|production|photography|rehearsals?|construction|work|casting|pre-production"
    r"|recording|writing|training)"
)
_SERVICE: Final = re.compile(
    r"\s(?:the\s)?(?:Xbox|PlayStation|Netflix|Prime|Disney|Hulu|Max|Steam|Apple|Nintendo|Paramount|Peacock"
    r"|[A-Z]\w+\s(?:Pass|Plus|Arcade|Chest|Library|Store))\b"
)
_OCCASION: Final = (
    r"(?:its|an?|the|their|his|her)\s(?:[\w’'-]+\s){0,3}?(?:event|keynote|show|concert|festival|conference|sale"
    r"|premiere"
    r"|ceremony|launch|exhibition|gala|convention|final|finale|date|match|race|summit|fair|marathon|screening|opening)"
)

VERBS: Final = (
    Verb("(?:(?:re-?)?release|re-?issue)", "(?:re-?)?releases|re-?issues", "(?:re-?)?released"
        "|re-?issued", "releasing", strong=True, noun=True,
         never=_NO_LICENCE),
    Verb("premi[eè]re", "premi[eè]res", "premi[eè]red", "premi[eè]ring", strong=True, noun=True),
    Verb("debut", "debuts", "debuted", "debuting", strong=True, noun=True),
    Verb("launch", "launches", "launched", "launching", strong=True, noun=True,
         never=_after(r"experience|titles?|teams?|partners?|prices?|trailers?|windows?|line-?up|schedules?"
             r"|calendars?|customers|videos?"
                      r"|an? (?:\w+ )?(?:investigation|attack|appeal|probe|campaign|inquiry|career)|into")),
    Verb("(?:re-?)?open", "(?:re-?)?opens", "(?:re-?)?opened", "(?:re-?)?opening(?!\\snight)", noun=True,
         never=_after(r"up|fire|with|about|for business as")),
    Verb("arrive", "arrives", "arrived", "arriving"),
    Verb("drop", "drops", "dropped", "dropping", thing=True,
         never=_after(r"by|to \d\S*|from|out|off|\d\S*|charges|below|in (?:price|value)")),
    Verb("land", "lands", "landed", "landing", never=_after(r"an?|the role")),
    Verb("stream", "streams", "streamed", "streaming", strong=True),
    Verb("air", "airs", "aired", "airing", strong=True),
    Verb("ship", "ships", "shipped", "shipping", thing=True),
    Verb("appear", "appears", "appeared", "appearing", thing=True, needs=_after(
        r"(?:in|on|from)\s(?:(?:early|late|the|print|paperback|bookshops|stores|English|translation|in|on|from)\s){0,3}"
        r"(?:first|second|spring|summer|autumn|fall"
        r"|winter|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*|\d+\w*)")),
    Verb("publish|bring out", "publishes|brings out", "published|brought out", "publishing|bringing out"),
    Verb("(?:be|come) back", "(?:is|comes) back", "(?:was|came) back", "(?:being|coming) back", needs=_after(
        r"(?:to|on|in|at|for|with) .{0,60}|this|next|early|late"), never=_after(_NO_RETURN)),
    Verb("return", "returns", "returned", "returning", never=_after(_NO_RETURN)),
    Verb("(?:aim|shoot) for|target", "(?:aims|shoots) for|targets", "(?:aimed|shot) for|targeted",
         "(?:aiming|shooting) for|targeting", strong=True, takes=True,
         needs=re.compile(r"\s(?:(?:an?|the)\s)?(?:early|late|mid|spring|summer|autumn|fall|winter|Q[1-4]|20\d\d|Jan|Feb"
                          r"|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d)", re.IGNORECASE)),
    Verb("begin", "begins", "began", "beginning", never=_WORK_ON),
    Verb("start", "starts", "started", "starting", never=_WORK_ON),
    Verb("join", "joins", "joined", "joining", needs=_SERVICE),
    Verb("be on", "(?:is|are) on(?=\\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? |\\s\\d|\\s(?:January|February|March"
        "|April|May|June|July|August|September|October|November|December) \\d)", "(?!)", "(?!)"),
    Verb("wrap up", "wraps up", "wrapped up", "wrapping up", status="deadline"),
    Verb("kick off", "kicks off", "kicked off", "kicking off", strong=True),
    Verb("roll out", "rolls out", "rolled out", "rolling out", strong=True),
    Verb("take place", "takes place", "took place", "taking place", strong=True),
    Verb("go on (?:(?:general|public) )?sale", "goes on (?:(?:general|public) )?sale",
        "went on (?:(?:general|public) )?sale", "going on (?:(?:general|public) )?sale", strong=True),
    Verb("go live", "goes live", "went live", "going live", strong=True),
    Verb("hit", "hits", "hit(?!\\w)", "hitting", needs=re.compile(
        rf"\s(?:{PLACES}|[A-Z]|the road|digital|the (?:streamer|streaming|platform|service))")),
    Verb("make its (?:arrival|way)", "makes its (?:arrival|way)", "made its (?:arrival|way)",
         "making its (?:arrival|way)"),
    Verb("reach", "reaches", "reached", "reaching", needs=re.compile(rf"\s(?:{PLACES}|(?:the )?[A-Z]"
        rf"|(?:its )?end[ -]of[ -]life|{_PUBLIC}\b)")),
    Verb("leave early access", "leaves early access", "left early access", "leaving early access", strong=True),
    Verb("(?:enter|hit|go (?:in)?to) (?:steam )?early access", "(?:enters|hits|goes (?:in)?to) (?:steam )?early access",
         "(?:entered|went (?:in)?to) (?:steam )?early access",
         "(?:entering|hitting|going (?:in)?to) (?:steam )?early access", strong=True),
    Verb("hold", "holds", "held(?= (?:its|an?|the)\\b)", "holding", strong=True, needs=_after(_OCCASION)),
    Verb("host", "hosts", "hosted", "hosting", strong=True, needs=_after(_OCCASION)),
    Verb("follow", "follows", "followed", "following(?!\\w)", strong=True, needs=_after("on|in|a (?:week|month"
        "|day) later|later|next")),
    Verb("unlock", "unlocks", "unlocked", "unlocking", thing=True),
    Verb("screen", "screens", "screened", "screening"),
    Verb("bow", "bows", "bowed", "bowing", strong=True, never=_after("to|out|before|down|under")),
    Verb("head", "heads", "headed", "heading", needs=_after("to")),
    Verb("be back", "(?:is|are) back", "(?:was|were) back", "being back", needs=_after("on|from|in|for|this|next|at")),
    Verb("expand", "expands", "expanded", "expanding", needs=_after("nationwide|wide|to")),
    Verb("be (?:announced|revealed|unveiled|named|crowned)", "(?!)", "(?!)", "(?!)", strong=True),
    Verb("commence", "commences", "commenced", "commencing", strong=True, never=_WORK_ON),
    Verb("take effect", "takes effect", "took effect", "taking effect", strong=True),
    Verb("come into (?:force|effect)", "comes into (?:force"
        "|effect)", "came into (?:force|effect)", "(?!)", strong=True),
    Verb("go on (?:show|display|view)", "goes on (?:show|display|view)", "went on (?:show|display|view)", "(?!)",
         strong=True),
    Verb("go to the polls", "goes to the polls", "went to the polls", "(?!)", strong=True),
    Verb("occur", "occurs", "(?!)", "occurring", strong=True),
    Verb("lift off", "lifts off", "lifted off", "lifting off", strong=True),
    Verb("get under ?way", "gets under ?way", "got under ?way", "getting under ?way"),
    Verb("tip off", "tips off", "tipped off", "tipping off"),
    Verb("play", "plays", "played", "playing", needs=re.compile(r"\s(?:(?:[\w-]+\s){0,2}(?:nights?|shows?|dates?"
        r"|gigs?)\b|(?:the\s|London[’']s\s)?[A-Z])")),
    Verb("get", "gets", "got", "getting", takes=True, needs=_after("the game|it|their hands on|hold of"
        "|to (?:see|watch|hear|read|play|try|visit)")),
    Verb("be screened", "is screened", "was screened", "being screened"),
    Verb("be shown", "is shown", "was shown", "being shown"),
    Verb("come out", "comes out", "came out", "coming out", strong=True,
         never=_after("as|of|against|in (?:support|favour)")),
    Verb("come", "comes", "came", "coming", needs=_OUT_OR_DATE, never=_after("back to haunt|to terms|as|from")),
    Verb("run", "runs", "ran", "running", needs=re.compile(r"\s(?:from|until|through|till|[A-Z\d])")),
    Verb("be held", "is held", "was held|were held", "being held", strong=True),
    Verb("fall on", "falls on", "fell on(?= a\\b)", "falling on", strong=True),
    Verb("conclude", "concludes", "concluded", "concluding", status="deadline"),
    Verb("end", "ends", "ended", "ending", status="deadline"),
    Verb("close", "closes", "closed", "closing", status="deadline", never=_after("beta|alpha|test|doors?|season"
        "|session|captions?|network|to")),
    Verb("expire", "expires", "expired", "expiring", status="deadline"),
)  # fmt: skip
"""Release verbs. "may" is none of them, and "released footage" is judged by what was released."""
