"""The archive: articles in, evidence out. Knows nothing of chat models or screens."""
