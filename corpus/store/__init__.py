"""The archive in SQLite: the source of truth."""
