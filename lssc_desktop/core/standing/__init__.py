"""How a portfolio stands: what is in its folder, how far each set is, and under other rules."""
