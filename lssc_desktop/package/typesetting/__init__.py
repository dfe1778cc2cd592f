"""From the book to what typst and a browser show."""
