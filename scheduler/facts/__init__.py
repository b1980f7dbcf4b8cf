"""Facts: what an article says that a post may say too, each with the words that prove it. Pure:"
" text in, facts out.
"""

from scheduler.facts.document import fact_to_document, from_document, to_document
from scheduler.facts.extraction import content_hash, extract
from scheduler.facts.kind import Found, Kind, Reading, kinds
from scheduler.facts.merging import Merged, merge

__all__ = [
    "Found",
    "Kind",
    "Merged",
    "Reading",
    "content_hash",
    "extract",
    "fact_to_document",
    "from_document",
    "kinds",
    "merge",
    "to_document",
]
