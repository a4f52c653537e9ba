"""What is asked: made to stand alone, its window, its parts, the type of its answer."""
