"""What a saved text says of the size of its archive and of its coverage is held against what there can have been."""

import copy
import json

import pytest

from assistant.desk.upkeep import ingest_into
from assistant.rechecking.mismatches import mismatches
from assistant.rechecking.reading import read_texts
from assistant.settings import Settings
from tests.support.archives import desk_of
from tests.support.written_articles import write
from tests.unit.briefing.conftest import ARTICLES

STRIKE = "Brief me on the dockers' strike"
WORKERS = "How many workers stayed away in the strike at Port Ansel on March 1, 2022?"


def check(desk, document, folder):
    """The lines of a document that was saved."""
    file = folder / "saved.json"
    file.write_text(json.dumps(document), "utf-8")
    return mismatches(desk.archive, read_texts(file))


def altered(document, value, *path):
    """The document with another value at a place."""
    whole = at = copy.deepcopy(document)
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return whole


def came(desk, id, when):
    """Say of an article when it arrived."""
    with desk.archive.write() as db:
        db.execute("UPDATE versions SET arrived = ? WHERE article = ?", (when, id))


@pytest.fixture(scope="module")
def saved(harbour):
    """The texts that are altered."""
    made = {
        "brief": harbour.brief(STRIKE),
        "review": harbour.brief("the dockers' strike", form="review"),
        "timeline": harbour.brief("the dockers' strike", form="timeline"),
        "nothing": harbour.brief("Brief me on Quorl"),
        "asked": harbour.ask(WORKERS),
        "absent": harbour.ask("Who is Quorl?"),
    }
    return {name: one.model_dump(mode="json") for name, one in made.items()}


@pytest.mark.parametrize("name", ["brief", "review", "timeline", "nothing", "asked", "absent"])
@pytest.mark.parametrize(
    ("value", "path", "line"),
    [
        (8, ("archive", "articles"), "its archive.articles is 8, more than the 7 that there are or were"),
        (900, ("archive", "passages"), "its archive.passages is 900, more than the 7 that there are or were"),
        ("2022-04-11", ("archive", "newest"), "its archive.newest is 2022-04-11, a day of no article"),
        (None, ("archive", "newest"), "its archive.newest is none, a day of no article"),
    ],
)
def test_an_archive_larger_than_it_ever_was_is_told(harbour, saved, tmp_path, name, value, path, line):
    assert any(line in one for one in check(harbour, altered(saved[name], value, *path), tmp_path))


@pytest.mark.parametrize("name", ["brief", "review", "timeline"])
@pytest.mark.parametrize(
    ("value", "path", "line"),
    [
        (5, ("coverage", "origins"), "6 articles of 5 origins, of which at most 0 articles can be near-copies"),
        (7, ("coverage", "articles"), "7 articles of 6 origins, of which at most 0 articles can be near-copies"),
        ("2021-01-11", ("coverage", "first"), "its coverage.first is 2021-01-11, of which the archive has nothing"),
        (1, ("archive", "articles"), "its archive.articles is 1, fewer than the 6 that were there"),
        (1, ("archive", "passages"), "its archive.passages is 1, fewer than the"),
        ("2021-12-01T03:24:43Z", ("cutoff",), "its cutoff is 2021-12-01T03:24:43Z"),
        (["Doubted."], ("sections", 0, "items", 0, "sentences", 0, "reasons"), "it stands there for no reason"),
    ],
)
def test_a_coverage_that_cannot_be_is_told(harbour, saved, tmp_path, name, value, path, line):
    assert any(line in one for one in check(harbour, altered(saved[name], value, *path), tmp_path))


def test_a_cutoff_when_nothing_came_a_rank_and_a_form_that_cannot_be_are_told(harbour, saved, tmp_path):
    for name, value, path, line in (
        ("nothing", "2021-12-01T03:24:43Z", ("cutoff",), "when nothing came"),
        ("nothing", 3, ("closest", 0, "rank"), "closest 1: its rank is 1, not 3"),
        ("nothing", 1, ("coverage", "articles"), "1 article of 0 origins"),
        ("absent", "review", ("form",), "its form is answer or brief, not review"),
    ):
        assert any(line in one for one in check(harbour, altered(saved[name], value, *path), tmp_path)), line


