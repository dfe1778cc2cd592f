"""All evidence files: the list, the details, and what can be done with a file."""
