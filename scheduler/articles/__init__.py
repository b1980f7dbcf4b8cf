"""Articles as files: bytes become one canonical text that every offset counts in, with its head and its blocks."""

from scheduler.articles.reading import read

__all__ = ["read"]
