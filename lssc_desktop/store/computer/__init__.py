"""What the program keeps on this computer: temporary files, and how it is left clean."""
