"""What a file is called, what kind it is, and what was seen of it."""
