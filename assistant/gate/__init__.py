"""The parts of the gate: what a sentence claims, and whether the cited text says so. `assistant.verify` is its face."""
