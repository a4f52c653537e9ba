"""How editions and alerts go out: by mail, as a feed, into a folder, to a webhook; each once."""
