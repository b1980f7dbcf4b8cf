"""The shape of each kind of file, key by key: what the validator accepts is what an editor completes."""
