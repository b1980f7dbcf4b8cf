"""Dates that stand in no sentence: "Release date: July 12", the rows of a schedule, a short answer under a heading."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from scheduler.facts.folding import fold
from scheduler.facts.kind import Reading
from scheduler.facts.release_dates.dates import DateMention, Precision, date_opening
from scheduler.facts.release_dates.judging import Phrase
from scheduler.facts.release_dates.locations import Location, location_behind
from scheduler.facts.release_dates.references import Of, Reference, reference_in
from scheduler.facts.release_dates.resolving import Tense
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject.titles import same_work
from scheduler.model import EventStatus, Subject

_LABEL: Final = re.compile(
    r"(?:(?P<of>[^:|.?!]{0,50}?)\s)?(?:(?:(?:the|full|official)\s)?(?:release|launch|premiere|air|opening|start"
    r"|publication"
    r"|event|show|sale|on-sale)\sdates?|release|launch|premieres?|opening(?:\snight)?|when|dates?|publication"
    r"|in\s(?:cinemas|theaters|theatres|stores)|on\ssale|available)\s?(?:\||:|–|—|\s-)\s{0,2}",
    re.IGNORECASE,
)
_SIGNS: Final = (":", "|", "–", "—", "-")
"""What a label ends with, asked before the pattern is."""
_SCHEDULE: Final = re.compile(
    r"\b(?=\w)(?:schedule|calendar|line-?up|fixtures|itinerary|(?:tour|release|key|important|show|event|premiere) dates"
    r"|dates\b.{0,12}:?$|timeline)\b",
    re.IGNORECASE,
)
_HISTORY: Final = re.compile(
    r"\b(?=\w)(?:history|timeline|happened|so far|unfolded|past|previous|earlier|winners|results|key moments)\b",
    re.IGNORECASE,
)
_TOUR: Final = re.compile(r"\b(?:tour|shows?|concerts?|gigs?)\b", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s{0,3}(?:\||:|–|—|--|@|,|\s-\s|\sat\s)\s{0,3}")
_ASKS_WHEN: Final = re.compile(
    r"\bwhen\b.*\?$|\b(?:release|premiere|launch|air|start) (?:date|time)\b|\bwhen (?:is|does|will)\b", re.IGNORECASE
)
_ANSWER: Final = re.compile(r"(?:(?:on|in|it(?:['’]s| is)|that(?:['’]s| is)|from)\s)?", re.IGNORECASE)
_AFTER_ANSWER: Final = re.compile(r"(?:,?\s[^\s.]{1,20}){0,6}(?:\.(?=\s|$)|$)")
"""What may still stand behind the date in an answer that is nothing but the date."""
_DATES_OF: Final = re.compile(r"\b(?:full|schedule|dates?)\b|:", re.IGNORECASE)
LONGEST_ROW: Final = 160
MOST_ROWS: Final = 12  # a longer table is a calendar for readers, not a list of things to announce
MOST_LABELS: Final = 20
LONGEST_LEAD_WORDS: Final = 12
LONGEST_CELL: Final = 60
LONGEST_TAIL: Final = 30
_NAME_FIRST: Final = re.compile(r"(?P<name>[A-Z\d][^:|–—\n]{0,58}?)\s?(?:\||:|–|—|\s-)\s{1,2}")
_COUNTRIES: Final = (
    "UK|U\\.K\\.|US|U\\.S\\.|USA|United States|United Kingdom|Great Britain|Ireland|Canada|Australia|New Zealand|India"
    "|Germany|France|Spain|Italy|Japan|China|South Korea|Korea|Brazil|Mexico|Netherlands|Belgium|Austria|Switzerland"
    "|Sweden|Norway|Denmark|Finland|Poland|Portugal|Greece|Turkey|Russia|South Africa|Singapore|Hong Kong|Taiwan|Europe"
    "|North America|Latin America|South America|Asia|Africa|Middle East|Worldwide|Global|International"
    "|Rest of the world|Argentina|Chile|Israel|Egypt|Indonesia|Malaysia|Philippines|Thailand|Vietnam|Ukraine"
    "|Czech Republic|Hungary"
)
_REGION: Final = re.compile(
    rf"(?:the )?(?:{_COUNTRIES})(?:(?:,| and| &|,? and|/|, the) ?(?:the )?(?:{_COUNTRIES})){{0,5}}"
)


def find_rows(reading: Reading) -> Iterator[tuple[Sentence, Phrase]]:
    """Yield the dates of labelled lines, schedules and answers, each with the line it stands in."""
    blocks = _blocks(reading.sentences)
    yield from _labelled(blocks, reading.about)
    yield from _answers(blocks, reading.about)
    yield from _scheduled(blocks, reading.about)


def _blocks(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return each block once, as one line."""
    lines = {each.block.start: each for each in reversed(sentences)}
    return [
        Sentence(each.block.text, each.block.start, each.block.end, each.block, each.ordinal)
        for each in reversed(lines.values())
    ]


def _labelled(lines: Sequence[Sentence], about: Subject | None) -> Iterator[tuple[Sentence, Phrase]]:
    found: list[tuple[Sentence, DateMention, str | None]] = []
    for line in lines:
        if len(found) == MOST_LABELS:
            break
        ruled = len(line.text) <= LONGEST_ROW and any(sign in line.text for sign in _SIGNS)
        label = _LABEL.match(line.text) if ruled else None
        mention = _date_at(line.text, label.end()) if label else None
        if label and mention:
            found.append((line, mention, label["of"]))
    for line, mention, named in found:
        reference = reference_in(named, about) if named else Reference(Of.UNKNOWN)
        if reference.of is Of.UNKNOWN and about and len(found) == 1:
            reference = Reference(Of.SUBJECT)
        if reference.of is not Of.PUBLICITY:
            place = location_behind(line.text, mention.end, about.name if about else None)
            yield line, _phrase(mention, reference, place, (0, mention.end), clear=reference.of is Of.SUBJECT)


