"""Names in running text: quoted or italic titles and runs of capitalised words, and when two of them are one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from scheduler.facts.folding import LONGEST_KEPT, fold
from scheduler.facts.release_dates.date_patterns import may_hold_date

_WORD = r"(?:Bros\.(?=\s[A-Z0-9](?!he\s|t\s|n\s))|(?:i(?=[A-Z]))?[A-Z0-9][\w'’]*(?:[.&/-]\w+){0,3})"
_SMALL = r"(?:of|the|and|a|an|in|on|to|for|at|with|from|de|la|le|y|&)"
_FIRST: Final = (
    r"[iA-Z0-9](?<![\w@#/].)(?:(?<=B)ros\.(?=\s[A-Z0-9](?!he\s|t\s|n\s))"
    r"|(?:(?<=i)[A-Z]|(?<!i))[\w'’]*(?:[.&/-]\w+){0,3})"
)
"""A word as `_WORD` has it; its first sign stands in front so that a text is searched at the speed of its capitals."""
_RUN: Final = re.compile(rf"{_FIRST}(?:(?::|\s[–—-])?\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,11}}")
_QUOTED: Final = re.compile(
    r"[“\"‘'*_](?:(?<=“)(?P<a>[^“”\n]{2,80})”|(?<=\")(?<!\w\")(?P<b>[^\"\n]{2,80})\""
    r"|(?<=[‘'])(?<!\w.)(?P<c>[A-Z0-9][^‘’'\n]{1,60}(?:['’]\w[^‘’'\n]{0,60})?)[’'](?!\w)"
    r"|(?<=\*)(?<![\w*].)\*?(?P<d>[^*\n]{2,80})\*{1,2}(?!\w)|(?<=_)(?<!\w.)(?P<e>[^_\n]{2,80})_(?!\w))"
)
_MARK: Final = re.compile("[“\"‘'*_]")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DATE: Final = re.compile(
    rf"\b(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:\s?[-–—]\s?\d{{1,2}}\b)?(?:,?\s\d{{4}}\b)?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}}\b)?|{_MONTH}\s\d{{4}}\b"
    r"|(?<!The )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_OPENERS: Final = frozenset(
    str.split("""
    After Ahead All Although An And As At Before Both But By During For From He Her Here His How However If In It
    Its Last More Most New Next No Not Now On Once One Our Over She Since So Some That Their Then There These
    They This Those Three Through To Today Two Under Until We What When Where While Who Why Will With You Your I
    Is Are Was Can Does Do Did Has Have Had Recently Meanwhile Also According Fans Tickets Pre-orders Preorders
    Badges Passes Wristbands Reservations Bookings Preorders Sales Prices Orders Shares Doors Filming Production
    General Public
    Directed Written Starring Based Set Coming Watch Read Meet Get Five Four Six Seven Ten Doors Everything
    Related Photo Image BTS Only Each Earlier Later Fresh Proud Following Like Even Just Many Most Much Other Such
    Titled Called Slated Due Elsewhere Thanks Eager Registration Entries Applications Support Pre-sale Presale
    Speaking Remembering Review Preview Trailer Exclusive Breaking Update Updated Despite Instead Perhaps Maybe
    Let Don't Why Nearly About Along Among Around Because Between Given Having Here's It's That's There's They're
    Full Entire Complete Additional Casting
    She My Previews Nobody Everyone Anyone She'd He'd They'd She'll He'll They'll She’d He’d They’d She’ll He’ll They’ll
    It’s That’s There’s They’re Here’s We’re I’m You’re
    We're I'm You're Plus Nor Every Whether Without Within Still Yes Please Note Release Date Releases
    """)
)
_OPENERS_OF_TITLES: Final = frozenset(
    str.split("""
    After All As Before But By During For From He Her His How If In It Last More No Not Now On Once One Our Over
    She Since So Some That Then These They This Those Three Through Tomorrow Two Under Until We What When Where Who Why
    With You Your My Is Are Do Don't Let Every Only Even Like Between Without Within Still Four Five Six Seven Nobody
    Everyone Everything Here There Next Around Along Among Perhaps Maybe Nothing Never Just
    """)
)
"""Those words of them that a title begins with where they have a capital inside a sentence: “the thriller No Exit”."""
_AMID: Final = re.compile(r"(?<![^\s“‘(])[a-z][a-z’'-]+\s$")
_APPOSED: Final = re.compile(
    r", (?:an?|the|his|her|its|their) (?:[a-z-]+ ){0,3}(?:film|movie|series|show|game|novel|book|album|play|drama"
    r"|comedy|thriller|documentary|musical|exhibition|sequel|prequel)\b"
)
"""What explains the name that opens a sentence, first word and all: “How We Live, the film that”."""
AMID_CHARACTERS: Final = 24
_ROLES: Final = frozenset(
    str.split("""
    Singer Director Author Actor Actress Writer Novelist Producer Composer Creator President Chef Founder
    Minister Senator Mayor Professor Dr Mr Mrs Ms Sir Dame King Queen Prince Princess CEO Rapper Comedian
    Filmmaker Showrunner Designer
    """)
)
_NO_SUBJECT: Final = frozenset(
    str.split("""
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday netflix hulu hbo max
    amazon prime disney youtube playstation xbox ps5 ps4 switch pc steam ios iphone ipad android windows us uk usa
    u.s u.k
    london paris berlin york imax spotify apple google twitter instagram facebook tiktok english american
    british french german christmas europe america tv dvd vod cd blu-ray eu u.k north south east west new et pt
    est pst edt pdt gmt bst utc ceo cctv nyc la uk's us's hemisphere northern southern cest cet aest aedt jst utc+1
        tamil telugu hindi malayalam kannada bengali marathi punjabi bollywood hollywood scottish welsh irish canadian
    australian indian japanese chinese korean spanish italian dutch russian mexican
    brazilian swedish norwegian danish polish european african asian olympic
    video tv+ mon tue wed thu fri sat sun am pm
    """)
)


class Name(NamedTuple):
    """A name as it stands at `text[start:end]`; `marked` if quotes or italics set it off."""

    text: str
    start: int
    end: int
    marked: bool


def names_in(text: str) -> tuple[Name, ...]:
    """Return the names in a sentence; a marked one hides the runs inside it, and a date is part of none."""
    return _kept_names(text) if len(text) <= LONGEST_KEPT else _names(text)


@lru_cache(maxsize=1024)
def _kept_names(text: str) -> tuple[Name, ...]:
    return _names(text)


def _names(text: str) -> tuple[Name, ...]:
    if may_hold_date(text):
        text = _DATE.sub(lambda found: ";" * len(found[0]), text)
    marked = tuple(_marked(text)) if _MARK.search(text) else ()
    hidden = iter(sorted((name.start, name.end) for name in marked))
    return (*marked, *_runs(text, list(hidden)))


def same_work(name: str, other: str) -> bool:
    """Say whether two folded names mean one thing: equal, or the shorter opens the longer."""
    short, long = sorted((name, other), key=len)
    return short == long or (len(short) >= SHORTEST_STEM and long.startswith(short))


SHORTEST_STEM: Final = 5


def _marked(text: str) -> Iterator[Name]:
    for found in _QUOTED.finditer(text):
        group = found.lastgroup or "a"
        inner = _without_possessive(found[group].rstrip(","))
        words = inner.split()
        if not _is_title(words) or inner.endswith((".", "!", "?")):
            continue
        start = found.start(group)
        yield Name(inner, start, start + len(inner), marked=True)


LONGEST_TITLE_WORDS: Final = 10
LONG_WORD: Final = 4


def _is_title(words: list[str]) -> bool:
    return (
        0 < len(words) <= LONGEST_TITLE_WORDS
        and (words[0][0].isupper() or words[0][0].isdigit())
        and all(not word[0].islower() for word in words if len(word) > LONG_WORD)
        and (len(words) > 1 or len(words[0]) > 1)
        and (any(len(word) > LONG_WORD or not word[0].islower() for word in words[1:]) or len(words) == 1)
    )


def _runs(text: str, hidden: list[tuple[int, int]]) -> Iterator[Name]:
    at = 0
    for found in _RUN.finditer(text):
        while at < len(hidden) and hidden[at][1] <= found.start():
            at += 1
        if at < len(hidden) and hidden[at][0] < found.end():
            continue
        words, start = found[0], found.start()
        if not (
            " " in words
            and _opens_title(words)
            and (_AMID.search(text, max(0, start - AMID_CHARACTERS), start) or _APPOSED.match(text, found.end()))
        ):
            words, start = _without_openers(words, start)
        if words.split(maxsplit=1)[:1] and words.split(maxsplit=1)[0] in _ROLES:
            continue
        words = _without_tail(_without_possessive(words))
        owner = _led_by(words) if " " in words else None
        if owner:
            start, words = start + owner.end(), words[owner.end() :]
        if not words or words in {"The", "A"} or words.split()[0].islower():
            continue
        if words.startswith(_SPECIAL) and (_SYSTEM.match(words) or _MONEY.match(words) or _PART_ONLY.fullmatch(words)):
            continue
        if _is_common(words):
            continue
        yield Name(words, start, start + len(words), marked=False)


def _is_common(words: str) -> bool:
    """Say whether a run names nothing by itself: days, services, nations, numbers; "Switch 2" is a thing."""
    for word in words.split():
        if not (fold(word) in _NO_SUBJECT or word.rstrip(":").isdigit() or word.islower()):
            return False
    return not _MODEL.fullmatch(words)


def _led_by(words: str) -> re.Match[str] | None:
    """Return what leads to a name in a run: who owns it, what it is like, its kind, an episode of it."""
    if "s " in words and (found := _OWNED.match(words)):
        return found
    if "-" in words and (found := _HYPHENED.match(words)):
        return found
    return _GENRE.match(words) or (_EPISODE.match(words) if " of " in words else None)


def _opens_title(words: str) -> bool:
    """Say whether a run begins with a word that titles begin with too, and goes on with a capital."""
    first, _, rest = words.partition(" ")
    if first not in _OPENERS_OF_TITLES and first.replace("’", "'") not in _OPENERS_OF_TITLES:
        return False
    return any(word[0].isupper() and word.rstrip(":") not in _OPENERS for word in rest.split())


def is_opener(word: str) -> bool:
    """Say whether a word mostly opens a sentence, so that a name seems to begin behind it."""
    return word.replace("’", "'") in _OPENERS


def _without_openers(words: str, start: int) -> tuple[str, int]:
    """Cut the words that only open a sentence, "One" not where it is a phone: "One 4"."""
    while (first := words.split(maxsplit=1)) and first[0].rstrip(":").replace("’", "'") in _OPENERS:
        rest = first[1] if len(first) > 1 else ""
        if first[0] == "One" and rest.isdigit():
            break
        start += len(words) - len(rest)
        words = rest
    return words, start


_SPECIAL: Final = tuple(
    str.split("""
    Microsoft Xbox Game S Rs INR USD EUR GBP US Season Series Part Volume Vol Episode Chapter Book Act Week Day Round
    """)
)
"""What the runs begin with that name nothing."""
_SYSTEM: Final = re.compile(r"(?:Microsoft )?Xbox (?:Series|One)\b|Game Pass|S and PC\b")
_MODEL: Final = re.compile(
    r"(?:iPhone|iPad|iOS|iPadOS|Android|Windows|Switch|Xbox|PlayStation|Nintendo Switch)\s\d{1,2}"
)
_MONEY: Final = re.compile(r"(?:Rs|INR|USD|EUR|GBP|US)\.? ?\d")
_PART_ONLY: Final = re.compile(r"(?:Season|Series|Part|Volume|Vol|Episode|Chapter|Book|Act|Week|Day|Round)\s\w+")
_EPISODE: Final = re.compile(r"(?:Episode|Season|Series|Part|Volume|Chapter) (?:\d{1,2}|[A-Z][a-z]+) of (?=[A-Z])")
_GENRE: Final = re.compile(r"(?:J?RPG|CRPG|ARPG|MMO|MMORPG|FPS|RTS|MOBA|DLC|WWII?|[234]D) (?=[A-Z])")
_HYPHENED: Final = re.compile(
    r".{2,40}?-(?:starrer|starring|directed|helmed|led|fronted|like|lite|inspired|esque|based|backed|owned) (?=[A-Z])"
)
_OWNED: Final = re.compile(r".{2,40}?['’]s (?=(?:The|A|An) )")


def _without_tail(words: str) -> str:
    """Cut what only says where or when: "Red Horizon to August", "Iron Meadow to 2025"."""
    found = _TAIL.search(words)
    return words[: found.start()] if found else words


_TAIL: Final = re.compile(
    rf"\s(?:to|in|for|on|from|by|until)\s(?:{_MONTH}|(?:19|20)\d\d|[SAFW][a-z]{{3,5}}\s20\d\d|\d{{1,2}}"
    r"|Netflix|Disney|Hulu|HBO(?: Max)?|Max|Prime Video|Apple TV|Peacock|Paramount|Steam|PC|PS[45]|Xbox|Switch|Blu-ray"
    r"|DVD|VOD|Digital)\+?$|\s(?:Release|Launch|Premiere)\s(?:Party|Event|Stream)$|:\s(?:When|How|What|Who|Why|Where|Will|Is|Are|Can|Does|Do)(?:\s.*)?$"
)


def _without_possessive(words: str) -> str:
    """Cut a name at its possessive: in "Larian's Next Game" the name is Larian."""
    found = re.search(r"['’]s(?=\s|$)", words)
    return words[: found.start()] if found and found.end() == len(words) else words
