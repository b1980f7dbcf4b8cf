"""What a part says, frozen when it is applied, and the hash it is known by."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.model.campaign import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A link, mention or hashtag inside a text: offsets in code points and in UTF-8 bytes."""

    kind: str  # link | mention | hashtag
    text: str
    start: int
    end: int
    byte_start: int
    byte_end: int
    url: str | None = None

    def to_json(self) -> dict[str, str | int | None]:
        """Return the entity as it stands in content and in the generic webhook's body."""
        return {
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "byte_start": self.byte_start,
            "byte_end": self.byte_end,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a part says, frozen when it is applied: what was previewed is hashed, and what was hashed is sent."""

    text: str
    entities: tuple[Entity, ...] = ()
    link: str | None = None
    image: Image | None = None

    def to_json(self) -> dict[str, object]:
        """Return the content as it is hashed and stored."""
        return {
            "text": self.text,
            "entities": [entity.to_json() for entity in self.entities],
            "link": self.link,
            "image": {"url": self.image.url, "alt": self.image.alt} if self.image else None,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> "Content":
        """Return the content that `to_json` wrote."""
        entities, image = document["entities"], document["image"]
        return cls(
            text=str(document["text"]),
            entities=tuple(Entity(**each) for each in entities) if isinstance(entities, list) else (),
            link=None if document["link"] is None else str(document["link"]),
            image=Image(**image) if isinstance(image, dict) else None,
        )

    @property
    def hash(self) -> str:
        """SHA-256 of the content's compact JSON with sorted keys, in UTF-8."""
        return sha256_of_json(self.to_json())


_COMPACT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compact_json(document: object) -> str:
    """Return a document's compact JSON with sorted keys: the text that is hashed, and stored by the queue."""
    return _COMPACT.encode(document)


def sha256_of_json(document: object) -> str:
    """Return the SHA-256 of a document's compact JSON with sorted keys, in UTF-8."""
    return hashlib.sha256(compact_json(document).encode()).hexdigest()
