"""What a disk and a computer do with files; nothing here knows a portfolio."""
