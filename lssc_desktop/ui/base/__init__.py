"""What every room of the window needs: session, jobs, notices, places, page images."""
