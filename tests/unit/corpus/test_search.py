"""Search over a real archive: near-copies, bounds, and what a result says of its rank."""

from dataclasses import dataclass

import pytest

from corpus.evidence import Query
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder, reranker
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from tests.support.written_articles import write

REPORT = (
    "The council of Norvik voted on Tuesday to close the old harbour bridge for two years. Engineers found cracks in "
    "four of the pillars last winter, and trucks have been banned since then. The work will cost 14 million crowns, of "
    "which the province pays half. Ferries will carry people on foot for free, and drivers will have to take the tunnel "
    "at Sund. Shopkeepers on the quay fear for their trade and ask the council for help. The mayor said that there was "
    "no other way, since nobody can tell how long the pillars will stand."
)
OTHERS = {
    "tunnel": "The tunnel at Sund will get new lights before the bridge in Norvik is closed, its owner says. The old ones "
    "failed three times this year, and drivers complained.",
    "ferry": "The ferry company of Norvik looks for thirty sailors. It will carry those who used to walk over the bridge.",
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


def test_the_reranker_does_not_undo_what_the_time_of_a_question_says(place):
    reranked = Searcher(place.archive, place.index, embedder(), reranker())
    question = "How much does a trip on the ferry to Sund cost?"
    (any_day, *_) = reranked.search(Query(question, Scope("2022-11-22")))
    (newest, *_) = reranked.search(Query(question, Scope("2022-11-22"), recent=True))
    (named, *_) = reranked.search(Query(question, Scope("2022-11-22"), prefer=("2020-05-01", "2020-06-30")))
    assert (any_day.article_id, named.article_id) == ("fare-2020-06-01", "fare-2020-06-01")
    assert newest.article_id == "fare-2022-11-18"
    assert newest.explain["rerank"] < any_day.explain["rerank"], "the cross-encoder alone would have it otherwise"
