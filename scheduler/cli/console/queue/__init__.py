"""What there is to see of a queue, and what is said of what was done to it."""
