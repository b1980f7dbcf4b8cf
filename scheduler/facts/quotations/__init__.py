"""Who said what: quotations in all their marks, and the speaker behind each."""
