"""Submissions: where a package stands, and what is locked meanwhile."""
