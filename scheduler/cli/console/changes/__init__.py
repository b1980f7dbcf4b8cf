"""A plan as changes: what is new, what moves, what is reworded, and why."""
