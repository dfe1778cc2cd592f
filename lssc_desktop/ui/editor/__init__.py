"""The editor of a response, and spelling."""
