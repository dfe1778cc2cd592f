"""The overview: the line of the years, the sets, the next steps and the costs."""
