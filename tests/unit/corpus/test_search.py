"""Search over a real archive: near-copies, bounds, and what a result says of its rank."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from corpus.evidence import Query, Reading
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder, pair_model, reader
from corpus.scope import Scope
from corpus.search import CLOSELY, READ, WIDELY, Readings, Searcher, match_any
from corpus.store.archive import Archive
from tests.support.written_articles import write

REPORT = (
    "The council of Norvik voted on Tuesday to close the old harbour bridge for two years. Engineers found cracks in "
    "four of the pillars last winter, and trucks have been banned since then. The work will cost 14 million crowns, of "
    "which the province pays half. Ferries will carry people on foot for free, and drivers will have to take the "
    "tunnel "
    "at Sund. Shopkeepers on the quay fear for their trade and ask the council for help. The mayor said that there was "
    "no other way, since nobody can tell how long the pillars will stand."
)
OTHERS = {
    "tunnel": "The tunnel at Sund will get new lights before the bridge in Norvik is closed, its owner says. "
    "The old ones failed three times this year, and drivers complained.",
    "ferry": "The ferry company of Norvik looks for thirty sailors. "
    "It will carry those who used to walk over the bridge.",
}


FARES = [
    ("2020-06-01", 2020, "A trip on the ferry to Sund costs 40 crowns. Children pay half of what the trip costs."),
    (
        "2022-11-18",
        2022,
        "Whoever takes the ferry to Sund has to pay 55 crowns from now on, the company said on Friday.",
    ),
]


def _story(id, source, day, text=REPORT):
    return {"id": id, "title": "Norvik closes its harbour bridge", "text": text, "published": day, "source": source}


@dataclass
class Place:
    archive: Archive
    index: VectorIndex
    searcher: Searcher

    def ids(self, text, as_of="2022-12-31", **options):
        return [one.article_id for one in self.found(text, as_of, **options)]

    def found(self, text, as_of="2022-12-31", **options):
        bounds = {name: options.pop(name) for name in ("since", "until", "source") if name in options}
        return self.searcher.search(Query(text, Scope(as_of, **bounds), **options))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    edited = REPORT + " Cyclists may use the footpath of the railway bridge."
    records = [
        _story("first", "Coast Wire", "2022-05-03"),
        _story("reprint", "Harbour Post", "2022-05-04", REPORT.replace(" last winter", "")),
        _story("longer", "Sund Daily", "2022-05-06", edited),
        *(
            {"id": id, "title": f"News of the {id}", "text": text, "published": "2022-05-05", "source": "Coast Wire"}
            for id, text in OTHERS.items()
        ),
    ]
    records += [
        {
            "id": f"fare-{day}",
            "title": f"Fares on the ferry to Sund in {year}",
            "published": day,
            "source": "Coast Wire",
            "text": text,
        }
        for day, year, text in FARES
    ]
    archive = Archive.open(folder / "archive", create=True)
    index = VectorIndex(archive)
    ingest(archive, index, embedder(), [write(folder / "news.jsonl", records)])
    return Place(archive, index, Searcher(archive, index, embedder(), None))


def test_one_report_in_three_outlets_is_one_result_that_names_the_others(place):
    found = place.found("Why is the harbour bridge closed?")
    told = {one.article_id for one in found} & {"first", "reprint", "longer"}
    assert len(told) == 1
    shown = next(one for one in found if one.article_id in told)
    assert {shown.article_id, *shown.explain["near"]} == {"first", "reprint", "longer"}
    assert {"tunnel", "ferry"} <= {one.article_id for one in found}, "what is not the same report stays"
    assert "near" not in next(one for one in found if one.article_id == "ferry").explain


def test_a_near_copy_that_was_not_yet_published_is_not_named(place):
    (shown, *_) = place.found("Why is the harbour bridge closed?", as_of="2022-05-04")
    assert {shown.article_id, *shown.explain["near"]} == {"first", "reprint"}


def test_a_bound_leaves_the_report_to_the_outlet_that_is_within_it(place):
    assert place.ids("Why is the harbour bridge closed?", since="2022-05-06", until="2022-05-31") == ["longer"]
    assert place.ids("Why is the harbour bridge closed?", source="harbour post") == ["reprint"]


def test_what_a_result_dumps_is_what_callers_are_promised(place):
    (shown, *_) = place.found("Why is the harbour bridge closed?", k=1)
    assert list(shown.model_dump()) == (
        "rank score article_id version also title source kind published url start end text".split()
    )
    assert {"dense_rank", "lexical_rank", "time_weight", "fused"} <= set(shown.explain)


def test_what_hyphens_join_is_found_as_a_whole(tmp_path):
    words = "The war went on. A declaration on the war and its end was read, and the declaration spoke of war. "
    archive = Archive.open(tmp_path / "archive", create=True)
    records = [
        _story("often", "Coast Wire", "2022-05-03", words * 3),
        _story("joined", "Harbour Post", "2022-05-04", "Norvik still wants an end‐of‐war declaration, its envoy said."),
    ]
    ingest(archive, VectorIndex(archive), embedder(), [write(tmp_path / "news.jsonl", records)])
    match = match_any("Who asks for the end-of-war declaration?")
    (best, _), *_ = archive.passages.lexical(match, 2)
    assert archive.passages.hits([best])[best].article.id == "joined"
    assert match_any("Who fired the Hwasong-17?").split(" OR ") == ['"fired"', '"hwasong"', '"17"', '"hwasong 17"']


def test_the_reader_does_not_undo_what_the_time_of_a_question_says(place):
    read = Searcher(place.archive, place.index, embedder(), reader())
    question = "How much does a trip on the ferry to Sund cost?"
    (any_day, *_) = read.search(Query(question, Scope("2022-11-22")))
    (newest, *_) = read.search(Query(question, Scope("2022-11-22"), recent=True))
    (named, *_) = read.search(Query(question, Scope("2022-11-22"), prefer=("2020-05-01", "2020-06-30")))
    assert (any_day.article_id, named.article_id) == ("fare-2020-06-01", "fare-2020-06-01")
    assert newest.article_id == "fare-2022-11-18"
    assert newest.explain["relevance"] < any_day.explain["relevance"], "the reader alone would have it otherwise"


def test_of_passages_that_come_as_near_the_one_that_answers_is_ranked_first(place):
    query = Query("How much does a trip on the ferry to Sund cost?", Scope("2022-11-22"))

    def found(answering):
        def read(question, passages):
            return [Reading(0.5, 9.0 if answering in head else -9.0, ()) for head, _ in passages]

        return Searcher(place.archive, place.index, embedder(), SimpleNamespace(read=read)).search(query)

    before = [one.article_id for one in found("no day")]
    last = found("no day")[-1]
    after = [one.article_id for one in found(last.published[:10])]
    assert before.index("ferry") < before.index(last.article_id) and after.index(last.article_id) < after.index("ferry")


class Counting:
    """The reader, and how many passages it read for which question."""

    def __init__(self):
        self.read_for = []

    def read(self, question, passages):
        self.read_for.append((question, len(passages)))
        return reader().read(question, passages)


def test_what_a_search_has_read_is_not_read_again_and_each_part_of_the_question_is_read_once(place):
    model = Counting()
    question, half = "Why is the harbour bridge closed, and who pays?", "Who pays for the harbour bridge?"
    searcher = Searcher(place.archive, place.index, embedder(), model)
    found, readings = searcher.find(Query(question, Scope("2022-12-31")))
    few = min(CLOSELY, len(found))
    assert len(readings.of(question)) == few and readings.of(half) is readings.of(half)
    assert [one.relevance for one in readings.of(question)] == [one.relevance for one in found[:few]]
    assert model.read_for == [(question, min(READ, len(found))), (half, few)]
    assert [one.relevance is not None for one in found] == [True] * len(found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(("answering", "read"), [(0, CLOSELY), (CLOSELY // 2, CLOSELY), (CLOSELY + 3, 2 * CLOSELY)])
def test_it_is_read_on_while_most_passages_answer(answering, read):
    passages = [
        SimpleNamespace(
            article_id=f"a{at}", version=1, start=0, title=f"Title {at}", published="2022-05-01", text=f"Text {at}."
        )
        for at in range(30)
    ]
    reads = []

    def read_all(question, some):
        at = len(reads)
        reads.extend(some)
        return [Reading(0.5, 1.0 if at + one < answering else -1.0, ()) for one in range(len(some))]

    readings = Readings(SimpleNamespace(read=read_all), passages).of("What was agreed?")
    assert len(readings) == len(reads) == read
    reads.clear()
    always = SimpleNamespace(read=lambda question, some: [Reading(0.5, 1.0, ())] * len(some))
    assert len(Readings(always, passages).of("What was agreed?")) == WIDELY


def test_an_article_that_says_the_words_again_and_again_does_not_crowd_out_the_one_that_answers(tmp_path, monkeypatch):
    """The article that both rankings put first is read, however many newer passages time puts before it."""
    fare = "A trip on the ferry to Sund costs 40 crowns. Children pay half of what the trip costs."
    again = " ".join(f"Who pays for the trip on the ferry to Sund, asked reader {one} of many." for one in range(200))
    told = (("fare", "2022-10-03", fare), ("again", "2022-11-18", again))
    rows = [_story(id, "Harbour Post", day, text) for id, day, text in told]
    archive = Archive.open(tmp_path / "archive", create=True)
    index = VectorIndex(archive)
    monkeypatch.setattr("corpus.search.READ", 1)
    monkeypatch.setattr("corpus.recency.RECENT_FLOOR", 0.1)
    ingest(archive, index, embedder(), [write(tmp_path / "rows.jsonl", rows)])
    query = Query("How much does a trip on the ferry to Sund cost?", Scope("2022-11-19"), recent=True, k=100)
    found = Searcher(archive, index, embedder(), reader()).search(query)
    fare = next(one for one in found if one.article_id == "fare")
    assert fare.explain["fused"] < max(one.explain["fused"] for one in found), "time puts newer passages before it"
    assert fare.relevance is not None


def test_a_text_of_tiny_sentences_under_an_endless_headline_costs_little_more_to_read_than_another(monkeypatch):
    """What goes through the models is bounded in number and length, whatever an article's author has made of both."""
    windows = []
    run = pair_model._run
    monkeypatch.setattr(pair_model, "_run", lambda session, group: windows.extend(group) or run(session, group))
    text = " ".join(("No.", "Ferry.", "When?", "Go!")[one * 7 % 4] for one in range(180))
    (reading,) = reader().read("When does the ferry go?", [("“” §%& " * 60 + "(2022-11-18)\n", text)])
    assert len(reading.told) > 100, "each sentence has its share all the same"
    assert len(windows) <= 8


def test_what_is_read_of_a_passage_does_not_hang_on_those_that_are_read_with_it():
    question = "When does the ferry to Sund go?"
    short = ("Ferries\n", "The ferry to Sund goes at nine on weekdays. Nobody pays on Mondays.")
    long = ("Mines\n", "The mine of Calama was shut by a strike of its drivers. " * 12)
    (alone,) = reader().read(question, [short])
    assert reader().read(question, [long, short, long])[1] == alone
