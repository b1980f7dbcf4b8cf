"""Facts on the terminal: where they come from, how they read, and how a person reviews them."""
