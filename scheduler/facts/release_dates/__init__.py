"""When something comes out: each date of an article, and which of them to count down to."""
