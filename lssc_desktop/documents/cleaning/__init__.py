"""Clean copies of evidence, made in the preview helper: nothing here trusts a file."""
