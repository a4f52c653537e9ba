"""Sources -> articles: one reader per format, chosen by content and suffix."""

from corpus.reading.sources import Reject, read
from corpus.reading.web import Visit, Web

__all__ = ["Reject", "Visit", "Web", "read"]
