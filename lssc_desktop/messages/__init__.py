"""Every sentence that tells a person what happened, for window and command line alike."""
