"""How a package gets there, and how we know that it did."""
