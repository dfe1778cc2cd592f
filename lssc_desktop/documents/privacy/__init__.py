"""Private data in files: readers for the preview helper, a scan of all, and its memory."""
