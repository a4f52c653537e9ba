"""Checks of meaning by rule; `faults.meaning_faults` runs them all."""
