"""Who made it: written and directed by Jane Lee; Jane Lee directed the film; a novel by Jane Lee; Jane Lee's novel."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.claims import ARTICLE_BEFORE, WORK, Claimed, Stage
from scheduler.facts.name_lists import listed_names

MADE: Final = {
    "directed": "director", "helmed": "director", "co-directed": "director", "written": "writer", "penned": "writer",
    "co-written": "writer", "scripted": "writer", "authored": "author", "created": "creator", "co-created": "creator",
    "produced": "producer", "co-produced": "producer", "composed": "composer", "scored": "composer", "hosted": "host",
    "presented": "host", "designed": "designer", "narrated": "narrator", "choreographed": "choreographer",
    "illustrated": "illustrator", "curated": "curator", "founded": "founder", "co-founded": "founder",
    "bankrolled": "producer",
    "conducted": "conductor", "interviewed": "interviewer", "edited": "editor",
}  # fmt: skip
WORKS: Final = {
    "novel": "author", "novels": "author", "book": "author", "books": "author", "memoir": "author", "novella": "author",
    "biography": "author", "bestseller": "author", "manga": "author", "screenplay": "writer", "script": "writer",
    "teleplay": "writer", "film": "director", "movie": "director", "documentary": "director", "show": "creator",
    "series": "creator", "sitcom": "creator", "music": "composer", "score": "composer", "soundtrack": "composer",
    "album": "singer", "song": "singer", "single": "singer", "story": "author", "trilogy": "author",
    "adaptation": "writer",
}  # fmt: skip
_BY: Final = re.compile(r"(?:,? and (?P<more>[a-z-]+)| [a-z]+ly)? by (?:[a-z]+ (?:and )?){0,3}(?=[A-Z])")
_WORK_BY: Final = re.compile(
    r"(?: of the same (?:name|title)| series| trilogy|,? _+,?| (?:called|titled) [^,.\n]{1,40}| is| was)? by (?:[a-z-]+"
    r" (?:and )?){0,3}(?=[A-Z])"
)
_AND_BEFORE: Final = re.compile(r"(?P<more>[a-z-]+)(?:,| and|, and) $")
_WORKER: Final = re.compile(r"['’]s? (?:(?:[a-z][\w-]*|[A-Z][\w-]*ing|\d{4}) ){0,4}$")
_DUTIES: Final = re.compile(r"(?: duties| chores| reins| team)?[^.;\n]{0,40}? by (?=[A-Z])")


def by_maker(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "written and directed by", or "Jane Lee directed the film"."""
    prose = stage.prose
    found = _BY.match(prose, end)
    if not found:
        yield from _made_by_subject(stage, start, end, word)
        return
    more = _AND_BEFORE.search(prose, max(0, start - 30), start)
    verbs = [more["more"] if more else "", word, found["more"] or ""]
    roles = [MADE[verb] for verb in dict.fromkeys(verbs) if verb in MADE]
    begin = more.start() if more and more["more"] in MADE else start
    if word == "produced" and re.match(r"(?: exclusively)? by (?:the|a|an) ", prose[end : end + 24]):
        return
    for each in listed_names(stage.cast, found.end(), most=6):
        for role in roles:
            yield Claimed(each.name, role, begin, each.end)


_OBJECT: Final = re.compile(
    rf" (?:and \w+ )?(?:(?:the|an?|his|her|this|both|every|all|several|many|two|three|\d+) (?:[\w’'-]+"
    rf" ){{0,4}}?(?:{WORK}|original|feature|production|films|movies|episodes|screenplay|script|pilot|shows?)\b|_+"
    rf"|[A-Z])|\.(?:\s|$)| from (?:a|an|the|his|her) "
)
_ACTS_BEFORE: Final = re.compile(r"(?:,? who)?(?: (?:also|previously|both|will|has|had|is|has also|co))* $")


LONGEST_GAP: Final = 50  # characters between a name and its verb or its work


def _made_by_subject(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    role = MADE.get(PAST.get(word, word))
    made = _OBJECT.match(stage.prose, end)
    if role is None or not made:
        return
    if role == "writer" and made[0].endswith(("novel", "book", "memoir")):
        role = "author"
    for mention in stage.cast.mentions_before(start, 1):
        if (
            start - mention.end < LONGEST_GAP
            and _ACTS_BEFORE.fullmatch(stage.prose, mention.end, start)
            and stage.cast.could_be(mention)
        ):
            yield Claimed(mention, role, mention.start, end)


PAST: Final = {
    "directs": "directed", "directing": "directed", "direct": "directed", "wrote": "written", "writes": "written",
    "co-wrote": "written", "pens": "penned", "produces": "produced", "producing": "produced", "helms": "helmed",
    "created": "created", "creates": "created", "hosts": "hosted", "narrates": "narrated", "founded": "founded",
    "co-directs": "directed", "co-created": "created",
}  # fmt: skip


def by_work(stage: Stage, start: int, end: int, word: str) -> Iterator[Claimed]:
    """Read "a novel by Jane Lee" and "Jane Lee's debut novel"."""
    prose = stage.prose
    role = WORKS[word if word in WORKS else word.rsplit("-", 1)[-1]]  # mini-series
    found = _WORK_BY.match(prose, end)
    if found:
        before = ARTICLE_BEFORE.search(prose, max(0, start - 24), start)
        begin = before.start() if before else start
        if found[0].startswith((" is ", " was ")) and role not in {"writer", "composer"}:
            return  # "the film is by the producer of"
        for each in listed_names(stage.cast, found.end(), most=4):
            yield Claimed(each.name, role, begin, each.end)
        return
    if role != "author" or word == "story":
        return
    for mention in stage.cast.mentions_before(start, 2):
        if (
            start - mention.end < LONGEST_GAP
            and _WORKER.fullmatch(prose, mention.end, start)
            and stage.cast.is_person(mention)
        ):
            yield Claimed(mention, role, mention.start, end)
            return


def by_duty(stage: Stage, start: int, end: int, _: str) -> Iterator[Claimed]:
    """Read "directing duties are handled by Jane Lee" and "Jane Lee's directorial debut"."""
    found = _DUTIES.match(stage.prose, end)
    if found and "directed" not in found[0]:
        for each in listed_names(stage.cast, found.end(), most=4):
            yield Claimed(each.name, "director", start, each.end)
    elif re.match(r" debut\b", stage.prose[end : end + 8]):
        for mention in stage.cast.mentions_before(start, 1):
            if stage.prose[mention.end : start] in {"'s ", "’s "}:
                yield Claimed(mention, "director", mention.start, end + 6)
