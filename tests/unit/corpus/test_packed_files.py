"""Packed files given as sources: one refusal that names the format, cheap whatever is inside; the rest is taken."""

import bz2
import gzip
import io
import lzma
import tarfile
import time
import tracemalloc
import zipfile

import pytest

from corpus.errors import Rejected
from corpus.reading import Web, read
from tests.support.site import news_site
from tests.written_articles import record

TEXT = b"The ferry to Gull Island will resume on 14 June, the harbour office said on Monday."
FEED = b"<rss version='2.0'><channel><title>T</title><item><title>A</title><description>%s</description></item>" % TEXT


def zipped(entries, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return out.getvalue()


def linked():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    return zipped([(link, "/etc/passwd")])


def tarred():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        packed.addfile(one := tarfile.TarInfo("../a.txt"))
        one.size = 0
    return out.getvalue()


NESTED = zipped([("inner.zip", zipped([("inner.zip", zipped([("a.txt", TEXT)]))]))])
KINDS = [
    ("plain.zip", zipped([("a.txt", TEXT)]), "a ZIP archive"),
    ("empty.zip", zipped([]), "a ZIP archive"),
    ("nested.zip", NESTED, "a ZIP archive"),
    ("link.zip", linked(), "a ZIP archive"),
    ("up.zip", zipped([("../../../../tmp/up.txt", TEXT), ("/etc/cron.d/x", TEXT)]), "a ZIP archive"),
    ("nameless", zipped([("a.txt", TEXT)]), "a ZIP archive"),
    ("articles.jsonl", zipped([("a.jsonl", b'{"title": "A"}')]), "a ZIP archive"),
    ("table.csv", zipped([("a.csv", b"title,text\nA,B\n")]), "a ZIP archive"),
    ("page.html", zipped([("a.html", b"<html><body><p>" + TEXT)]), "a ZIP archive"),
    ("paper.pdf", zipped([("a.pdf", b"%PDF-1.4\n")]), "a ZIP archive"),
    ("feed.xml", zipped([("a.xml", FEED)]), "a ZIP archive"),
    ("letter.docx", zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", TEXT)]), "a Word document"),
    ("book.epub", zipped([("mimetype", b"application/epub+zip"), ("a.xhtml", TEXT)]), "an EPUB book"),
    ("book", zipped([("mimetype", b"application/epub+zip"), ("a.xhtml", TEXT)]), "an EPUB book"),
    ("text.odt", zipped([("mimetype", b"application/vnd.oasis.opendocument.text")]), "an OpenDocument text"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office document"),
    ("articles.jsonl.gz", gzip.compress(TEXT), "a gzip file"),
    ("a.bz2", bz2.compress(TEXT), "a bzip2 file"),
    ("a.xz", lzma.compress(TEXT), "an xz file"),
    ("a.tar", tarred(), "a tar archive"),
]


@pytest.mark.parametrize(("name", "data", "kind"), KINDS, ids=[name for name, _, _ in KINDS])
def test_a_packed_file_is_one_refusal_that_names_its_format(tmp_path, name, data, kind):
    (tmp_path / name).write_bytes(data)
    rejected = []
    assert list(read(tmp_path / name, reject=lambda where, why: rejected.append((where, why)))) == []
    ((where, why),) = rejected
    assert where == str(tmp_path / name)
    assert why.startswith(f"is {kind}, which is not read: ") and "\n" not in why


def test_a_zip_that_unpacks_to_a_gigabyte_costs_nothing(tmp_path):
    layer = zipped([(f"{number}.txt", bytes(100_000_000)) for number in range(2)], zipfile.ZIP_DEFLATED)
    (tmp_path / "bomb.zip").write_bytes(zipped([(f"{n}.zip", layer) for n in range(5)], zipfile.ZIP_DEFLATED))
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(Rejected, match="ZIP archive"):
        list(read(tmp_path / "bomb.zip"))
    assert time.process_time() - began < 0.5
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_what_lies_beside_packed_files_is_taken(tmp_path):
    for name, data, _ in KINDS:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "ferry.md").write_text(f"---\ntitle: Ferry\npublished: 2021-05-03\n---\n{record(1)['text']}\n", "utf-8")
    rejected = []
    (taken,) = read(tmp_path, reject=lambda where, why: rejected.append(where))
    assert taken.title == "Ferry" and len(rejected) == len(KINDS)


@pytest.mark.parametrize("name", ["feed.xml", "plain.zip", "page.html", "book"])
def test_a_packed_answer_of_a_server_is_refused_by_its_format(name):
    data, kind = next((data, kind) for known, data, kind in KINDS if known == name)
    with news_site() as site:
        site.put(f"/{name}", data, **{"Content-Type": "application/rss+xml"})
        with pytest.raises(Rejected, match=f"is {kind}, which is not read"):
            list(read(f"{site.url}/{name}", web=Web(allow_private=True)))


def test_a_text_that_begins_with_pk_is_a_text(tmp_path):
    (tmp_path / "pk.txt").write_text(f"PK signs.\n\nPublished: 2021-05-03\n\n{record(1)['text']}", "utf-8")
    (taken,) = read(tmp_path / "pk.txt", published="2021-05-03")
    assert "PK" in taken.title
