"""What lies on disk: the portfolio folder, its documents, the program files, previews of files."""
