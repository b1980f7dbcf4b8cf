"""One file a schema: what changed since the one before. A released file is never changed again."""
