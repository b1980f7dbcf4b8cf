"""What a daemon and its people see of a queue; nothing in here changes it."""
