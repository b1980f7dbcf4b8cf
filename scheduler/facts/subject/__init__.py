"""What an article is about: its subject, that subject's type, and by which names the text calls it."""
