"""Records: JSON Lines, JSON and tables, one article each."""
