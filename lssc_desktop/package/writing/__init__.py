"""The parts of the bag writer: names, tag files, copying, and the layout of the ZIP."""
