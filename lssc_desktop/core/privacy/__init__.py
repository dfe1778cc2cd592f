"""Data about people in evidence: what it looks like, where it stands, and what was decided."""
