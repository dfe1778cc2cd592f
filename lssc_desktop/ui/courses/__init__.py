"""The courses and the route of every set."""
