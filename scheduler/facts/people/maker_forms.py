"""Who made it: written and directed by Jane Lee; Jane Lee directed the film; a novel by Jane Lee; Jane Lee's novel."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scheduler.facts.people.claims import ARTICLE_BEFORE, Claimed, Stage
from scheduler.facts.people.crew_forms import by_deed, by_hyphen, by_owner
from scheduler.facts.people.name_lists import listed_names, names_before
from scheduler.facts.people.person_names import Mention
from scheduler.facts.people.roles import KINDS_OF

MADE: Final = {
    "directed": "director", "adapted": "writer", "helmed": "director", "co-directed": "director",
    "written": "writer", "penned": "writer",
    "co-written": "writer", "scripted": "writer", "authored": "author", "created": "creator", "co-created": "creator",
    "produced": "producer", "co-produced": "producer", "composed": "composer", "scored": "composer", "hosted": "host",
    "presented": "host", "designed": "designer", "narrated": "narrator", "choreographed": "choreographer",
    "illustrated": "illustrator", "curated": "curator", "founded": "founder", "co-founded": "founder",
    "bankrolled": "producer",
    "conducted": "conductor", "interviewed": "interviewer", "edited": "editor",
}  # fmt: skip
WORKS: Final = {
    "feature": "director", "drama": "director", "thriller": "director", "biopic": "director", "comedy": "director",
    "novel": "author", "novels": "author", "book": "author", "books": "author", "memoir": "author", "novella": "author",
    "biography": "author", "bestseller": "author", "manga": "author", "screenplay": "writer", "script": "writer",
    "dialogues": "writer", "dialogue": "writer",
    "teleplay": "writer", "film": "director", "movie": "director", "documentary": "director", "show": "creator",
    "series": "creator", "sitcom": "creator", "music": "composer", "score": "composer", "soundtrack": "composer",
    "album": "singer", "song": "singer", "single": "singer", "story": "author", "trilogy": "author",
    "adaptation": "writer", "lyrics": "lyricist",
}  # fmt: skip
_BY: Final = re.compile(r"(?:,? and (?P<more>[a-z-]+)| [a-z]+ly)? by:? (?:[a-z-]+ (?:and )?){0,5}(?=[A-Z])")
_ARE: Final = re.compile(r"(?P<more>(?!))? (?:is|are) (?=[A-Z])")
_WORK_BY: Final = re.compile(
    r"(?: and lyrics| of the same (?:name|title)| series| trilogy|,? _+,?| (?:called|titled) [^,.\n]{1,40}| is| was"
    r"| are|,)? by (?:[a-z-]+"
    r" (?:and )?){0,3}(?=[A-Z])"
)
_MUSIC_BEFORE: Final = re.compile(r"\b(?:soundtrack|score|music|songs?|theme)(?: (?:was|is|were|are|has been))? $")
_KIND_BEFORE: Final = re.compile(r"([a-z]+) $")
_AND_BEFORE: Final = re.compile(r"(?P<more>(?:[a-z-]+, )?[a-z-]+)(?:,| and|, and) $")
_WORKER: Final = re.compile(r"['’]s? (?:(?:[a-z][\w-]*|[A-Z][\w’'-]*|_+|\d{4}),? ){0,5}$")
_DUTIES: Final = re.compile(r" (?:duties|chores|reins|team)[^.;\n]{0,40}? by (?=[A-Z])")
_DEBUTS: Final = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,2}$|(?:,? who)?(?: (?:will|is|has|to|also|set))* (?:makes?|making|made|marks?|marking)"
    r" (?:(?:his|her|their) )?(?:[\w-]+ ){0,2}$"
)


def by_maker(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "written and directed by", or "Jane Lee directed the film"."""
    prose = stage.prose
    found = _BY.match(prose, end) or (_ARE.match(prose, end) if word == "producing" else None)
    if not found:
        deed, _, suffix = word.rpartition("-")
        if deed and suffix in MADE and word not in MADE:
            yield from by_hyphen(stage, start, end, MADE[suffix], suffix)
        elif word in MADE or word in PAST:
            yield from by_deed(stage, start, end, MADE[PAST.get(word, word)])
        return
    more = _AND_BEFORE.search(prose, max(0, start - 30), start)
    verbs = [verb for verb in more["more"].split(", ") if verb in MADE] if more else []
    begin = prose.rfind(verbs[0], 0, start) if verbs else start
    roles = _roles(prose, begin, (*verbs, word, found["more"] or ""))
    if word == "produced" and re.match(r"(?: exclusively)? by (?:the|a|an) ", prose[end : end + 24]):
        return
    listed = listed_names(stage.cast, found.end(), most=6)
    if roles == ["producer"] and listed:
        if prose.startswith(" with ", listed[-1].end):
            listed += listed_names(stage.cast, listed[-1].end + len(" with "), most=2)
        if len(listed) == 1 and _may_be_company(stage, listed[0].name):
            return
    for each in listed:
        for role in roles:
            yield Claimed(each.name, role, begin, each.end)


