"""One file of each format in one folder: taken in by one command, and through the page's upload."""

import inspect
import json
import re
import time
from pathlib import PurePath

from assistant.desk.additions import Adding
from assistant.desk.uploads import unpack
from assistant.settings import Settings
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.reading import formats, read
from corpus.reading.formats import SUFFIXES
from corpus.store.archive import Archive
from tests.support import written_formats as written
from tests.support.site import news_site
from tests.support.written_sources import HTML, VALID

LETTER = written.letter("Dam nine", "Thu, 12 Aug 2021 07:00:00 +0200", written.DAM).partition("\n")[2].encode()
FILES = {
    "a.docx": written.word("Dam one", "12 August 2021", written.DAM),
    "b.rtf": written.rich("Dam two", "12 August 2021", written.DAM),
    "c.epub": written.epub([f"<h1>Dam three</h1><p>12 August 2021</p><p>{written.DAM}</p>"], title="Gorge Daily"),
    "d.mht": written.saved_page(HTML, "https://daily.example/saved"),
    "e.mbox": written.folder_of(written.letter("Dam four", "Thu, 12 Aug 2021 07:00:00 +0200", written.DAM)),
    "f.ris": written.REFERENCES.encode(),
    "g.json": json.dumps(written.JSON_FEED | {"items": written.JSON_FEED["items"][:1]}).encode(),
    "h.txt": written.NEXIS_TEXT.encode(),
    "i.pdf": VALID["statement.pdf"],
    "k.log": f"Dam six\n12 August 2021\n\n{written.DAM}\n".encode(),
    "l.emlx": b"%d\n%s<?xml version='1.0'?><plist/>" % (len(LETTER), LETTER),
    "m": f"Dam seven\n12 August 2021\n\n{written.DAM}\n".encode(),
    "n.dat": f"Dam eight\n12 August 2021\n\n{written.DAM}\n".encode(),
    "j.csv": f"Headline,Publication Date,Full Text\nDam five,2021-08-12,{written.DAM}\n".encode(),
}
MANY = {"f.ris": 2, "h.txt": 2}
EXPECTED = sum(MANY.get(name, 1) for name in FILES)


def test_a_folder_with_a_file_of_each_format_is_read_whole(tmp_path):
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    assert len(list(read(tmp_path))) == EXPECTED  # `read` raises at the first rejection


def test_the_upload_takes_each_of_them_and_each_suffix_that_is_read(tmp_path):
    found = unpack(list(FILES.items()), tmp_path)
    assert list(found.files.values()) == list(FILES) and found.rejected == []
    assert len(list(read(tmp_path))) == EXPECTED
    assert {PurePath(name).suffix for name in FILES} <= SUFFIXES


def test_a_suffix_by_which_a_reader_goes_is_one_that_the_upload_takes():
    named = set(re.findall(r'"(\.[a-z]+)"', inspect.getsource(formats)))
    assert named - {".yaml", ".yml"} <= SUFFIXES, "YAML is refused"


def test_what_is_uploaded_is_in_the_archive(tmp_path):
    adding = Adding(tmp_path / "archive", Settings())
    assert adding.start([*FILES.items(), ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))])
    while adding.progress().busy:
        time.sleep(0.01)
    ended = adding.progress()
    assert ended.report is not None
    assert ended.report.added + ended.report.duplicates + ended.report.unchanged == EXPECTED  # one text, told often
    assert [name for name, _ in ended.rejected] == ["old.xls"]


def test_a_list_of_feeds_is_visited_when_it_is_named_itself_and_what_fails_is_told(tmp_path):
    with news_site() as site:
        site.put("/feed.json", FILES["g.json"], "application/feed+json")
        site.put("/wire.rss", VALID["feed.rss"], "application/rss+xml")
        path = tmp_path / "feeds.opml"
        path.write_text(written.FEED_LIST.format(f"{site.url}/feed.json", f"{site.url}/gone"))
        archive = Archive.open(tmp_path / "archive", create=True)
        report = ingest(archive, VectorIndex(archive), embedder(), [path], allow_private=True)
        assert (report.added, len(report.rejected)) == (1, 1) and "/gone" in report.rejected[0]["source"]
        assert [one["remark"] for one in report.remarks if one["source"] == str(path)] == [
            "is a list of 2 feeds (OPML): each was visited"
        ]
        again = ingest(archive, VectorIndex(archive), embedder(), [path], allow_private=True, sync=True)
        assert (again.added, again.removed) == (0, 0)
        path.write_text(written.FEED_LIST.format(f"{site.url}/gone", f"{site.url}/lost"))
        report = ingest(archive, VectorIndex(archive), embedder(), [path], allow_private=True)
    assert report.rejected[-1]["reason"] == "is a list of 2 feeds (OPML), of which none gave an article"
