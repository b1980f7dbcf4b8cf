"""What every command shares: the flags, the boundary where errors stop, the JSON document, the screen."""
