"""Sources -> articles: one reader per format, chosen by content and suffix."""

from corpus.reading.sources import Reject, read

__all__ = ["Reject", "read"]
