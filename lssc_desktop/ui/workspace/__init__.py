"""A set in work: its competencies with their responses, evidence, plans and comments."""
