"""Submissions: packages on their way, receipts, and what was decided."""
