"""Letters that the bundled models do not read."""
