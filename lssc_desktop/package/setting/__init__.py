"""The parts of setting pages: from the book to what typst and a browser show."""
