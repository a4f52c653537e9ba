"""Support: whether the cited texts say all of a sentence, read by a model."""
