"""The parts of reading a bag: archive and folder, tag files, manifests, and what is checked."""
