"""Where sources say the contrary of one another, correct a figure, or name another day."""
