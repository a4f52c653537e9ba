"""The gate: what a sentence claims, and whether its cited texts say so. `citing` is its face, `judge` weighs one."""
