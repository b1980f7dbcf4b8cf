"""What was heard: quoted words as somebody said them, put together again where their attribution interrupts them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scheduler.facts.quotations.interviews import Turn
from scheduler.facts.quotations.quoting import Quoted


@dataclass(frozen=True, slots=True)
class Heard:
    """Words as somebody said them, `[start:end]` in the article."""

    text: str
    start: int
    end: int
    speaker: str | None
    fragment: bool = False


@dataclass(slots=True)
class Stretch:
    """Quoted words and what is known of them: who is named behind them and before, and what they are."""

    quoted: Quoted
    words: str
    sentence: int
    behind: str | None = None
    before: str | None = None
    speaker: str | None = None
    kind: str | None = None  # speech, fragment, or None: nothing that anybody says


FEWEST_WORDS: Final = 4


def answers(text: str, turns: Sequence[Turn]) -> Iterator[Heard]:
    """Yield what the guests of an interview answer."""
    for turn in turns:
        said = " ".join(text[turn.start : turn.end].split())
        if turn.speaker and not turn.asks and len(said.split()) >= FEWEST_WORDS:
            yield Heard(said, turn.start, turn.end, turn.speaker)


def composed(text: str, stretches: list[Stretch], interrupted: Callable[[Stretch, Stretch], bool]) -> Iterator[Heard]:
    """Yield what was heard, in order; `interrupted` says whether the second stretch goes on with the first."""
    at = 0
    while at < len(stretches):
        first = last = stretches[at]
        words = [first.words]
        while (
            at + 1 < len(stretches)
            and last.kind == "speech" == stretches[at + 1].kind
            and interrupted(last, stretches[at + 1])
        ):
            at += 1
            last = stretches[at]
            words.append(last.words)
        at += 1
        if first.kind is None:
            continue
        start, end = _trimmed(text, first.quoted.first, last.quoted.last)
        said = " ".join(" ".join(words).split()) if last is not first else " ".join(text[start:end].split())
        yield Heard(said.rstrip(","), start, end, first.speaker, fragment=first.kind == "fragment")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of quoted words without blanks around them and the comma of the sentence behind."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end
