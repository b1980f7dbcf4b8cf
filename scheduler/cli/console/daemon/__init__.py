"""What a daemon tells while it runs: to people as talk, to machines as log lines."""
