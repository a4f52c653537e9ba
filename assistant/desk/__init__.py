"""What a desk needs around answers: upkeep, additions, conversations."""
