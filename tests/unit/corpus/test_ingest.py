"""Ingest: sources mirrored, feeds remembered, one writer at a time, progress, and the commands over it."""

import json
import threading

import pytest

from assistant.desk.upkeep import articles_in, ingest_into, reindex, restore, status
from assistant.settings import Settings
from corpus.errors import CallError, WorkError
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.store.archive import Archive
from corpus.store.locks import locked
from tests.support.loopback import Handler, served
from tests.support.written_articles import Counting, record, word, write
from ui.cli.main import main


class Other(Counting):
    """Another space of the same width: the real vectors with their coordinates in reverse order."""

    def __init__(self, real):
        super().__init__(real)
        self.name = "test:reversed"

    def embed(self, texts):
        return super().embed(texts)[:, ::-1]

    def embed_query(self, text):
        return self.real.embed_query(text)[::-1]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


def ids(folder, **options):
    return sorted(row.id for row in Archive.open(folder).browse(limit=1000, **options))


def found(folder, words):
    archive = Archive.open(folder)
    return [
        hit.article.id for hit in archive.passages.hits([id for id, _ in archive.passages.lexical(words, 9)]).values()
    ]


def test_sync_removes_what_the_source_no_longer_has_and_restore_brings_it_back(folder, tmp_path):
    source = write(tmp_path / "a.jsonl", [record(1), record(2), record(3)])
    other = write(tmp_path / "b.jsonl", [record(3), record(4)])
    ingest_into(folder, [source, other], Settings())
    write(source, [record(1)])
    report = ingest_into(folder, [source], Settings(), sync=True)
    assert (report.removed, report.unchanged, report.articles) == (1, 1, 3), (
        "t-3 is in the other source, t-4 only there"
    )
    assert found(folder, word(2)) == []
    assert status(folder, Settings())["removed"] == 1
    assert restore(folder, Settings(), []) == 1
    assert found(folder, word(2)) == ["t-2"] and status(folder, Settings())["whole"]
    assert ingest_into(folder, [source], Settings(), sync=True).removed == 0, "what was restored is left alone"


def test_what_vanished_and_is_there_again_is_added_without_being_embedded(folder, tmp_path):
    source = write(tmp_path / "a.jsonl", [record(1), record(2)])
    counting = Counting(embedder())
    archive = Archive.open(folder, create=True)
    index = VectorIndex(archive)
    ingest(archive, index, counting, [source])
    done = counting.texts
    ingest(archive, index, counting, [write(source, [record(1)])], sync=True)
    report = ingest(archive, index, counting, [write(source, [record(1), record(2)])], sync=True)
    assert (report.added, report.unchanged, counting.texts) == (1, 1, done)
    assert found(folder, word(2)) == ["t-2"] and index.health().whole


def test_a_source_that_fails_or_rejects_removes_nothing(folder, tmp_path):
    source = write(tmp_path / "a.jsonl", [record(1), record(2), record(3)])
    ingest_into(folder, [source], Settings())
    said = []
    source.write_text(json.dumps(record(1)) + "\n{broken\n", "utf-8")
    assert ingest_into(folder, [source], Settings(), sync=True, say=said.append).removed == 0
    assert "1 of its entries were rejected" in said[-1]
    source.write_text("", "utf-8")
    report = ingest_into(folder, [source], Settings(), sync=True, say=said.append)
    assert (report.removed, report.articles) == (0, 3) and "gave no article" in said[-1]


