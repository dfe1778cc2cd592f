"""The start page, and the assistant for a new portfolio."""
