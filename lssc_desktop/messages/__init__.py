"""What several places say, for window and command line alike, and what fills in sentences."""
