"""The kinds of facts, one file each: the shape of a fact and where it is read; found by name, light to import."""
