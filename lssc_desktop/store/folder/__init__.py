"""The portfolio folder: reading, saving, locking, and bringing files in."""