def _roles(prose: str, begin: int, verbs: Sequence[str]) -> list[str]:
    """Return what "written and directed by" makes of somebody: a composer of who wrote the score."""
    verbs = [verb if verb in MADE or verb in PAST else verb.rpartition("-")[2] for verb in verbs]
    roles = [MADE[PAST.get(verb, verb)] for verb in dict.fromkeys(verbs) if PAST.get(verb, verb) in MADE]
    if (
        roles == ["designer"]
        and (kind := _KIND_BEFORE.search(prose, max(0, begin - 20), begin))
        and kind[1] in KINDS_OF
    ):
        return [f"{kind[1]} designer"]
    if roles == ["writer"] and _MUSIC_BEFORE.search(prose, max(0, begin - 40), begin):
        return ["composer"]
    return roles


PAST: Final = {
    "compose": "composed", "pen": "penned",
    "directs": "directed", "directing": "directed", "direct": "directed", "wrote": "written", "writes": "written",
    "co-wrote": "written", "pens": "penned", "produces": "produced", "producing": "produced", "helms": "helmed",
    "created": "created", "creates": "created", "hosts": "hosted", "narrates": "narrated", "founded": "founded",
    "co-directs": "directed", "co-created": "created", "produce": "produced", "helming": "helmed", "helm": "helmed",
    "write": "written", "writing": "written", "penning": "penned", "composing": "composed", "composes": "composed",
    "co-direct": "directed", "co-write": "written", "co-writes": "written", "co-produce": "produced",
    "co-produces": "produced", "scores": "scored", "scoring": "scored", "co-writing": "written", "penned": "penned",
}  # fmt: skip


def _may_be_company(stage: Stage, name: Mention) -> bool:
    """Say whether nothing in a name tells a person: Lookout Point, as against Jane Lee and Ada Lee-Boyle."""
    return not (stage.cast.is_person(name) or _COMMON.isdisjoint(name.words))


_COMMON: Final = frozenset(
    str.split("""
    point screen street house hill works road bridge tower gate side moon fish bird bear fox dog tree river rock stone
    light fire ice sun star stars sky sea planet robot talk bank door window room table horse lion wolf tiger eagle cat
    red blue black white green gold golden silver bad big left right new old first second two three four hot cold wild
    free open true plan original blind lucky happy little mammoth lookout quay playground lantern paper salt iron glass
    machine factory shed barn farm field forest mountain island ocean heart head hand eye brain mind story tale line
    """)
)
"""Words that companies choose for their names, and of which two make no person's."""


