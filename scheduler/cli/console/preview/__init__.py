"""Posts as they will arrive: on the terminal, as a page, and on the wire."""
