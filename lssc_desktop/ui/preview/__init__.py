"""A look into a file: its pages, its words, and thumbnails."""
