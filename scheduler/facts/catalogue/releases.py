"""Releases: when the thing an article is about comes out, opens or starts. The shape is the model’s own."""

from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Release

FACT: Final = Kind(name="releases", order=10, shape=Release, reader="scheduler.facts.release_dates.releases")
