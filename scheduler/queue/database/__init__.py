"""The database of a queue: how it is opened, its tables, its schema, and what it refuses in words for people."""
