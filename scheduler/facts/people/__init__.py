"""Who does what: people with their roles and characters."""
