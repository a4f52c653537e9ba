"""The only reader of language."""
