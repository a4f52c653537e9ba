"""Runs of test prompts: kept whole, and under way."""
