"""What two or more rooms of the window show."""