def test_what_was_there_before_the_last_that_came_is_the_least(tmp_path, monkeypatch):
    desk = desk_of(tmp_path, ARTICLES)
    later = [ARTICLES[5] | {"id": "later", "title": "Second hall", "text": "The dockers of Port Ansel met on May 2."}]
    monkeypatch.setattr("corpus.clock.now", lambda: "2999-01-01T00:00:00.000000Z")
    ingest_into(desk.archive.folder, [write(tmp_path / "later.jsonl", later)], Settings())
    came(desk, "later", "2999-01-01T00:00:00.000000Z")
    made = desk.brief(STRIKE).model_dump(mode="json")
    assert check(desk, made, tmp_path) == []
    less = check(desk, altered(made, 6, "archive", "articles"), tmp_path)
    assert less == ["briefing 1: its archive.articles is 6, fewer than the 7 that were there"]
    early = check(desk, altered(made, "2021-01-12", "archive", "newest"), tmp_path)
    assert early == ["briefing 1: its archive.newest is 2021-01-12, before 2022-04-09"]


def test_of_an_archive_of_copies_that_lost_and_regained_articles_an_honest_text_holds(tmp_path, monkeypatch):
    copied = [ARTICLES[0] | {"id": "copy", "source": "Third Post"}]
    near = ARTICLES[3]["text"].replace("by 30 percent", "by 30 per cent")
    copied += [ARTICLES[3] | {"id": "near", "source": "Third Post", "text": near}]
    desk = desk_of(tmp_path, ARTICLES)
    monkeypatch.setattr("corpus.clock.now", lambda: "2999-01-01T00:00:00.500000Z")  # all within one second
    ingest_into(desk.archive.folder, [write(tmp_path / "copied.jsonl", copied)], Settings())
    came(desk, "near", "2999-01-01T00:00:00.400000Z")
    first = [desk.brief(STRIKE), desk.brief(since="2022-01-01"), desk.ask(WORKERS)]
    desk.archive.remove(["museum", "old-strike"])
    out = [desk.brief(STRIKE), desk.brief("the dockers' strike", form="review"), desk.ask(WORKERS)]
    desk.archive.restore(["museum", "old-strike"])
    changed = [ARTICLES[1] | {"updated": "2022-04-20", "text": "Nobody was on strike in Port Ansel on March 1, 2022."}]
    ingest_into(desk.archive.folder, [write(tmp_path / "more.jsonl", changed)], Settings())
    desk.archive.remove(["port-talks"])
    texts = [*first, *out, desk.brief(STRIKE)]
    assert [check(desk, one.model_dump(mode="json"), tmp_path) for one in texts] == [[]] * len(texts)


@pytest.mark.parametrize("name", ["brief", "review", "timeline", "nothing"])
@pytest.mark.parametrize(
    "note",
    [
        "All sources agree.",
        "The archive has no outlet “Harbour Gazette”. All is well.",
        "No article names “Vale”.",
        "No passage that names Vale has the word “strike”.",
        "Nothing new on the strike since edition 1 of 3 March 2022, 09:00 UTC.",
        "May was read as May 2022.",
    ],
)
def test_a_remark_that_nothing_makes_is_told(harbour, saved, tmp_path, name, note):
    found = check(harbour, altered(saved[name], [*saved[name]["notes"], note], "notes"), tmp_path)
    assert any("nothing makes its remark" in line for line in found), found


@pytest.mark.parametrize(
    "note",
    [
        "Nothing that the archive says of it fits into 20 words.",
        "The briefing was cut after 60 s (BRIEFING_TIMEOUT).",
        "openai:some-model did not finish; the briefing quotes instead: the server did not answer.",
        "openai:some-model wrote nothing that its articles bear out; the briefing quotes instead.",
        "some-model could not look at the sentences a second time: it is busy. The bundled check alone stands.",
        "As this archive knew it on 26 November 2026, 09:00 UTC.",
    ],
)
def test_remarks_on_the_making_are_taken_as_they_stand(harbour, saved, tmp_path, note):
    assert check(harbour, altered(saved["brief"], [note], "notes"), tmp_path) == []


@pytest.mark.parametrize(
    "order",
    [
        {"request": "What is new on the dockers' strike?"},
        {"request": "What did CNN report on the dockers' strike?"},
        {"request": STRIKE, "source": "CNN"},
        {"request": STRIKE, "source": "Harbour Gazette"},
        {"request": "Brief me on the dockers' strike in March 2030"},
        {"request": "Was geschah beim Streik der Hafenarbeiter in Port Ansel?"},
        {"request": STRIKE, "words": 30},
        {"request": "Brief me on the ballet of Port Ansel"},
        {"request": "the dockers' strike between 03/04/2022 and April 2022", "known_at": "2100-01-01T00:00:00Z"},
    ],
)
@pytest.mark.parametrize("form", ["brief", "timeline", "review"])
def test_the_remarks_of_an_honest_briefing_hold(harbour, tmp_path, order, form):
    made = harbour.brief(**order, form=form)
    assert check(harbour, made.model_dump(mode="json"), tmp_path) == []