def test_an_entry_that_was_rejected_the_last_time_too_does_not_stop_the_mirror(folder, tmp_path):
    source = tmp_path / "pages"
    source.mkdir()
    (source / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    for number in (1, 2):
        write(source / f"{number}.jsonl", [record(number)])
    ingest_into(folder, [source], Settings(), sync=True)
    (source / "2.jsonl").unlink()
    assert ingest_into(folder, [source], Settings(), sync=True).removed == 1
    assert ids(folder) == ["t-1"]


def test_the_second_of_two_ingests_waits_and_says_for_whom(folder, tmp_path):
    archive = Archive.open(folder, create=True)
    source = write(tmp_path / "a.jsonl", [record(1)])
    said, free = [], threading.Event()

    def hold():
        with locked(folder):
            free.wait(20)

    holding = threading.Thread(target=hold)
    holding.start()
    while not (folder / "writer.txt").is_file() or not (folder / "writer.txt").read_text("utf-8"):
        pass
    with pytest.raises(WorkError, match=r"being written by process \d+ since"):
        ingest(archive, VectorIndex(archive), embedder(), [source])
    assert archive.counts() == (0, 0)
    threading.Timer(0.5, free.set).start()
    report = ingest(archive, VectorIndex(archive), embedder(), [source], wait=20, say=said.append)
    holding.join()
    assert report.added == 1 and said[0].startswith("waiting up to 20 s for process")


def test_another_embedder_is_refused_before_anything_is_written(folder, tmp_path):
    source = write(tmp_path / "a.jsonl", [record(1)])
    ingest_into(folder, [source], Settings())
    archive = Archive.open(folder)
    with pytest.raises(CallError, match="made with the embedder bundled:bge-small-en, the settings name test:reversed"):
        ingest(archive, VectorIndex(archive), Other(embedder()), [source])


def test_a_switch_of_embedder_says_its_cost_goes_on_after_a_stop_and_answers_at_the_end(folder, tmp_path, monkeypatch):
    ingest_into(folder, [write(tmp_path / "a.jsonl", [record(number) for number in range(8)])], Settings())
    monkeypatch.setattr("corpus.reembed.STEP", 4)
    other = Other(embedder())
    monkeypatch.setattr("assistant.desk.upkeep.embedder_of", lambda settings: other)
    with pytest.raises(CallError, match=r"embeds 8 passages, about \d+ tokens: add --yes"):
        reindex(folder, Settings(), say=print)
    monkeypatch.setattr(other, "embed", lambda texts: stop())

    def stop():
        raise KeyboardInterrupt

    whole = other.__class__.embed
    steps = iter([lambda texts: whole(other, texts), lambda texts: stop()])
    monkeypatch.setattr(other, "embed", lambda texts: next(steps)(texts))
    with pytest.raises(KeyboardInterrupt):
        reindex(folder, Settings(), yes=True, say=print)
    assert status(folder, Settings())["embedder"] == "bundled:bge-small-en"
    monkeypatch.setattr(other, "embed", lambda texts: whole(other, texts))
    said = []
    assert reindex(folder, Settings(), yes=True, say=said.append) == 8
    assert "embeds 4 passages" in said[0], "the first four were done before the stop"
    archive = Archive.open(folder)
    assert archive.meta("embedder") == "test:reversed"
    nearest = VectorIndex(archive).nearest(other.embed_query(record(5)["text"]), 1)
    assert archive.passages.hits([nearest[0][0]])[nearest[0][0]].article.id == "t-5"


class Feed(Handler):
    items: tuple[int, ...] = ()
    asked = 0

    def do_GET(self):
        type(self).asked += 1
        entries = "".join(
            f"<item><title>{record(n)['title']}</title><link>http://{self.headers['Host']}/{n}</link>"
            f"<description>{record(n)['text'] * 12}</description><pubDate>Tue, 0{n} Mar 2022 08:00:00 "
            f"GMT</pubDate></item>"
            for n in self.items
        )
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title>{entries}</channel></rss>".encode()
        self.whole(body, "application/rss+xml")


def test_a_feed_that_is_read_again_gives_only_what_is_new_and_needs_leave_for_loopback(folder):
    with served(Feed) as address:
        url = f"{address}/feed"
        refused = ingest_into(folder, [url], Settings())
        assert refused.added == 0 and len(refused.rejected) == 1 and Feed.asked == 0
        Feed.items = (1, 2)
        first = ingest_into(folder, [url], Settings(allow_private=True))
        assert (first.added, first.rejected) == (2, [])
        Feed.items = (2, 3)
        again = ingest_into(folder, [url], Settings(allow_private=True), sync=True)
        assert (again.added, again.unchanged, again.removed) == (1, 0, 0)


def test_published_stands_in_for_a_missing_day(folder, tmp_path):
    source = write(tmp_path / "a.jsonl", [record(1, published=None)])
    assert len(ingest_into(folder, [source], Settings()).rejected) == 1
    assert ingest_into(folder, [source], Settings(), published="2022-04-05").added == 1
    assert Archive.open(folder).newest() == "2022-04-05"


def test_the_number_of_articles_to_come_is_known_cheaply(tmp_path):
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder" / "a.jsonl", [record(1), record(2)])
    (tmp_path / "folder" / "page.html").write_text("<p>x", "utf-8")
    assert articles_in([tmp_path / "folder", "https://news.invalid/feed"]) == 4


def test_the_commands_speak_json_and_plain_words(folder, tmp_path, capsys):
    source = write(tmp_path / "a.jsonl", [record(1), record(2)])
    at = ["--archive", str(folder)]
    assert main(["ingest", str(source), *at]) == 0
    write(source, [record(1, text=record(1)["text"] + f" It rained on {word(8)}.", updated="2023-01-01")])
    capsys.readouterr()
    assert main(["ingest", str(source), "--sync", "--json", *at]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["updated"], report["removed"], report["articles"]) == (1, 1, 1)
    assert main(["diff", "t-1", *at]) == 0
    assert f"+ It rained on {word(8)}." in capsys.readouterr().out
    assert main(["restore", "t-2", *at]) == 0 and "1 article restored" in capsys.readouterr().out
    assert main(["diff", "t-2", *at]) == 2 and "one version only" in capsys.readouterr().err
    assert main(["restore", "nobody", *at]) == 2 and "no article 'nobody'" in capsys.readouterr().err
    assert main(["compact", "--json", *at]) == 0 and json.loads(capsys.readouterr().out) == {"deleted": 0, "kept": []}
    assert main(["status", "--json", *at]) == 0
    state = json.loads(capsys.readouterr().out)
    assert state["whole"] and state["trouble"] is None and state["writer"] is None
    assert state["vectors"] == state["stored_passages"]
    assert main(["reindex", *at]) == 0 and "vectors rebuilt" in capsys.readouterr().out
    assert main(["move", "--to", "nowhere", *at]) == 2 and "http(s) address" in capsys.readouterr().err


def test_what_was_refused_or_guessed_can_be_read_afterwards(folder, tmp_path, capsys):
    at = ["--archive", str(folder)]
    assert main(["ingest", str(write(tmp_path / "a.jsonl", [record(1), record(2, published="5 juin 2021")])), *at]) == 0
    bad = write(tmp_path / "b.jsonl", [record(3, published="soon"), record(4)])
    assert main(["ingest", str(bad), *at]) == 0
    capsys.readouterr()
    assert main(["status", "--rejected", *at]) == 0
    shown = capsys.readouterr().out
    assert "b.jsonl:1: its published is 'soon'" in shown and "'5 juin 2021' is read as 2021-06-05" in shown
    assert main(["status", "--rejected", "--json", *at]) == 0
    newest, oldest = json.loads(capsys.readouterr().out)["ingests"]
    assert (newest["added"], len(newest["rejected"]), newest["sources"]) == (1, 1, [str(bad)])
    assert (oldest["added"], oldest["rejected"], len(oldest["remarks"])) == (2, [], 1)
