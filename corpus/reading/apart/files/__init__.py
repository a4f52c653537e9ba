"""Parsers of files that other programs write: Word, Rich Text, books, Outlook, saved pages, references."""
