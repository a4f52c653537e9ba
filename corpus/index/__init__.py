"""The vector index in Chroma, a cache of the archive."""
