"""Facts: what an article says that a post may say too, each with the words that prove it. Pure: text in, facts out.

Importing the room is cheap: the grammar of English is compiled when the first article is read.
"""

from scheduler.facts.document import fact_to_document, from_document, to_document
from scheduler.facts.hashing import content_hash
from scheduler.facts.kind import Found, Kind, Reading, kinds
from scheduler.facts.merging import Merged, extract_again, merge
from scheduler.model import Article, Facts

__all__ = [
    "Found",
    "Kind",
    "Merged",
    "Reading",
    "content_hash",
    "extract",
    "extract_again",
    "fact_to_document",
    "from_document",
    "kinds",
    "merge",
    "to_document",
]


def extract(article: Article) -> Facts:
    """Return the facts of an article: the same ones on every run, each with the words that prove it."""
    from scheduler.facts.extraction import extract as read  # noqa: PLC0415 - commands that read no article do without

    return read(article)
