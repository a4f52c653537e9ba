"""Articles that are text alone: saved pages, pasted ones, and files that hold several."""
