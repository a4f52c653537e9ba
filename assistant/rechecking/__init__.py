"""Saved texts held against the archive again, and computed again as far as that can be."""
