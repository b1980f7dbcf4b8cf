"""Listening to an article: each stretch of quoted words as speech, a fragment or nothing, with its speaker."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from scheduler.facts.kind import Reading
from scheduler.facts.people.cast import cast_of
from scheduler.facts.people.people import claims_of
from scheduler.facts.quotations import attribution_words as forms
from scheduler.facts.quotations.heard import FEWEST_WORDS, Heard, Stretch, answers, composed
from scheduler.facts.quotations.holders import Holder
from scheduler.facts.quotations.interviews import turns_in
from scheduler.facts.quotations.quoting import Quoted
from scheduler.facts.quotations.set_off import set_off
from scheduler.facts.quotations.speech import Ear
from scheduler.facts.quotations.speech_words import FICTION
from scheduler.facts.subject.quoted_titles import is_title
from scheduler.model import Block

LONGEST_LEAD: Final = 400  # characters of a sentence before a quotation in it
LONGEST_INTERRUPTION: Final = 140
_CLOSES_CLAUSE: Final = re.compile(r"[.!?…—–,-]['’\"”)\]]*$")
_FULL_STOP: Final = re.compile(r"[.]['’\"”)\]]*$")
_OPENS_CLAUSE: Final = re.compile(r"[\[(‘'“\"…. ]{0,4}(?:[A-Z0-9À-Þ]|i['’])")
_INTRODUCED: Final = re.compile(r"[,:—–-] *$")
_BREAKS_OFF: Final = re.compile(r"[,—–-]['’\"”]*$|[^\W_]['’\"”]*$")
_ACCORDING: Final = re.compile(r"ccording to [^,]{1,80}, ?$")
_LABEL: Final = re.compile(r"(?:[^.!?:]{1,40}: )?[^.!?:]{1,60}")
_DESCRIBES: Final = re.compile(r"[a-z]+ [a-z]+(?: [\w’'-]+){1,60} ?[,.!?]?$")
"""Words that title nothing: “the best thing I have done”, said of a film."""
_ADDS: Final = re.compile(r"[,—–-] *$")


def heard_in(reading: Reading) -> Iterator[Heard]:
    """Yield the speech and the fragments of an article, in order."""
    listener = Listener(reading)
    turns = turns_in(reading.article, listener.cast)
    inside = {turn.block for turn in turns}
    stretches = [each for each in listener.stretches() if each.quoted.block not in inside]
    marked = composed(reading.article.text, stretches, listener.interrupted)
    others = (Heard(each.text, each.start, each.end, each.speaker) for each in set_off(reading, listener.ear))
    yield from sorted((*marked, *others, *answers(reading.article.text, turns)), key=lambda each: each.start)


class Listener:
    """One article being listened to."""

    def __init__(self, reading: Reading) -> None:
        self.cast = cast_of(reading)
        named = (
            Holder(each.role, self.cast.full_name(each.name.text, each.name.start), each.start)
            for each in claims_of(reading)
        )
        holders = tuple(named)
        acting = {each.name for each in holders}
        parts = {each.character for each in claims_of(reading) if each.character and each.character[0].isupper()}
        self.ear = Ear(self.cast, holders, frozenset(parts - acting))
        self._text = reading.article.text
        self._blocks = reading.article.blocks
        self._starts = [sentence.start for sentence in reading.sentences]

    def stretches(self) -> list[Stretch]:
        """Return the quoted stretches, each judged with those before it."""
        found: list[Stretch] = []
        for quoted in self.cast.quotes:
            if self._blocks[quoted.block].kind == "quote":
                continue
            words = self._text[quoted.first : quoted.last].strip()
            if not words or is_title(words):
                continue
            stretch = Stretch(quoted, words, self._sentence(quoted))
            self._judge(stretch, found[-1] if found else None)
            found.append(stretch)
        for at in range(len(found) - 2, -1, -1):
            if found[at].quoted.open and found[at + 1].quoted.goes_on and found[at].kind != "fragment":
                found[at].speaker = found[at].speaker or found[at + 1].speaker
        return found

    def interrupted(self, first: Stretch, second: Stretch) -> bool:
        """Say whether speech goes on behind its attribution, as in "We won," she said, "because we ran", for one."""
        if first.quoted.block != second.quoted.block or first.speaker != second.speaker or first.behind is None:
            return False
        gap = self.cast.prose[first.quoted.end : second.quoted.start]
        return (
            len(gap) <= LONGEST_INTERRUPTION
            and "_" not in gap
            and bool(_BREAKS_OFF.search(first.words) and _ADDS.search(gap))
            and not re.search(r"[.!?] ", gap)
        )

    def _sentence(self, quoted: Quoted) -> int:
        """Return where the sentence begins that a quotation stands in; of an endless one, where it comes near."""
        at = bisect_right(self._starts, quoted.start) - 1
        begin = self._starts[at] if at >= 0 else 0
        return max(self._blocks[quoted.block].start, begin, quoted.start - LONGEST_LEAD)

    def _judge(self, stretch: Stretch, previous: Stretch | None) -> None:
        quoted = stretch.quoted
        lead = self.cast.prose[stretch.sentence : quoted.start]
        described = _DESCRIBES.match(stretch.words) or (stretch.words[0].islower() and lead.endswith((" is ", " was ")))
        if FICTION.search(lead[-60:]) and not lead.rstrip().endswith(":") and not described:
            return
        closed = bool(_FULL_STOP.search(stretch.words))
        stretch.behind = self.ear.behind(quoted.end, closed=closed)
        bare = not lead.strip(" _.,!?”")
        if not bare:
            stretch.before = self.ear.before(stretch.sentence, quoted.start)
            if stretch.before is None and lead.rstrip().endswith(":"):
                stretch.before = self.ear.introduced(stretch.sentence, quoted.start)
        own = stretch.behind or stretch.before
        if own and (own in self.ear.parts or self._on_screen(quoted.end)):
            closes = _CLOSES_CLAUSE.search(stretch.words) and len(stretch.words.split()) >= FEWEST_WORDS
            stretch.kind, stretch.behind, stretch.before = "speech" if closes else None, None, None
            return
        stretch.kind = self._kind(stretch, lead, bare=bare)
        if stretch.kind == "speech":
            stretch.speaker = own or self._carried(stretch, previous, bare=bare)
            short = len(stretch.words.split()) < FEWEST_WORDS
            if stretch.speaker is None and (short or quoted.single):
                stretch.kind = None
        elif own and not quoted.single:
            stretch.kind, stretch.speaker = "fragment", own
        if stretch.speaker in self.ear.parts:
            stretch.speaker = None

    def _on_screen(self, end: int) -> bool:
        """Say whether what stands behind a quotation tells of a trailer: "she says in the teaser"."""
        words = self.cast.prose[end : end + LONGEST_INTERRUPTION].partition(". ")[0]
        return any(each in words for each in forms.SCREENED) and bool(forms.ON_SCREEN.search(words))

    def _kind(self, stretch: Stretch, lead: str, *, bare: bool) -> str | None:
        """Return whether words are speech: set off by a comma or a colon, or a clause of their own."""
        words, quoted = stretch.words, stretch.quoted
        closes = (
            bool(_CLOSES_CLAUSE.search(words)) or quoted.open or self.cast.prose[quoted.end : quoted.end + 1] == ","
        )
        clause = bool(_OPENS_CLAUSE.match(words))
        enough = len(words.split()) >= FEWEST_WORDS
        closes = closes or (bare and clause and enough and self.cast.prose[quoted.end : quoted.end + 1] == ".")
        if not clause and _ACCORDING.search(lead):
            return None
        if _INTRODUCED.search(lead) and (stretch.before or stretch.behind) and (enough or (clause and closes)):
            return "speech"
        if stretch.behind and closes and (bare or clause):
            return "speech"
        if clause and closes and (enough or bare):
            return "speech"
        return "speech" if quoted.goes_on else None

    def _carried(self, stretch: Stretch, previous: Stretch | None, *, bare: bool) -> str | None:
        """Return who goes on speaking: from the sentence before, the quotation before, the paragraph before."""
        quoted = stretch.quoted
        if not bare:
            return None
        if previous and quoted.goes_on and previous.quoted.open:
            return previous.speaker
        block = self._blocks[quoted.block]
        same = previous if previous and previous.quoted.block == quoted.block else None
        told = self._told_before(max(block.start, same.quoted.end if same else 0), quoted.start)
        if told or same:
            return told or (same.speaker if same else None)
        return self._from_block_before(stretch, previous) or self.ear.behind_sentence(quoted.end)

    def _told_before(self, start: int, end: int) -> str | None:
        """Return who speaks in the reporter's last sentence before a quotation, in the same paragraph."""
        last = bisect_right(self._starts, end - 1) - 1
        if last >= 0 and self._starts[last] >= end - 1:
            last -= 1
        sentence = max(start, self._starts[last]) if last >= 0 else start
        return self.ear.before(sentence, end) if sentence < end else None

    def _from_block_before(self, stretch: Stretch, previous: Stretch | None) -> str | None:
        """Return who speaks at the end of the paragraph before, if nobody is named for the words that open this one."""
        number = stretch.quoted.block
        block = self._blocks[number]
        if number == 0 or stretch.quoted.start > block.start + 1 or not _leads(self._blocks[number - 1]):
            return None
        before = self._blocks[number - 1]
        prose = self.cast.prose
        end = before.end
        sentence = max(before.start, self._starts[max(0, bisect_right(self._starts, end - 1) - 1)])
        told = self.ear.before(sentence, end)
        label = next(self.cast.mentions_before(end, 1), None)
        if not told and label and label.end == end and self.cast.could_be(label) and _LABEL.fullmatch(before.text):
            return self.cast.full_name(label.text, label.start)
        if prose[end - 1] == ":":
            return told or self.ear.introduced(sentence, end)
        if prose[stretch.quoted.end : block.end].strip(" ._"):
            return None
        last = previous if previous and previous.quoted.block == number - 1 else None
        if last and last.kind == "speech":
            return last.speaker if not last.words.endswith("?") else None
        return told


def _leads(block: Block) -> bool:
    """Say whether a block may announce who speaks in the next one."""
    named = block.kind == "heading" and (block.text.endswith(":") or ": " in block.text)
    return block.kind in {"paragraph", "list_item"} or named
