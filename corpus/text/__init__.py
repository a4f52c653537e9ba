"""Text as the press writes it: folded, cut into sentences, dated."""
