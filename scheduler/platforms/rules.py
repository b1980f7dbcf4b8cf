"""What a platform asks of a post besides its length: characters, links, mentions, hashtags, media."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scheduler.errors import Problem, Severity
from scheduler.model import Entity

CONTROLS: Final = frozenset(map(chr, {*range(0x20), 0x7F} - {ord("\t"), ord("\n"), ord("\r")}))
"""What steers a terminal or ends a string, and is no text on any platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """At most `count` different links, or `count` mentions or hashtags, in a post.

    `refused`: the platform's own document says that more are refused; otherwise only others say so of it.
    """

    kind: str  # link | mention | hashtag
    count: int
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What may stand in a post and travel with it.

    `invalid` are characters that the platform refuses, beside the controls, which none takes; `needs_media` says that
    it takes no text alone, `most_media` how many pictures or films it takes (None: not known). `customary_tags` says
    with how many hashtags a post there ends at most: our judgement of what people do, not a rule of the platform.
    `hashtags` and `media` say more, for people.
    """

    invalid: str = ""
    most: tuple[Most, ...] = ()
    needs_media: bool = False
    most_media: int | None = None
    customary_tags: int = 0
    hashtags: str = ""
    media: str = ""

    @property
    def unseen(self) -> frozenset[str]:
        """The characters that may not stand in a post: the controls, and what the platform refuses."""
        return CONTROLS.union(self.invalid)

    def broken(self, label: str, text: str, entities: Sequence[Entity], media: int | None) -> Iterator[Problem]:
        """Yield what stands against a normalised text that travels with so many media (None: not known yet)."""
        yield from self._invalid(label, text)
        yield from self._too_many(label, entities)
        if media is not None:
            yield from self._media(label, media)

    def _invalid(self, label: str, text: str) -> Iterator[Problem]:
        found = sorted(self.unseen.intersection(text))
        if found:
            names = " and ".join(f"U+{ord(each):04X}" for each in found)
            said = f"{label} refuses a text" if set(found) <= set(self.invalid) else "No post can go out"
            message = f"{said} with {names}, which nobody sees"
            yield Problem(code="character-invalid", message=message, hint="type that place anew, without pasting")

    def _too_many(self, label: str, entities: Sequence[Entity]) -> Iterator[Problem]:
        for most in self.most:
            found = [each.url or each.text for each in entities if each.kind == most.kind]
            count = len(set(found)) if most.kind == "link" else len(found)
            if count > most.count:
                yield Problem(
                    code=f"{most.kind}s-over",
                    message=f"{label} takes {_at_most(most.count, most.kind)} a post, and this one has {count}",
                    hint=f"leave out {count - most.count}",
                    severity=Severity.ERROR if most.refused else Severity.WARNING,
                )

    def _media(self, label: str, count: int) -> Iterator[Problem]:
        if self.needs_media and not count:
            message = f"{label} takes no post without a picture or film"
            yield Problem(code="media-missing", message=message, hint='give the campaign, step or channel an "image:"')
        if self.most_media is not None and count > self.most_media:
            message = f"{label} takes {_at_most(self.most_media, 'picture')} a post, and this one has {count}"
            yield Problem(code="media-over", message=message, hint=f"leave out {count - self.most_media}")


def _at_most(number: int, noun: str) -> str:
    return f"at most {number} {noun}{'' if number == 1 else 's'}"
