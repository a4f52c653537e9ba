"""Benchmarks: figures, not proofs; `python -m tests.benchmarks` runs them all."""
