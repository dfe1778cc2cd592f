"""Our widgets, looks and layouts; nothing here knows what the program is about."""
