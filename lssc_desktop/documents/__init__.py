"""What is in a file of any kind; nothing here knows a portfolio folder."""
