"""Who says quoted words: the forms of attribution around a quotation, read in the reporter's own words.

After research/facts.md section 4, "Quotations" (read 2026-11-22): "…," X said; said X; X said: "…"; according to X;
X told OUTLET; with an apposition between; in the sentence before; and from one paragraph to the next.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from scheduler.facts.people.cast import Cast
from scheduler.facts.people.person_names import Mention, pronoun_of
from scheduler.facts.people.roles import ROLE_OF_WORD
from scheduler.facts.quotations import attribution_words as forms
from scheduler.facts.quotations.holders import Holder, Subject, may_be, small, subject
from scheduler.facts.quotations.speech_words import (
    ANONYMOUS,
    COMPANY_NOUNS,
    PERSON_NOUNS,
    PRONOUN_OF_NOUN,
)

LOOKED_AT: Final = 320
TELLS: Final = 240
VERBS_TRIED: Final = 4  # of one sentence
AUX_CHARACTERS: Final = 80
HEAD_CHARACTERS: Final = 120
LONGEST_APPOSITION: Final = 200


@dataclass(frozen=True, slots=True)
class Ear:
    """What attributions are resolved with: the cast, and who has which role."""

    cast: Cast
    holders: Sequence[Holder]
    parts: Collection[str] = ()  # whom actors play: they say nothing themselves

    def behind(self, end: int, *, closed: bool) -> str | None:
        """Return who is named right behind a quotation; `closed`: its sentence ended inside the marks."""
        prose = self.cast.prose
        window = prose[end : end + TELLS].partition("\n")[0]
        signed = forms.SIGNED.match(window)
        mention = self.cast.mention_at(end + signed.end()) if signed else None
        if mention and self.cast.is_person(mention) and prose[mention.end : mention.end + 1] in {",", "\n", ""}:
            return self._full(mention)  # “…” — Jane Lee, director
        if closed and not re.match(r" (?:he|she|they|it|said|says|added|the)\b", window):
            return None
        for form in (forms.INVERTED, forms.ACCORDING):
            found = form.match(window)
            if found:
                return self._named(end + found.start("phrase"), end + found.end("phrase"))
        return self._acting(end, window)

    def behind_sentence(self, end: int) -> str | None:
        """Return who speaks at the start of the sentence behind a quotation ("It was cold." Lee said that …)."""
        return self._acting(end, self.cast.prose[end : end + TELLS].partition("\n")[0])

    def _acting(self, end: int, window: str) -> str | None:
        """Return the subject of the first verb of speech, if nothing else stands between it and the quotation."""
        for found in islice(forms.VERB.finditer(window.partition("_")[0]), 2):
            subject = self._subject_of(end, end + found.start())
            if subject and forms.GAP.fullmatch(self.cast.prose, end, subject.start):
                return subject.name
        return None

    def before(self, start: int, end: int) -> str | None:
        """Return who speaks in the reporter's words between the start of a sentence and a quotation."""
        start = max(start, end - LOOKED_AT)
        words = self.cast.prose[start:end]
        for found in reversed(list(forms.VERB.finditer(words))[-VERBS_TRIED:]):
            subject = self._subject_of(start, start + found.start())
            if subject:
                return subject.name
            if not words[: found.start()].strip(" ,_"):
                return self._inverted(start, found)
        if forms.ADDING.search(words):
            return self.introduced(start, end)
        owned = "’" in words or "'" in words
        for form in (forms.ACCORDING, forms.OF_STATEMENT, *((forms.STATEMENT_OF,) if owned else ())):
            stated = form.search(words)
            if stated:
                return self._named(start + stated.start("phrase"), start + stated.end("phrase"))
        return None

    def introduced(self, start: int, end: int) -> str | None:
        """Return who acts in a sentence that ends with a colon, or with "adding that", before a quotation."""
        mention = self.cast.subject_in(start, end)
        if mention:
            return self._full(mention)
        label = next(self.cast.mentions_before(end, 1), None)
        opens = label is not None and not self.cast.prose[start : label.start].strip()
        if label and opens and self.cast.is_person(label) and forms.LABELLED.fullmatch(self.cast.prose, label.end, end):
            return self._full(label)
        pronoun = forms.OPENING_PRONOUN.match(self.cast.prose, start, end)
        if pronoun:
            return self._pronoun(pronoun["pronoun"], start)
        definite = forms.OPENING_NOUN.match(self.cast.prose, start, end)
        return self._described(definite["noun"], start) if definite else None

    def _inverted(self, start: int, verb: re.Match[str]) -> str | None:
        found = forms.INVERTED.match(self.cast.prose, start + verb.start())
        return self._named(found.start("phrase"), found.end("phrase")) if found else None

    def _subject_of(self, start: int, verb: int) -> Subject | None:
        """Return the subject of the verb at a place, or None where none stands right before it."""
        prose = self.cast.prose
        head = prose[start:verb].rstrip()
        aux = forms.AUX_END.search(head[-AUX_CHARACTERS:])
        if aux:
            head = head[: len(head) - len(aux[0])].rstrip()
        for ending in (forms.BRACKETED, forms.WHO):
            found = ending.search(head[-AUX_CHARACTERS:])
            if found:
                return self._subject_at(start, start + len(head) - len(found[0]))
        if not head.endswith(","):
            return self._subject_at(start, start + len(head))
        commas = [at for at in range(len(head) - 1, max(-1, len(head) - LONGEST_APPOSITION), -1) if head[at] == ","]
        for at in (*commas[1:4], commas[0]):
            subject = self._subject_at(start, start + at)
            if subject:
                return self._explained(subject, start + at, start + commas[0]) or subject
        return None

    def _explained(self, subject: Subject, at: int, end: int) -> Subject | None:
        """Return the name between commas behind a noun that it explains: "Her editor, Helen Carter, said"."""
        named = self.cast.mention_at(at + 2) if self.cast.prose[at : at + 2] == ", " else None
        if named is None or named.end != end or not self.cast.could_be(named):
            return None
        mention = next(self.cast.mentions_before(at, 1), None)
        return None if mention and mention.end == at else Subject(self._full(named), subject.start)

    def _subject_at(self, start: int, end: int) -> Subject | None:
        """Return whom the words that end at a place name: a name, a pronoun, "the director", a company."""
        from_here = max(start, end - HEAD_CHARACTERS)
        head = self.cast.prose[from_here:end]
        anonymous = self._anonymous(head, from_here)
        if anonymous:
            return anonymous
        mention = next(self.cast.mentions_before(end, 1), None)
        if mention and mention.start >= start and self.cast.prose[mention.end : end] in {"", "."}:  # "Warner Bros."
            return self._joint(mention, start) or Subject(self._full(mention), mention.start)
        pronoun = forms.PRONOUN.search(head)
        if pronoun:
            at = end - len(pronoun["pronoun"])
            return subject(self._pronoun(pronoun["pronoun"], at), at)
        definite = forms.DEFINITE.search(head)
        return self._definite(definite, from_here, mention) if definite else None

    def _anonymous(self, head: str, start: int) -> Subject | None:
        """Return whom "a fan" at the end of a stretch names: nobody, or Ada Boyle who is said to be one."""
        anonymous = next((each for each in ANONYMOUS.finditer(head) if each.end() == len(head)), None)
        if anonymous is None:
            return None
        at = start + anonymous.start()
        named = next(self.cast.mentions_before(at, 1), None)
        if named and self.cast.prose[named.end : at] == ", " and self.cast.is_person(named):
            return Subject(self._full(named), named.start)  # "Ada Boyle, a local resident, said"
        return Subject(small(anonymous[0]), at)

    def _definite(self, definite: re.Match[str], start: int, mention: Mention | None) -> Subject | None:
        """Return whom "the director" means, or "Jane Lee’s statement"."""
        at = start + definite.start("whole")
        written = mention and mention.end > at and definite["noun"] in forms.WRITTEN
        if mention and written and self.cast.prose[mention.end : mention.end + 2] in {"’s", "'s"}:
            return Subject(self._full(mention), mention.start)
        return subject(self._described(definite["noun"], at), at)

    def _joint(self, last: Mention, start: int) -> Subject | None:
        """Return two who speak together: "Jane Lee and Tom Oak said in a statement"."""
        first = next(self.cast.mentions_before(last.start, 1), None)
        if first is None or first.start < start or self.cast.prose[first.end : last.start] not in {" and ", " & "}:
            return None
        both = self.cast.is_person(first) and self.cast.is_person(last)
        return Subject(f"{self._full(first)} and {self._full(last)}", first.start) if both else None

    def _named(self, start: int, end: int) -> str | None:
        """Return whom a phrase names that stands behind its verb: "said the director, Maren Solberg"."""
        prose = self.cast.prose
        stop = forms.SENTENCE_ENDS.search(prose, start, end)
        phrase = prose[start : stop.end() if stop else end].rstrip(" ,.")
        end = start + len(phrase)
        written = forms.STATED.match(prose, start)
        author = self.cast.mention_at(written.end()) if written else None
        if author:
            return self._full(author)
        if re.fullmatch(r"(?i)he|she|they|it", phrase):
            return self._pronoun(phrase, start)
        inside = [each for each in self.cast.mentions_before(end + 2, 4) if start <= each.start < end][::-1]
        anonymous = ANONYMOUS.match(prose, start)
        if anonymous and not any(each.start >= anonymous.end() for each in inside):
            return small(anonymous[0])
        return self._among(inside, phrase, end) if inside else self._unnamed(phrase, start, end)

    def _unnamed(self, phrase: str, start: int, end: int) -> str | None:
        """Return whom a phrase without a name means: who is named behind it, else who is described so."""
        explained = forms.EXPLAINED.match(self.cast.prose, end)
        apposed = self.cast.mention_at(explained.end()) if explained else None
        if apposed and (
            self.cast.is_person(apposed) or (forms.SHORT_ROLE.fullmatch(phrase) and self.cast.could_be(apposed))
        ):
            return self._full(apposed)
        definite = forms.DEFINITE.search(phrase)
        return self._described(definite["noun"], start) if definite else None

    def _among(self, inside: Sequence[Mention], phrase: str, end: int) -> str | None:
        """Return which of the names in a phrase that ends at a place speaks."""
        prose = self.cast.prose
        described = forms.DEFINITE.search(phrase) if inside[-1].end < end and phrase.startswith("the ") else None
        if described and described["noun"] in PERSON_NOUNS and not forms.TITLED.match(prose, end):
            return self._described(described["noun"], end - len(phrase))  # "added the Oscar winner"
        if len(inside) > 1 and re.fullmatch(r",? and | & ", prose[inside[0].end : inside[1].start]):
            return f"{self._full(inside[0])} and {self._full(inside[1])}"
        chosen = inside[0]
        for following in inside[1:]:  # "Bluebird Coffee chief executive Nora Quist"
            if forms.TITLED.fullmatch(prose, chosen.end, following.start):
                chosen = following
        return self._full(chosen)

    def _full(self, mention: Mention) -> str:
        return self.cast.full_name(mention.text, mention.start)

    def _pronoun(self, pronoun: str, at: int) -> str | None:
        bearer = self.cast.bearer(pronoun.lower(), at)
        if self.parts:
            acting = next(self.cast.subjects_before(at), None)
            if acting and self._full(acting) in self.parts and (bearer is None or acting.start > bearer.start):
                return self._full(acting)
        return self._full(bearer) if bearer else None

    def _described(self, noun: str, at: int) -> str | None:
        """Return whom "the director" or "the studio" means: who has that role, else who acted last."""
        noun = noun.lower()
        if noun in COMPANY_NOUNS:
            company = self.cast.bearer("it", at)
            return self._full(company) if company else None
        if noun not in PERSON_NOUNS and noun not in ROLE_OF_WORD and not noun.endswith("-year-old"):
            return None
        role, pronoun = ROLE_OF_WORD.get(noun), PRONOUN_OF_NOUN.get(noun, "")
        having = [each for each in self.holders if each.role == role and may_be(each.name, pronoun)]
        acted = self.cast.bearer(pronoun, at) if pronoun else self.cast.person_before(at)
        if noun in {"man", "woman"} and acted and pronoun_of(self._full(acted)) != pronoun:
            return None  # "the woman said": nobody whom the article names
        if acted and (not having or any(each.name == self._full(acted) for each in having)):
            return self._full(acted)
        before = [each for each in having if each.start <= at]
        return (before[-1] if before else having[0]).name if having else None
