"""Writing a changed text into a Word file: what changed, and nothing else."""
