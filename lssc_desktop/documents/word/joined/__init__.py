"""Word files that are joined into one."""
