"""What people do to a queue: every verb is one transaction and one deed, which can be taken back."""
