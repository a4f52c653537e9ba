"""The archive: identity, versions, copies, near-copies, removal, lists, migration."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.errors import CallError, WorkError
from corpus.index.held import HELD
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.scope import Scope
from corpus.store import schema
from corpus.store.archive import Archive
from corpus.store.near_duplicates import bands, near_copies, profile
from corpus.store.vocabulary import unknown_outlets
from tests.support.written_articles import Counting, record, word, write

LATER = "2030-01-01"


class Desk:
    """An archive with its index and a counting embedder."""

    def __init__(self, folder):
        self.folder = folder
        self.archive = Archive.open(folder / "archive", create=True)
        self.index = VectorIndex(self.archive)
        self.embedder = Counting(embedder())

    def take(self, *records, **options):
        return ingest(
            self.archive, self.index, self.embedder, [write(self.folder / "source.jsonl", list(records))], **options
        )

    def found(self, words, as_of=LATER, **bounds):
        """Ids by words, best first, as search filters them."""
        ranked = self.archive.passages.lexical(words, 50, Scope(as_of, **bounds))
        hits = self.archive.passages.hits([id for id, _ in ranked], Scope(as_of, **bounds))
        return list(dict.fromkeys(hits[id].article.id for id, _ in ranked if id in hits))

    def nearest(self, text, as_of=LATER, **bounds):
        ranked = self.index.nearest(self.embedder.embed_query(text), 5, Scope(as_of, **bounds))
        hits = self.archive.passages.hits([id for id, _ in ranked], Scope(as_of, **bounds))
        return [hits[id].article.id for id, _ in ranked if id in hits]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_an_added_article_is_found_by_its_words_and_by_its_vector(desk):
    report = desk.take(record(1), record(2))
    assert (report.added, report.articles) == (2, 2)
    assert desk.found(word(1)) == ["t-1"]
    assert desk.nearest(record(2)["text"])[0] == "t-2"
    article = desk.archive.article("t-1")
    assert (article.text, article.title, article.version) == (record(1)["text"], record(1)["title"], 1)


def test_a_second_ingest_of_the_same_embeds_nothing_and_changes_nothing(desk):
    desk.take(record(1), record(2))
    done, generation = desk.embedder.texts, desk.archive.meta("generation")
    report = desk.take(record(1), record(2))
    assert (report.unchanged, report.added, report.updated) == (2, 0, 0)
    assert (desk.embedder.texts, desk.archive.meta("generation")) == (done, generation)


def test_an_edited_article_becomes_a_new_version_and_the_older_one_stays_open(desk):
    desk.take(record(1, published="2022-03-01"))
    old = record(1)["text"]
    report = desk.take(
        record(1, published="2022-03-01", updated="2022-03-05", text=f"{old} It was {word(77)} after all.")
    )
    assert (report.updated, report.articles) == (1, 1)
    assert [one.version for one in desk.archive.versions("t-1")] == [1, 2]
    assert desk.archive.article("t-1", 1).text == old
    assert desk.archive.article("t-1").effective == "2022-03-05"


def test_the_as_of_date_decides_which_version_is_seen(desk):
    desk.take(record(1, published="2022-03-01"))
    desk.take(
        record(1, published="2022-03-01", updated="2022-03-05", text=f"The mason found {word(77)} in the granary.")
    )
    assert desk.found(word(77), as_of="2022-03-04") == []
    assert desk.found(word(1), as_of="2022-03-04") == ["t-1"]
    assert desk.found(word(77), as_of="2022-03-05") == ["t-1"]
    ranked = desk.archive.passages.lexical(word(1), 9, Scope("2022-03-04"))
    assert {
        hit.article.version
        for hit in desk.archive.passages.hits([id for id, _ in ranked], Scope("2022-03-04")).values()
    } == {1}
    assert desk.nearest(f"The mason found {word(77)}", as_of="2022-02-28") == []


def test_an_exact_copy_is_stored_and_embedded_once_and_both_ids_lead_to_it(desk):
    desk.take(record(1, published="2022-03-01"))
    done = desk.embedder.texts
    report = desk.take(
        record(1), record(1, id="copy", published="2022-04-01", source="Other Wire", title=f"About {word(9)}")
    )
    assert (report.duplicates, report.articles, desk.embedder.texts) == (1, 1, done)
    assert (desk.archive.copies("t-1"), desk.archive.copies("copy")) == (["copy"], ["t-1"])
    assert desk.archive.article("copy").text == desk.archive.article("t-1").text
    assert desk.archive.db.execute("SELECT COUNT(*) FROM texts").fetchone()[0] == 1
    assert desk.found(word(9)) == desk.found(word(1)), "a copy's own title finds the text too"


def test_a_copys_own_days_and_outlet_decide_the_filters(desk):
    desk.take(record(1, published="2022-03-01"), record(1, id="copy", published="2022-04-01", source="Other Wire"))
    assert desk.found(word(1), since="2022-03-15") == ["copy"]
    assert desk.nearest(record(1)["text"], since="2022-03-15") == ["copy"]
    assert desk.found(word(1), source="other wire") == ["copy"]
    assert desk.nearest(record(1)["text"], source="Test Wire") == ["t-1"]
    passages = [id for id, _ in desk.archive.passages.lexical(word(1), 9)]
    assert next(iter(desk.archive.passages.hits(passages, Scope("2022-03-20")).values())).also == (), (
        "not yet published"
    )
    assert next(iter(desk.archive.passages.hits(passages).values())).also == ("copy",)


def test_a_corrected_title_is_an_update_without_a_new_version_and_embeds_nothing(desk):
    desk.take(record(1))
    done = desk.embedder.texts
    report = desk.take(record(1, title=f"Corrected to {word(55)}"))
    assert (report.updated, desk.embedder.texts, len(desk.archive.versions("t-1"))) == (1, done, 1)
    assert desk.archive.article("t-1").title == f"Corrected to {word(55)}"
    assert desk.found(word(55)) == ["t-1"]
    old = record(1)["title"].split()[3]
    assert not desk.archive.passages.lexical(f'title:"{old}"', 9), "the title that was wrong finds it no longer"


def test_a_given_id_alone_decides_even_where_two_articles_share_an_address(desk):
    url = "https://news.invalid/story"
    report = desk.take(record(1, url=url), record(2, url=url))
    assert (report.added, report.articles) == (2, 2)


def test_the_address_decides_only_where_no_id_is_given(desk):
    url = "https://news.invalid/story-of-the-harbour"
    desk.take(record(1, id=None, url=url))
    report = desk.take(record(2, id=None, url=url + "?utm_source=mail"))
    assert (report.added, report.updated, report.articles) == (0, 1, 1)


def test_two_articles_that_propose_the_same_id_both_stay(desk):
    folder = desk.folder / "pages"
    for name, title in (("one", "Harbour news of Monday"), ("two", "Orchard news of Tuesday")):
        (folder / name).mkdir(parents=True)
        (folder / name / "harbour-report.md").write_text(
            f"---\ntitle: {title}\npublished: 2022-05-0{len(name)}\n---\nThe mason of {title} spoke at length.\n",
            "utf-8",
        )
    report = ingest(desk.archive, desk.index, desk.embedder, [folder])
    assert (report.added, report.rejected) == (2, [])
    ids = [row.id for row in desk.archive.browse()]
    assert len(set(ids)) == 2 and all(id.startswith("harbour-report") for id in ids)
    assert ingest(desk.archive, desk.index, desk.embedder, [folder]).unchanged == 2


def test_removed_articles_leave_search_counts_and_newest_and_come_back(desk):
    desk.take(record(1, published="2022-03-01"), record(2, published="2022-06-01"), record(3, published="2022-01-01"))
    counts = desk.archive.counts()
    assert desk.archive.remove(["t-2"]) == 1
    assert desk.archive.newest() == "2022-03-01"
    assert desk.archive.counts()[0] == 2
    assert desk.found(word(2)) == [] and not desk.archive.mentions(word(2))
    assert "t-2" not in desk.nearest(record(2)["text"])
    assert [row.id for row in desk.archive.browse()] == ["t-1", "t-3"]
    assert [row.id for row in desk.archive.browse(removed=True)] == ["t-2"]
    assert desk.archive.restore(["t-2"]) == 1
    desk.index.sync()
    assert (desk.archive.counts(), desk.archive.newest()) == (counts, "2022-06-01")
    assert desk.found(word(2)) == ["t-2"] and desk.nearest(record(2)["text"])[0] == "t-2"


def test_an_archive_stays_whole_while_the_vectors_of_what_was_removed_wait_to_leave(desk):
    desk.take(record(1), record(2), record(3))
    passages = desk.index.count()
    desk.archive.remove(["t-2"])
    health = desk.index.health()
    assert health.whole and health.vectors == health.expected < passages == desk.index.count()
    desk.archive.compact()
    assert desk.index.health().whole
    desk.archive.restore(["t-1"])
    desk.index.sync()
    assert desk.index.health().whole and desk.index.count() == desk.index.health().expected


def test_what_a_person_removed_stays_out_when_it_is_ingested_again(desk):
    desk.take(record(1), record(2))
    desk.archive.remove(["t-1"])
    assert desk.take(record(1), record(2)).unchanged == 2
    assert desk.found(word(1)) == []


def test_a_removed_copy_leaves_the_text_to_the_other(desk):
    desk.take(record(1), record(1, id="copy", source="Other Wire"))
    desk.archive.remove(["t-1"])
    assert desk.found(word(1)) == ["copy"] and desk.archive.counts()[0] == 1


def test_compact_deletes_what_was_removed_for_good(desk):
    desk.take(record(1), record(2))
    desk.archive.remove(["t-1"])
    assert desk.archive.compact() == 1
    desk.index.sync()
    assert desk.index.count() == desk.archive.counts()[1]
    assert desk.archive.restore() == 0
    with pytest.raises(CallError, match="holds no article 't-1'"):
        desk.archive.article("t-1")
    whole = desk.archive.path.read_bytes()
    assert word(1).title().encode() not in whole and word(2).title().encode() in whole
    desk.archive.db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    assert desk.take(record(1), record(2)).added == 1


def test_an_unknown_id_removes_nothing(desk):
    desk.take(record(1))
    with pytest.raises(CallError, match="'nobody'"):
        desk.archive.remove(["t-1", "nobody"])
    assert desk.archive.counts()[0] == 1


@pytest.mark.parametrize("version", [0, -1, 2, 2**63, 10**40, -(10**40)])
def test_a_version_that_there_is_not_is_one_short_line(desk, version):
    desk.take(record(1))
    with pytest.raises(CallError, match=r"holds no version -?\d+ of 't-1'") as raised:
        desk.archive.article("t-1", version)
    assert len(str(raised.value)) < 200


def test_an_unknown_id_of_any_length_is_one_short_line(desk):
    with pytest.raises(CallError, match="holds no article 'xxx") as raised:
        desk.archive.article("x" * 200_000)
    assert len(str(raised.value)) < 2_000


def test_an_outlet_is_found_in_whatever_case_its_accents_are_by_every_way_of_asking(desk):
    desk.take(
        record(1, source="Élan"),
        record(2, source="ÉLAN"),
        record(3, source="E\u0301lan"),
        record(4, source="Elan"),
        record(5, source="Straße d’Or"),
        record(6, source="Other Wire"),
    )
    for asked, ids in (("élan", ["t-1", "t-2", "t-3"]), ("STRASSE D'OR", ["t-5"]), ("Élan Two", [])):
        for scope in (Scope(source=asked), Scope(outlets=(asked,))):
            rows = desk.archive.browse(scope=scope)
            hits = desk.archive.passages.hits(desk.archive.passages.eligible(scope).tolist(), scope)
            assert sorted(row.id for row in rows) == sorted({hit.article.id for hit in hits.values()}) == ids
            assert [row.id for row in rows if not scope.holds(desk.archive.article(row.id))] == []
            assert (desk.archive.arrivals.last(scope) is not None) == bool(ids)
            assert bool(desk.archive.arrivals.months(scope)) == bool(ids)
        assert list(unknown_outlets(desk.archive, [asked])) == ([] if ids else [asked])


def test_browse_and_months_count_what_is_there(desk):
    desk.take(
        record(1, published="2022-03-01", kind="report"),
        record(2, published="2022-03-09"),
        record(3, published="2022-05-02", source="Other Wire"),
    )
    assert [row.id for row in desk.archive.browse(word(2))] == ["t-2"]
    assert [row.id for row in desk.archive.browse(scope=Scope(since="2022-03-02", until="2022-03-09"))] == ["t-2"]
    assert [row.id for row in desk.archive.browse(limit=1)] == ["t-3"]
    assert desk.archive.months() == [
        ("2022-03", "Test Wire", None, 1),
        ("2022-03", "Test Wire", "report", 1),
        ("2022-05", "Other Wire", None, 1),
    ]


STORY = (
    "Engineers from four towns met at the viaduct on 3 May to agree on its repair. The work will cost 12 million "
    "crowns, said "
    "Ilse Brandt, who leads the council. Half of the sum comes from the region, and the rest from a fund that was set "
    "up after "
    "the floods. Trains will be led around the valley until the end of October. The council had looked at three plans, "
    "of which "
    "it took the slowest, since it keeps the old arches. Shopkeepers near the station asked for help, and will be "
    "heard in June."
)


def test_near_copies_are_grouped_and_their_evidence_carries_one_family(desk):
    edited = STORY.replace("Half of the sum comes", "Half of that sum comes")
    desk.take(
        record(1, text=STORY, published="2022-05-04"),
        record(2, text=edited, published="2022-05-05", source="Other Wire"),
        record(3, text=f"{STORY} Readers may write to the council.", published="2022-05-06", source="Third Wire"),
        record(4),
    )
    assert desk.archive.near("t-1") == ["t-2", "t-3"] and desk.archive.near("t-4") == []
    assert desk.archive.copies("t-1") == []
    ranked = desk.archive.passages.lexical("viaduct", 50)
    families = {hit.article.id: hit.family for hit in desk.archive.passages.hits([id for id, _ in ranked]).values()}
    assert families["t-1"] == families["t-2"] == families["t-3"]


@pytest.mark.parametrize(
    "change",
    [
        ("3 May", "4 May"),
        ("12 million", "14 million"),
        ("Ilse Brandt", "Jonas Falk"),
        ("end of October", "end of March"),
    ],
)
def test_a_number_a_day_or_a_name_that_differs_tells_another_event(desk, change):
    desk.take(
        record(1, text=STORY, published="2022-05-04"), record(2, text=STORY.replace(*change), published="2022-05-05")
    )
    assert desk.archive.near("t-1") == []


def test_the_same_words_four_weeks_later_are_another_event(desk):
    desk.take(
        record(1, text=STORY, published="2022-05-04"), record(2, text=STORY + " So it is.", published="2022-06-01")
    )
    assert desk.archive.near("t-1") == []


def test_the_press_texts_on_different_events_stay_apart_and_their_copies_are_found(shared):
    import json

    rows = {}
    for name in ("state", "white_house"):
        for line in (shared / f"data/press/{name}.jsonl").open(encoding="utf-8"):
            one = json.loads(line)
            rows[one["id"]] = one
    apart = "wh-21511/wh-55439 wh-21515/wh-55438 wh-50294/wh-54284 state-261102/state-261461 state-310785/state-318411"
    for pair in apart.split():
        one, other = (rows[id] for id in pair.split("/"))
        assert not near_copies(profile(one["title"], one["text"]), profile(other["title"], other["text"])), pair
    for pair in "state-252951/state-252987 state-261905/state-261946 state-345108/state-345193".split():
        one, other = (rows[id] for id in pair.split("/"))
        assert one["text"] == other["text"], pair
    edited = profile(rows["state-321908"]["title"], rows["state-321908"]["text"])
    again = profile(rows["state-321981"]["title"], rows["state-321981"]["text"])
    assert near_copies(edited, again) and set(bands(edited.shingles)) & set(bands(again.shingles))


def test_an_archive_of_the_first_schema_is_migrated_and_loses_nothing(tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    vector = b"\x00\x00\x80?" + b"\x00" * 4 * 383
    with sqlite3.connect(folder / "archive.db") as db:
        db.executescript(schema.STEPS[0] + "PRAGMA user_version = 1;")
        db.execute("INSERT INTO meta VALUES ('embedder', 'bundled:bge-small-en')")
        for number, text in enumerate((STORY, STORY + " So it is."), 1):
            db.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, f"hash {number}", text))
            db.execute("INSERT INTO articles (id, seq) VALUES (?, ?)", (f"old-{number}", number))
            db.execute(
                "INSERT INTO versions VALUES (?, 1, ?, 'Viaduct', 'Old Wire', NULL, NULL, '2022-05-04', NULL, "
                "'2022-05-04',"
                " NULL, NULL, '{}')",
                (f"old-{number}", number),
            )
            db.execute(
                "INSERT INTO passages (text, start, end, title, body, hash, vector) VALUES (?, 0, ?, 'viaduct', ?, ?, "
                "?)",
                (number, len(text), text.lower(), f"p {number}", vector),
            )
            db.execute("INSERT INTO words (rowid, title, body) VALUES (?, 'viaduct', ?)", (number, text.lower()))
    db.close()
    archive = Archive.open(folder)
    assert archive.db.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    assert archive.article("old-1").text == STORY and archive.counts() == (2, 2)
    index = VectorIndex(archive)
    ingest(archive, index, embedder(), [write(tmp_path / "new.jsonl", [record(1)])])
    assert archive.near("old-1") == ["old-2"], "near-copies are found in what was there before"
    assert index.health().whole and index.count() == 3


def test_an_archive_of_a_newer_program_is_refused(desk):
    desk.archive.db.execute("PRAGMA user_version = 99")
    with pytest.raises(CallError, match="schema 99"):
        Archive.open(desk.archive.folder)


def test_a_file_that_is_no_archive_is_one_clear_line(tmp_path):
    (tmp_path / "archive.db").write_bytes(b"not a database at all, " * 100)
    with pytest.raises(WorkError, match=r"archive is damaged .* from a backup"):
        Archive.open(tmp_path)


def test_several_processes_may_make_the_same_archive_at_once(tmp_path):
    code = "import sys; from corpus.store.archive import Archive; Archive.open(sys.argv[1], create=True)"
    running = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path / "archive"], stderr=subprocess.PIPE) for _ in range(4)
    ]
    assert [(one.wait(), one.stderr.read()) for one in running] == [(0, b"")] * 4
    assert Archive.open(tmp_path / "archive").counts() == (0, 0)


@pytest.mark.parametrize("few", [20, 2])
def test_the_rarest_words_of_a_question_find_and_the_common_ones_count_in_the_score(desk, monkeypatch, few):
    monkeypatch.setattr("corpus.store.passages.FEW", few)
    desk.take(*(record(number) for number in range(20)))
    match = f'"news" OR "near" OR "{word(3)}" OR "{word(4)}"'
    everything = desk.archive.passages.lexical(match, 1000)
    monkeypatch.setattr("corpus.store.passages.RARE", 4)
    desk.archive.set_meta("generation", "anew")
    best = desk.archive.passages.lexical(match, 2)
    assert [id for id, _ in best] == [id for id, _ in everything[:2]]
    assert [score for _, score in best] == pytest.approx([score for _, score in everything[:2]], rel=1e-12)
    assert desk.archive.passages.lexical(match, 1000) == everything, "where the rarest do not find enough, all words do"


def test_bounds_with_gaps_and_without_leave_out_the_same(desk, monkeypatch):
    desk.take(*(record(number, source=("One", "Other")[number % 2]) for number in range(20)))
    everything = desk.archive.passages.lexical('"news" OR "near"', 1000)
    monkeypatch.setattr("corpus.store.passages.WIDE", 1.0)
    gaps = []
    for bounds in (Scope(source="Other"), Scope(since="2022-02-01"), Scope(articles=("t-3", "t-4"))):
        eligible = desk.archive.passages.eligible(bounds).tolist()
        gaps.append(eligible[-1] - eligible[0] >= len(eligible))
        within = [one for one in everything if one[0] in eligible]
        assert 0 < len(within) < len(everything)
        assert desk.archive.passages.lexical('"news" OR "near"', 1000, bounds) == within
    assert gaps == [True, True, False]


@pytest.mark.parametrize("since", ["2022-02-01", "2022-10-01"])
def test_bounds_wide_and_narrow_leave_out_what_is_outside_and_nothing_else(desk, since):
    desk.take(*(record(number) for number in range(20)))
    everything = desk.archive.passages.lexical('"news" OR "near"', 1000)
    eligible = desk.archive.passages.eligible(Scope(since=since))
    assert (desk.archive.passages.share(eligible) > 0.5) == (since == "2022-02-01")
    within = [one for one in everything if one[0] in eligible]
    for limit in (3, 1000):
        assert desk.archive.passages.lexical('"news" OR "near"', limit, Scope(since=since)) == within[:limit]


@pytest.mark.parametrize("many", [HELD, -1], ids=["held", "by Chroma"])
def test_filtered_dense_search_loses_nothing(desk, many, monkeypatch):
    monkeypatch.setattr("corpus.index.held.HELD", many)
    desk.take(*(record(number) for number in range(60)))
    import numpy as np

    query = desk.embedder.embed_query("the diver measured the lagoon")
    rows = desk.archive.db.execute("SELECT id, vector FROM passages").fetchall()
    exact = {int(id): float(np.frombuffer(vector, dtype="<f4") @ query) for id, vector in rows}
    for bounds in (
        {},
        {"since": "2022-06-01"},
        {"since": "2022-03-01", "until": "2022-04-15"},
        {"source": "Test Wire"},
    ):
        allowed = desk.archive.passages.eligible(Scope(**bounds))
        best = sorted(exact if allowed is None else allowed, key=lambda id: -exact[id])[:10]
        found = desk.index.nearest(query, 10, Scope(**bounds))
        assert [id for id, _ in found] == best, bounds
        assert found[0][1] == pytest.approx(exact[best[0]], abs=1e-4)


def test_wide_bounds_ask_chroma_for_more_and_leave_out_what_is_outside(desk, by_chroma, monkeypatch):
    desk.take(*(record(number) for number in range(60)))
    query = desk.embedder.embed_query("the diver measured the lagoon")
    exact = desk.index.nearest(query, 10, Scope(since="2022-06-01"))
    monkeypatch.setattr("corpus.index.vectors.READ", 1e9)
    assert [id for id, _ in desk.index.nearest(query, 10, Scope(since="2022-06-01"))] == [id for id, _ in exact]


@pytest.mark.parametrize("many", [HELD, -1], ids=["held", "by Chroma"])
def test_twenty_threads_with_indexes_of_their_own_and_shared_ones_agree(desk, many, monkeypatch):
    monkeypatch.setattr("corpus.index.held.HELD", many)
    desk.take(*(record(number) for number in range(12)))
    vectors = [desk.embedder.embed_query(record(number)["text"]) for number in range(12)]
    expected = [[id for id, _ in desk.index.nearest(vector, 3)] for vector in vectors]

    def ask(number):
        archive = Archive.open(desk.archive.folder) if number % 2 else desk.archive
        index = VectorIndex(archive) if number % 4 else desk.index
        return [id for id, _ in index.nearest(vectors[number % 12], 3)] == expected[number % 12]

    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(ask, range(60)))