def by_work(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "a novel by Jane Lee" and "Jane Lee's debut novel"."""
    prose = stage.prose
    role = WORKS[word if word in WORKS else word.rsplit("-", 1)[-1]]  # mini-series
    if prose[start].isupper() and role in {"writer", "composer"} and prose.startswith(": ", end):
        for each in listed_names(stage.cast, end + 2, most=4):
            yield Claimed(each.name, role, start, each.end)
        return
    if word == "adaptation":
        yield from _of_writer(stage, start, end)
    found = (
        _WORK_BY.match(prose, end)
        or (_SCRIPT_FROM.match(prose, end) if role == "writer" else None)
        or (_BOOKS_OF.match(prose, end) if word in _BOOKS else None)
    )
    if found:
        before = ARTICLE_BEFORE.search(prose, max(0, start - 24), start)
        begin = before.start() if before else start
        if found[0].startswith((" is ", " was ", " are ")) and role not in {"writer", "composer"} and word != "story":
            return  # "the film is by the producer of"
        for each in listed_names(stage.cast, found.end(), most=4):
            yield Claimed(each.name, role, begin, each.end)
        return
    if word in OWNED:
        yield from by_owner(stage, start, end, OWNED[word])
    elif role == "author" and word != "story":
        yield from _by_writer(stage, start, end, word)


_SCRIPT_FROM: Final = re.compile(r" (?:comes |is |was )?from (?:[a-z-]+ (?:and )?){0,3}(?=[A-Z])")
_BOOKS: Final = frozenset({"novels", "books"})
_BOOKS_OF: Final = re.compile(r" of (?:[a-z]+ ){0,2}(?=[A-Z])")


def _of_writer(stage: Stage, start: int, end: int) -> Iterator[Claimed]:
    """Read "the Jane Lee adaptation": what is adapted is hers."""
    for mention in stage.cast.mentions_before(start, 1):
        if stage.prose[mention.end : start] == " " and stage.cast.is_person(mention):
            yield Claimed(mention, "author", mention.start, end)


_PUBLISHES: Final = re.compile(
    r"(?:,? who)?(?: (?:will|has|have|is|to|also|set|due|finally|recently))*"
    r" (?:publish(?:es|ed|ing)?|announce[sd]?|announcing|releas(?:es|ed|ing|e)|writ(?:es|ing|e|ten)|wrote"
    r"|unveil(?:s|ed)?"
    r"|returns? with|returning with|back with|finish(?:es|ed)) (?:his|her|their|a new) (?:[\w’'-]+,? ){0,4}$"
)
_SURELY_WRITTEN: Final = frozenset({"manga", "novella", "memoir"})


def _by_writer(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "Jane Lee's debut novel", "Jane Lee's Glass Alchemist manga"."""
    for mention in stage.cast.mentions_before(start, 2):
        if (
            start - mention.end < LONGEST_GAP
            and _PUBLISHES.fullmatch(stage.prose, mention.end, start)
            and stage.cast.could_be(mention)
        ):
            yield Claimed(mention, "author", mention.start, end)
            return
        if (
            start - mention.end < LONGEST_GAP
            and _WORKER.fullmatch(stage.prose, mention.end, start)
            and (stage.cast.is_person(mention) or (word in _SURELY_WRITTEN and stage.cast.could_be(mention)))
        ):
            yield Claimed(mention, "author", mention.start, end)
            return


OWNED: Final = {
    **dict.fromkeys(("film", "movie", "documentary", "feature", "drama", "thriller", "biopic", "comedy"), "director"),
    **dict.fromkeys(("score", "soundtrack"), "composer"),
}
"""What somebody's work is, as a rule, of whoever owns it: "Jane Lee's film"."""
LONGEST_GAP: Final = 60  # characters between a name and its work


_WITH: Final = re.compile(r"\b[Ww]ith $")


_DEBUT_OF: Final = re.compile(r" debut (?:of|from|for|by) (?:[a-z]+ ){0,3}(?=[A-Z])")
_AT_WORK: Final = re.compile(
    r"(?:,? who)?(?: (?:is|was|are|were|will|be|also|once|again|returns?|returning|returned|back|steps?|stepping|sits?"
    r"|sitting|has|have|stepped|takes?|taking|took|over))+ (?:at the|behind the|the director[’']s"
    r"|in the director[’']s|into the director[’']s) $"
)


def by_place(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "Jane Lee is at the helm", "steps behind the camera", "in the director’s chair"."""
    last = next(stage.cast.mentions_before(start, 1), None)
    if last is None or start - last.end > LONGEST_GAP:
        return
    alone = stage.prose[last.end : start] in {" at the ", " behind the "} and _WITH.search(
        stage.prose[: last.start][-5:]
    )
    if alone or _AT_WORK.fullmatch(stage.prose, last.end, start):
        for name in names_before(stage.cast, last.end, 3) if stage.cast.could_be(last) else ():
            yield Claimed(name, "director", name.start, end)


def by_duty(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "directing duties are handled by Jane Lee", "Jane Lee's directorial debut", "a Jane Lee directorial"."""
    found = _DUTIES.match(stage.prose, end)
    if found and "directed" not in found[0]:
        for each in listed_names(stage.cast, found.end(), most=4):
            yield Claimed(each.name, "director", start, each.end)
        return
    debut = _DEBUT_OF.match(stage.prose, end)
    for each in listed_names(stage.cast, debut.end(), most=3) if debut else ():
        yield Claimed(each.name, "actor" if word == "acting" else "director", start, each.end)
    if not debut and stage.prose.startswith(" debut", end):
        for mention in stage.cast.mentions_before(start, 2):
            if start - mention.end < LONGEST_GAP and _DEBUTS.fullmatch(stage.prose, mention.end, start):
                yield Claimed(mention, "actor" if word == "acting" else "director", mention.start, end + 6)
                return
    if word == "directorial":
        yield from by_hyphen(stage, start, end, "director", word)
