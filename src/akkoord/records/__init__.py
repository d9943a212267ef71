"""Records of a build as values: manifest and build graph."""
