"""A briefing on one meeting: what was said then and what came of it stand before later meetings of both."""

import pytest

from assistant.briefing.events.gather import gather
from assistant.briefing.events.near import event, on_topic
from assistant.briefing.events.tellings import tellings
from assistant.briefing.request import read_order
from corpus.evidence import Reading
from corpus.models.reader import reader
from corpus.scope import Scope
from tests.support.archives import desk_of


def _row(id, published, title, text, kind="readout"):
    row = {"id": id, "title": title, "published": published, "source": "The Chancery", "kind": kind}
    return row | {"text": text}


MET = "President Lindqvist met today with Chancellor Moreau in Norvik."
CABLE = "The two countries will lay a power cable under the Sound for 4 billion crowns by the end of 2026."
COURT = "Norway welcomes the decision to open a joint court for fishing disputes in Bergen."
LATER = (
    "President Lindqvist met today with Chancellor Moreau and Premier Okafor on the sidelines of the Alliance Summit, "
    "the first of its kind in nine years."
)
SIX = "President Lindqvist, Chancellor Moreau and Premier Okafor agreed at the Summit to train 600 pilots."
TALKS = (
    "Envoy Dahl met today with Envoy Petit on the momentum of the summit of President Lindqvist and Chancellor Moreau."
)
SPOKE = "President Lindqvist spoke today with Chancellor Moreau on the price of power."
ARTICLES = [
    _row("call", "2022-03-10", "Readout of President Lindqvist’s Call with Chancellor Moreau", SPOKE),
    _row("met", "2022-05-21", "Readout of President Lindqvist’s Meeting with Chancellor Moreau", MET),
    _row(
        "joint", "2022-05-22", "Norway-France Joint Statement",
        f"President Lindqvist welcomed Chancellor Moreau to Norvik for a first meeting. {CABLE} {COURT}", "statement",
    ),
    _row("three", "2022-06-29", "Readout of President Lindqvist’s Trilateral with Chancellor Moreau", f"{LATER} {SIX}"),
    _row("envoys", "2022-06-07", "Envoy Dahl’s Meeting with Envoy Petit", TALKS),
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The assistant over a meeting of two, and a later one of three."""
    return desk_of(tmp_path_factory.mktemp("event"), ARTICLES)


@pytest.mark.parametrize(
    "topic",
    [
        "Lindqvist-Moreau summit",
        "the meeting between Lindqvist and Moreau in Norvik",
        "the Lindqvist–Moreau Summit",
        "the Lindqvist and Moreau Meeting",
        "the lindqvist and moreau summit",
        "President Lindqvist's Talks with Chancellor Moreau",
    ],
)
def test_the_meeting_that_is_asked_for_leads_and_not_a_later_one_of_both(desk, topic):
    told = desk.brief(f"Brief me on {topic}")
    bottom = next(one for one in told.sections if one.kind == "bottom_line")
    assert [item.date for item in bottom.items] == ["2022-05-21"]


@pytest.mark.parametrize(
    ("topic", "parties", "met"),
    [
        ("the Lindqvist-Moreau summit", {"lindqvist", "moreau"}, True),
        ("Lindqvist's visit to France", {"lindqvist", "@france"}, True),
        ("talks between Lindqvist and Moreau in Rome", {"lindqvist", "moreau"}, True),
        ("Lindqvist's phone call with Moreau", {"lindqvist", "moreau"}, False),
        ("The Lindqvist-Moreau Summit", {"lindqvist", "moreau"}, True),
        ("Lindqvist – Moreau Talks", {"lindqvist", "moreau"}, True),
        ("The Lindqvist and Moreau Call", {"lindqvist", "moreau"}, False),
        ("Lindqvist's Visit to France", {"lindqvist", "@france"}, True),
        ("Summit between Lindqvist and Moreau", {"lindqvist", "moreau"}, True),
        ("the Lindqvist-Moreau Rome summit", {"lindqvist", "moreau"}, True),
        ("French President Ada Moreau's meeting with Foreign Minister Lindqvist", {"lindqvist", "moreau"}, True),
        ("Kim Jong-un's summit with Ada Moreau", {"kim", "jong", "un", "moreau"}, True),
    ],
)
def test_a_meeting_is_read_with_who_is_named(topic, parties, met):
    found = event(topic)
    assert (found.parties, found.met) == (parties, met)


@pytest.mark.parametrize(
    "topic",
    [
        "the summits of Lindqvist and Moreau",
        "the meeting",
        "aid to Norway",
        "the Summit of the Americas in Rome",
        "the NATO summit in Madrid",
        "the NATO Summit in Madrid",
        "the Marlow Security Conference",
        "the Lindqvist Global Forum",
        "Secretary Lindqvist's Visit",
    ],
)
def test_several_meetings_and_those_of_nobody_or_with_a_name_of_their_own_are_none(topic):
    assert event(topic) is None


@pytest.mark.parametrize("topic", ["the Dahl-Okafor talks", "Dahl's Summit with Okafor", "the dahl-okafor call"])
def test_of_a_meeting_that_no_article_tells_nothing_is_told_of_others_that_either_had(desk, topic):
    told = desk.brief(f"Brief me on {topic}")
    assert (told.abstained, told.reason) == (True, "not_stated")


def test_of_a_meeting_that_is_told_no_other_of_one_of_them_is(desk):
    told = desk.brief("Brief me on the Dahl-Petit meeting")
    assert {one.article_id for said in told.sentences() for one in said.citations} == {"envoys"}


def test_who_speaks_or_stands_in_the_title_need_not_be_named_in_what_tells_of_the_meeting(tmp_path):
    speaking = _row(
        "press", "2022-07-09", "Secretary Petit at a Press Availability",
        "SECRETARY PETIT: Earlier today, I met with Minister Okafor of Orsk for five hours.\n"
        "We talked about the price of fish.\nQUESTION: Was he angry?\nSECRETARY PETIT: He was not angry at all.\n"
        "QUESTION: And what of Norvik?\nSECRETARY PETIT: The pier of Norvik will be built by the two towns in May.",
        "transcript",
    )  # fmt: skip
    told = desk_of(tmp_path, [*ARTICLES, speaking]).brief("Brief me on the Petit-Okafor meeting")
    assert "five hours" in told.text and "Dahl" not in told.text


def test_a_call_that_is_asked_for_stands_before_other_meetings_of_both(desk):
    told = desk.brief("Brief me on Lindqvist's call with Moreau")
    bottom = next(one for one in told.sections if one.kind == "bottom_line")
    assert [item.date for item in bottom.items] == ["2022-03-10"]


class Noting:
    """The reader, and what it read."""

    def __init__(self):
        self.texts = []

    def read(self, question, passages):
        """The real readings; the texts are kept."""
        self.texts += [text for _, text in passages]
        return reader().read(question, passages)


def test_what_is_of_the_meeting_is_read_first_whatever_the_search_found_nearest(desk):
    order = read_order("the Lindqvist-Moreau summit", desk.archive.seen(Scope.read()), words=400, form="brief")
    found = list(tellings(gather(order, desk.archive, desk.searcher), order.sought))
    nearest = min(found, key=lambda one: one.evidence.rank).article
    noting = Noting()
    on_topic(found, [0.0] * len(found), order.sought, noting, looked=(2, 2))
    assert nearest.id == "three" and not any("Okafor" in text for text in noting.texts[:2])


class Near:
    """A reader to which everything is near."""

    def read(self, question, passages):
        """The same of each."""
        return [Reading(0.9, 0.0, ()) for _ in passages]


def test_of_a_meeting_that_is_told_in_passing_only_what_stands_beside_that_is_told(tmp_path):
    speech = _row(
        "speech", "2022-03-02", "Remarks by President Dahl on the State of the Nation",
        "My fellow citizens, we will build 400 schools and 90 bridges in nine years.\n\n"
        "Okafor’s latest attack on the island of Tarn was unprovoked and premeditated.",
        "transcript",
    )  # fmt: skip
    passing = _row(
        "passing", "2022-03-09", "Briefing by Spokesperson Berg",
        "President Dahl and Premier Okafor agreed at their summit in Geneva on a price for grain. "
        "Four ships of the port of Norvik will carry 400 tonnes of grain each month.",
        "transcript",
    )  # fmt: skip
    desk = desk_of(tmp_path, [speech, passing])
    order = read_order("the Dahl-Okafor summit", desk.archive.seen(Scope.read()), words=400, form="brief")
    found = list(tellings(gather(order, desk.archive, desk.searcher), order.sought))
    assert {one.article.id for one in found} == {"speech", "passing"}
    told = on_topic(found, [0.0] * len(found), order.sought, Near())
    assert {found[at].article.id for at in told} == {"passing"}
