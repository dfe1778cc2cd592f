"""Finding anything: the dialog of Ctrl+K, and the page of all that was found."""
