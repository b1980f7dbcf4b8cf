"""A campaign played in seconds, with faults to choose, and what came of it."""
