"""Each check of the gate by itself."""
