"""A candidate’s portfolio: its values, and every way to change them."""
