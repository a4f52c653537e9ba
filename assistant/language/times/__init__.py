"""Times in the words of a question or an article, as days."""
