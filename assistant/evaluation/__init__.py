"""Test prompts: reading, running, metrics, report."""
