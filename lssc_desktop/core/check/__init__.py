"""What a check finds, and what stops a hand-in."""
