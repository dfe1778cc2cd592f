"""Spelling: the dictionaries of this computer, and what looks words up in them."""
