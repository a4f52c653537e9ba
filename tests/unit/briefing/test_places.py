"""Requests for all that happened at a place, and for what somebody said over time: what is told first of them."""

import pytest

from assistant.briefing.events.developments import Pool, weighed
from assistant.briefing.events.gather import Gathered
from assistant.briefing.events.places import is_named, within
from assistant.briefing.events.tellings import tellings
from corpus.article import Article
from corpus.models import reader
from tests.support.evidence import whole

SAID = "The envoy said that peace on the Korean Peninsula matters to all who live on the Korean Peninsula and beyond."
LAUNCHED = "On March 16, 2023, Pyongyang launched two ballistic missiles, and Seoul and Tokyo condemned it at once."
FERRIES = "On March 17, 2023, Norway launched two ferries, and the mayors of Bergen and Stavanger agreed to fund them."
OF_MARCH = [
    ("Korean Peninsula: remarks", "2023-03-03", SAID),
    ("Two missiles launched", "2023-03-16", LAUNCHED),
    ("Two ferries launched", "2023-03-17", FERRIES),
]


def of(rows):
    """The sentences of articles (title, day, text), whose passages a search found in this order."""
    found = {
        str(at): Article(title=title, text=text, published=day, id=str(at), source="Herald")
        for at, (title, day, text) in enumerate(rows)
    }
    passages = tuple(whole(one, at, 1 / at) for at, one in enumerate(found.values(), 1))
    return list(tellings(Gathered(passages, lambda id, version: found[id], {})))


@pytest.mark.parametrize(
    ("topic", "held"),
    [
        ("Korean Peninsula", {"@korean_peninsula", "@north_korea", "@south_korea", "pyongyang"}),
        ("Iran", {"@iran", "tehran"}),
        ("talks on the Korean Peninsula", set()),
        ("South Korea and Ukraine", set()),
        ("dockers' strike", set()),
        ("", set()),
    ],
)
def test_a_place_holds_its_countries_and_their_capitals_and_another_topic_none(topic, held):
    found = within(topic)
    assert held <= found and bool(found) == bool(held)


def test_of_a_place_what_happened_is_told_before_what_says_its_name_and_nothing_of_other_places():
    found = of(OF_MARCH)
    pool = Pool(found, "Korean peninsula", reader(), weighed(found, "Korean peninsula"))
    assert {one.text for one in pool.found} == {SAID, LAUNCHED}
    assert pool.found[pool.best(100)].text == LAUNCHED


def test_of_two_countries_what_one_has_to_do_with_the_other_is_told_before_what_happened_in_either():
    both = "On March 18, 2023, Norway sold two ferries to Chile, and both countries agreed on crews for them."
    alone = "On March 19, 2023, Chile closed two mines, and the mayors of Calama and Iquique agreed to fund them."
    found = of([*OF_MARCH, ("A deal on ferries", "2023-03-18", both), ("Two mines closed", "2023-03-19", alone)])
    pool = Pool(found, "Norway and Chile", reader(), weighed(found, "Norway and Chile"))
    assert pool.found[pool.best(100)].text == both


@pytest.mark.parametrize(("stances", "months"), [(False, {"2022-01"}), (True, {"2022-01", "2022-06"})])
def test_a_stance_is_told_from_all_parts_of_its_time(stances, months):
    said = {
        "2022-01-03": "The council of Port Ansel keeps the ferry as cheap as it was before the flood.",
        "2022-01-24": "Dockers in Selby got two more weeks of leave out of their talks with Mayor Berg.",
        "2022-06-30": "Gull Island wants its lighthouse lit by volunteers of the village school.",
    }
    found = of([("Remarks", day, text) for day, text in said.items()])
    pool = Pool(found, "", reader(), weighed(found, "", stances=stances), stances=stances)
    pool.weights[:] = [2.0, 1.9, 1.7]
    assert {pool.take(pool.best(100)).article.day[:7] for _ in range(2)} == months


@pytest.mark.parametrize(
    ("topic", "text", "named"),
    [
        ("Korean peninsula", "Pyongyang fired two missiles.", True),
        ("Korean peninsula", "Norway launched two ferries.", False),
        ("Ferries of Norway", "Norway launched two ferries.", True),
        ("Ferries of Norway", "The ferries are late.", False),
    ],
)
def test_a_place_is_named_by_any_place_within_it(topic, text, named):
    assert is_named(topic, text) is named
