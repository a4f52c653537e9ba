"""The parts of the gate: what a sentence claims, and whether the cited text says so. `assistant.gate.judge` is its face."""
