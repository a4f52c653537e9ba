"""Sources -> articles: one reader per format, chosen by content and suffix."""

from corpus.reading.apart.process import parsers
from corpus.reading.bundles.feed_list import feeds_in
from corpus.reading.identity import address_key, link_key
from corpus.reading.sources import Tell, read
from corpus.reading.web.client import Web
from corpus.reading.web.visit import Visit

__all__ = ["Tell", "Visit", "Web", "address_key", "feeds_in", "link_key", "parsers", "read"]
