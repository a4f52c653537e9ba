"""Files that may hold several articles: documents, books, references, mail folders."""
