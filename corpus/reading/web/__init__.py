"""Pages and feeds fetched from the web."""