def _answers(lines: Sequence[Sentence], about: Subject | None) -> Iterator[tuple[Sentence, Phrase]]:
    for above, line in pairwise(lines):
        if above.block.kind != "heading" or line.block.kind == "heading" or not _ASKS_WHEN.search(above.text):
            continue
        lead = _ANSWER.match(line.text)
        mention = _date_at(line.text, lead.end()) if lead else None
        if mention is None or not _AFTER_ANSWER.match(line.text, mention.end):
            continue
        reference = reference_in(above.text, about)
        if reference.of in {Of.SUBJECT, Of.UNKNOWN}:
            place = location_behind(line.text, mention.end, about.name if about else None)
            yield line, _phrase(mention, reference, place, (0, mention.end), clear=reference.of is Of.SUBJECT)


def _scheduled(lines: Sequence[Sentence], about: Subject | None) -> Iterator[tuple[Sentence, Phrase]]:
    at = 0
    while at < len(lines):
        title = lines[at]
        at += 1
        if not _opens_schedule(title.text):
            continue
        rows = []
        if at < len(lines) and lines[at].block.kind == "table_row" and not _row(lines[at]):
            at += 1  # the names of the columns
        while at < len(lines) and (row := _row(lines[at])):
            rows.append((lines[at], *row))
            at += 1
        if 1 < len(rows) <= MOST_ROWS and all(row[1].month for row in rows):
            tour = bool(_TOUR.search(title.text))
            for line, mention, first, second in rows:
                yield line, _of_row(line.text, mention, (first, second), about, tour=title.text if tour else None)


def _opens_schedule(text: str) -> bool:
    """Say whether a line announces rows of dates: by its words, by its colon, or by asking when."""
    if text.endswith(":") and not _HISTORY.search(text):
        return True
    short = len(text.split(maxsplit=LONGEST_LEAD_WORDS)) <= LONGEST_LEAD_WORDS
    return short and bool(_SCHEDULE.search(text) or _ASKS_WHEN.search(text))


def _row(line: Sentence) -> tuple[DateMention, tuple[int, int], tuple[int, int]] | None:
    """Return the date a line begins with and its next two cells."""
    text = line.text
    mention = _date_at(text, 0) if len(text) <= LONGEST_ROW else None
    if mention is None:
        return _row_behind(text)
    sign = _SEPARATOR.match(text, mention.end)
    if sign is None:
        return None
    first_end, second = _cell(text, sign.end())
    second_end, _ = _cell(text, second)
    return mention, (sign.end(), first_end), (second, second_end)


def _row_behind(text: str) -> tuple[DateMention, tuple[int, int], tuple[int, int]] | None:
    """Return the date of a line that names a place or a thing first: "Germany: November 12"."""
    sign = _NAME_FIRST.match(text) if len(text) <= LONGEST_ROW else None
    mention = _date_at(text, sign.end()) if sign else None
    if sign is None or mention is None or len(text) - mention.end > LONGEST_TAIL:
        return None
    return mention, (0, sign.end("name")), (mention.end, mention.end)


def _cell(text: str, start: int) -> tuple[int, int]:
    sign = _SEPARATOR.search(text, start)
    return (sign.start(), sign.end()) if sign else (len(text), len(text))


def _of_row(
    text: str,
    mention: DateMention,
    cells: tuple[tuple[int, int], tuple[int, int]],
    about: Subject | None,
    *,
    tour: str | None,
) -> Phrase:
    (start, end), second = cells
    name = text[start:end].strip(" .")
    if _REGION.fullmatch(name):
        place = Location(name.removeprefix("the "), start, end)
        return _phrase(mention, Reference(Of.SUBJECT), place, (0, max(end, mention.end)), listed=True)
    mine = bool(about and same_work(fold(name), fold(about.name)))
    if tour:
        whole = about is None or about.type in {None, "MusicEvent"}
        called = _DATES_OF.sub("", tour).strip(" :")
        reference = Reference(Of.SUBJECT) if whole else Reference(Of.OTHER, called[:LONGEST_CELL] or None)
        return _phrase(mention, reference, _place(text, (start, end)), (0, end), listed=True)
    if mine or not name:
        return _phrase(mention, Reference(Of.SUBJECT), _place(text, second), (0, end), listed=True)
    reference = Reference(Of.OTHER, name[:LONGEST_CELL])
    return _phrase(mention, reference, _place(text, second), (0, end), listed=True)


def _place(text: str, span: tuple[int, int]) -> Location | None:
    words = text[slice(*span)].strip(" .")
    return Location(words[:LONGEST_CELL], *span) if words else None


def _date_at(text: str, at: int) -> DateMention | None:
    """Return the day, month or season that stands exactly here."""
    found = date_opening(text[at : at + LONGEST_CELL])
    if found is None or found.relative or found.precision is Precision.YEAR:
        return None
    return found.moved(at)


def _phrase(
    mention: DateMention,
    reference: Reference,
    place: Location | None,
    span: tuple[int, int],
    *,
    clear: bool = False,
    listed: bool = False,
) -> Phrase:
    return Phrase(
        start=span[0],
        end=max(span[1], mention.end),
        mention=mention,
        tense=Tense.OPEN,
        status=EventStatus.SCHEDULED,
        reference=reference,
        location=place,
        clear=clear,
        listed=listed,
    )
