"""Merge: archives made apart become one, equal to one ingest of all their sources; nothing is embedded."""

import json

import pytest

from assistant import Assistant
from assistant.desk.upkeep import ingest_into, merge_into, status
from assistant.settings import Settings
from corpus.errors import CallError
from corpus.models.bundled import BundledEmbedder
from corpus.store.archive import Archive
from tests.support.copies import copied
from tests.support.held import held
from tests.support.written_articles import record, word, write
from ui.cli.main import main


@pytest.fixture(scope="module", autouse=True)
def vectors_do_not_hang_on_company():
    """In a batch the int8 model gives a text a slightly other vector beside other texts; alone, always the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corpus.models.bundled.BATCH", 1)
        yield


def without_id(number, **changed):
    made = record(number, **changed)
    del made["id"]
    return made


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """Three sources with versions, copies, near-copies and clashes across them: one archive of each, one of all."""
    place = tmp_path_factory.mktemp("apart")
    same, news = record(3)["text"], record(20)
    sources = [
        write(place / "a.jsonl", [*map(record, range(1, 7)), news, without_id(30, url="https://one.test/x")]),
        write(
            place / "b.jsonl",
            [
                record(2, text=record(12)["text"], updated="2023-01-05"),  # a new version of what another has
                record(4, author="A. Writer"),  # the same text, better described
                record(7, text=same, title="The same words elsewhere", source="Other Wire"),  # a copy
                record(8, text=news["text"] + " More is known tomorrow.", title=news["title"]),
                without_id(30, url="https://one.test/x", text=record(31)["text"]),
            ],
        ),
        write(place / "c.jsonl", [record(2, text=record(13)["text"]), record(9), record(1)]),
    ]
    for name, some in (("all", sources), *((str(at), [one]) for at, one in enumerate(sources))):
        for source in some:
            ingest_into(place / name, [source], Settings())
    return place


def shards(place):
    return [place / str(at) for at in range(3)]


@pytest.fixture
def nothing_is_embedded(monkeypatch):
    def embed(self, texts):
        raise AssertionError("a merge embeds nothing")

    monkeypatch.setattr(BundledEmbedder, "embed", embed)


def test_merged_archives_equal_one_ingest_of_all_sources(apart, tmp_path, nothing_is_embedded):
    merge_into(tmp_path / "out", shards(apart), Settings(), None)
    assert held(tmp_path / "out") == held(apart / "all")
    assert [one.version for one in held(tmp_path / "out")[0]["t-2"][0]] == [1, 2, 3]
    assert status(tmp_path / "out", Settings())["whole"]


def test_a_merged_archive_finds_the_same_passages_in_the_same_order(apart, tmp_path):
    merge_into(tmp_path / "out", shards(apart), Settings(), None)
    merged, whole = Assistant.open(tmp_path / "out"), Assistant.open(apart / "all")
    for words in ("news of the harbour", f"What happened near {word(8).title()}?", "who painted the observatory"):
        found, expected = merged.search(words, k=10), whole.search(words, k=10)
        assert [one.model_dump() for one in found] == [one.model_dump() for one in expected] != []


def test_a_merge_told_twice_changes_nothing_and_a_grown_archive_gives_what_is_new(apart, tmp_path):
    grown, out = tmp_path / "grown", tmp_path / "out"
    copied(apart / "1", grown)
    merge_into(out, [apart / "0", grown], Settings(), None)
    before = held(out)
    merge_into(out, [apart / "0", grown], Settings(), None)
    assert held(out) == before
    ingest_into(grown, [write(tmp_path / "d.jsonl", [record(40), record(2, text=record(41)["text"])])], Settings())
    report = merge_into(out, [grown], Settings(), None)
    assert (report.added, report.updated) == (1, 1)
    assert len(held(out)[0]["t-2"][0]) == 3


def test_a_merge_that_was_stopped_goes_on_with_the_same_call(apart, tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.ingest.STEP", 1)
    seen = []

    def stop(title, passages):
        seen.append(title)
        if len(seen) == 11:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge_into(tmp_path / "out", shards(apart), Settings(), stop)
    assert 0 < len(held(tmp_path / "out")[0]) < len(held(apart / "all")[0])
    merge_into(tmp_path / "out", shards(apart), Settings(), None)
    assert held(tmp_path / "out") == held(apart / "all")


def test_a_saved_page_that_claims_the_address_of_another_article_loses_it_in_the_merge_too(tmp_path):
    url = "https://one.test/2022/harbour"
    ours = write(tmp_path / "a.jsonl", [without_id(1, url=url)])
    page = tmp_path / "page.html"
    page.write_text(
        f'<html><head><title>The quarry closes</title><link rel="canonical" href="{url}">'
        '<meta property="article:published_time" content="2022-03-01"></head><body><article><h1>The quarry closes</h1>'
        + "".join(f"<p>{record(number)['text']} It was the end of a long week.</p>" for number in range(2, 8))
        + "</article></body></html>",
        "utf-8",
    )
    ingest_into(tmp_path / "all", [ours, page], Settings())
    ingest_into(tmp_path / "0", [ours], Settings())
    ingest_into(tmp_path / "1", [page], Settings())
    merge_into(tmp_path / "out", [tmp_path / "0", tmp_path / "1"], Settings(), None)
    assert held(tmp_path / "out") == held(tmp_path / "all")
    assert [row[0] for row in Archive.open(tmp_path / "1").addresses()] == [url]
    assert len(Archive.open(tmp_path / "out").addresses()) == 1


def test_archives_of_different_embedders_are_not_merged(apart, tmp_path):
    other = tmp_path / "other"
    copied(apart / "2", other)
    archive = Archive.open(other)
    with archive.write():
        archive.set_meta("embedder", "openai:another")
    with pytest.raises(CallError, match="different embedders"):
        merge_into(tmp_path / "out", [apart / "0", other], Settings(), None)
    assert held(tmp_path / "out") == ({}, [])


def test_the_command_merges_into_the_first_archive_or_the_one_that_the_flag_names(apart, tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["merge", out, str(apart / "0"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 8
    assert main(["merge", str(apart / "1"), str(apart / "2"), "--archive", out]) == 0
    assert held(tmp_path / "out") == held(apart / "all")
    assert main(["merge", out]) == 2
    assert main(["merge", out, str(tmp_path / "nowhere")]) == 2
    assert main(["merge", out, out]) == 2
    assert "merged into itself" in capsys.readouterr().err
