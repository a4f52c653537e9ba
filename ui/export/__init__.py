"""Texts to take away: a document with numbered sources, as Markdown, HTML, Word, PDF, RIS or JSON."""
