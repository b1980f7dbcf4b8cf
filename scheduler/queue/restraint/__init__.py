"""What a channel's receiver can bear: its rate, its breaker, its pauses, and who is told of trouble."""
