"""What is told of a course of days: no plan that is over by now, what is new first, no gap where something stands."""

import pytest

from assistant.briefing.events import gather as gathering
from assistant.briefing.events.developments import weighed
from assistant.briefing.events.gather import gather
from assistant.briefing.events.tellings import tellings
from assistant.briefing.events.weigh import likeness, signals
from assistant.briefing.request import read_order
from corpus.scope import Scope
from tests.support.archives import desk_of


def _row(id, published, text, title="The ferry of Norvik"):
    return {"id": id, "title": title, "published": published, "source": "Coast Daily", "text": text}


PLAN = "Mayor Jon Vale will visit the yard of the ferry of Norvik on Friday with his council."
LOAN = "The council will lend the ferry company of Norvik four million crowns for a new ship."
VISIT = "Mayor Jon Vale visited the yard of the ferry of Norvik and asked for a new engine."
TRIAL = "The ferry of Norvik failed its trial in the northern bay, and the company fired its captain."
WOLVES = "Wolves came down to the northern bay in the cold and took eleven sheep from the farms."
ARTICLES = [
    _row("plan", "2022-03-01", f"{PLAN} {LOAN}"),
    _row("visit", "2022-05-05", VISIT),
    _row("wolves", "2022-06-10", WOLVES, "Wolves in the bay"),
    _row("trial", "2022-07-20", TRIAL),
]


def _told(desk, request, **bounds):
    order = read_order(request, desk.archive.seen(Scope.read(**bounds)), words=400, form="brief")
    return order, list(tellings(gather(order, desk.archive, desk.searcher), order.sought))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over four articles, a month or more apart."""
    return desk_of(tmp_path_factory.mktemp("norvik"), ARTICLES)


def test_a_plan_is_overtaken_once_something_later_was_published(desk):
    order, found = _told(desk, "the ferry of Norvik")
    assert {one.text for one, of in zip(found, signals(found, order.sought), strict=True) if of["overtaken"]} == {PLAN}
    order, found = _told(desk, "the ferry of Norvik", as_of="2022-03-02")
    assert [of["overtaken"] for of in signals(found, order.sought)] == [0.0, 0.0]


def test_where_what_is_new_is_asked_for_the_newest_weighs_most(desk):
    order, found = _told(desk, "the ferry of Norvik")
    weights = [weighed(found, order.sought, newest=newest) for newest in (False, True)]
    more = {one.article.id: after - before for one, before, after in zip(found, *weights, strict=True)}
    assert more["plan"] == 0.0 < more["visit"] < more["trial"]


@pytest.mark.parametrize(
    "question", ["What's going on with the ferry of Norvik?", "What is the situation of the ferry of Norvik?"]
)
def test_how_a_thing_stands_is_told_from_the_newest_report_on(desk, question):
    answer = desk.ask(question)
    days = [one.citations[0].published for one in answer.sentences]
    assert days[0] == "2022-07-20"
    assert days == sorted(days, reverse=True)


def test_a_month_in_which_something_names_the_topic_is_no_gap(desk, monkeypatch):
    monkeypatch.setattr(gathering, "PASSAGES", 1)
    found = desk.brief("the ferry of Norvik", since="2022-03-01", until="2022-07-31")
    assert set(found.coverage.by_month) == {"2022-03", "2022-05", "2022-07"}
    gaps = [
        one.text
        for section in found.sections
        if section.kind == "unknown"
        for each in section.items
        for one in each.sentences
    ]
    assert "No article on it was found for June 2022." in gaps
    assert {VISIT, TRIAL} <= {each.quote for one in found.sentences() for each in one.citations}


def test_since_when_something_is_new_is_told(desk):
    found = desk.brief("Latest on the ferry of Norvik")
    assert found.notes == [
        "The question is for what is new: only the latest on it is told, which came out since 20 July 2022."
    ]
    assert not desk.brief("the ferry of Norvik").notes


def test_how_like_the_sentences_of_a_period_are_is_computed_once_and_tells_the_same(desk, monkeypatch):
    """It takes a square of their number; the weights, the bottom line and the choice go by the same."""
    asked = {"since": "2022-01-01", "until": "2022-12-31"}
    before, computed = desk.brief("", **asked), []

    def counting(found):
        computed.append(len(found))
        return likeness(found)

    for module in ("choosing", "events.developments", "events.weigh"):
        monkeypatch.setattr(f"assistant.briefing.{module}.likeness", counting, raising=False)
    assert desk.brief("", **asked).text == before.text != "" and len(computed) == 1
    found = _told(desk, "", **asked)[1]
    known = likeness(found)
    assert signals(found, "", like=known) == signals(found, "")
