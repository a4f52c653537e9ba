"""Packed files from a server, or that unpack to a gigabyte: refused by their format's name, unread."""

import io
import time
import tracemalloc
import zipfile

import pytest

from corpus.errors import Rejected
from corpus.reading import Web, read
from tests.support.site import news_site

TEXT = b"The ferry to Gull Island will resume on 14 June, the harbour office said on Monday."
FEED = b"<rss version='2.0'><channel><title>T</title><item><title>A</title><description>%s</description></item>" % TEXT


def zipped(entries, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return out.getvalue()


def test_a_zip_that_unpacks_to_a_gigabyte_costs_nothing(tmp_path):
    layer = zipped([(f"{number}.txt", bytes(100_000_000)) for number in range(2)], zipfile.ZIP_DEFLATED)
    (tmp_path / "bomb.zip").write_bytes(zipped([(f"{n}.zip", layer) for n in range(5)], zipfile.ZIP_DEFLATED))
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(Rejected, match="zip archive"):
        list(read(tmp_path / "bomb.zip"))
    assert time.process_time() - began < 0.5
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "content"), [("feed.xml", FEED), ("page.html", b"<html><body>" + TEXT), ("../../up.txt", TEXT)]
)
def test_a_packed_answer_of_a_server_is_refused_by_its_format_whatever_is_in_it(name, content):
    with news_site() as site:
        site.put("/packed", zipped([(name, content)]), **{"Content-Type": "application/rss+xml"})
        with pytest.raises(Rejected, match="is a zip archive, which is not read"):
            list(read(f"{site.url}/packed", web=Web(allow_private=True)))
