"""Every sentence that says what happened, for window and command line alike."""
