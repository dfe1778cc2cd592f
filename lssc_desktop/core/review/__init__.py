"""Reviews, evaluations, and threads of comments."""
