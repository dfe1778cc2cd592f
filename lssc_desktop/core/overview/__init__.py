"""What a candidate looks at: the next steps, and the packages with what became of them."""
