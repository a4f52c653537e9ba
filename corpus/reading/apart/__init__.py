"""Readers that lean on the parsers of others: run in a process of their own, bounded in time and memory."""
