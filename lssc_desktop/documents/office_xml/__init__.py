"""Office XML: the parts of Word files, workbooks and slides, and what the format says of them."""
