"""Articles as files: bytes become one canonical text that every offset counts in, with its head and its blocks."""

from scheduler.articles.reading import address_of, as_file, entry_of, is_address, read, read_fetched

__all__ = ["address_of", "as_file", "entry_of", "is_address", "read", "read_fetched"]
