"""What others only say again: the same deed or word on the same, with no name, number or day beside it."""

import pytest

from assistant.briefing.events.developments import says_again
from assistant.briefing.events.gather import gather
from assistant.briefing.events.tellings import tellings
from assistant.briefing.events.weigh import signals
from assistant.briefing.request import Order
from corpus.scope import Scope
from tests.support.archives import desk_of

TOLD = "Mayor Vale condemned the attack of March 3 on the ferry Anna as a crime against all sailors."


def written(id, text, day="2022-03-04"):
    return {"id": id, "title": "Notes", "source": id, "published": day, "kind": "statement", "text": text}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    texts = {
        "told": TOLD,
        "again": "The Dockers' Union strongly condemned the attack on the ferry Anna.",
        "named": "The Dockers' Union condemned the attack on the ferry Anna by men of the Ansel Line.",
        "number": "The Dockers' Union condemned the attack on the ferry Anna that killed 9 sailors.",
        "dated": "The Dockers' Union condemned the attack of March 1 on the ferry Anna.",
        "denied": "The Ansel Line did not condemn the attack on the ferry Anna.",
        "never": "The Ansel Line has never condemned the attack on the ferry Anna.",
        "other": "The Dockers' Union welcomed the inquiry into the attack on the ferry Anna.",
    }
    late = written("late", "The Harbour Board condemned the attack on the ferry Anna.", "2022-03-30")
    return desk_of(tmp_path_factory.mktemp("again"), [*(written(id, text) for id, text in texts.items()), late])


@pytest.mark.parametrize(
    ("id", "again"),
    [
        ("again", True),
        *((id, False) for id in ("named", "number", "dated", "denied", "never", "other", "late")),
    ],
)
def test_the_same_said_by_another_is_told_from_what_adds_something(desk, id, again):
    order = Order("", "", Scope("2022-04-01", "2022-02-01"), "caller", 400, "brief")
    found = {one.article.id: one for one in tellings(gather(order, desk.archive, desk.searcher))}
    assert says_again(found[id], found["told"]) is again


def test_what_an_outlet_prints_again_and_again_is_not_told_again(tmp_path):
    line = "Section 12 of the Harbour Act provides that the port of Ansel closes at nine in the evening."
    rows = [written(f"note {day}", f"{line} Note {day} was filed.", f"2022-03-0{day}") for day in (1, 2, 3)]
    found = {}
    for outlets in ("one", "several"):
        kept = [{**row, "source": "The Gazette" if outlets == "one" else row["id"]} for row in rows]
        (tmp_path / outlets).mkdir()
        desk = desk_of(tmp_path / outlets, kept)
        order = Order("", "", Scope("2022-04-01", "2022-02-01"), "caller", 400, "brief")
        told = [one for one in tellings(gather(order, desk.archive, desk.searcher)) if one.text == line]
        found[outlets] = [each["told_again"] for each in signals(told, "")]
    assert set(found["one"]) == {0.0} and all(each > 0 for each in found["several"])


def test_the_same_condemnation_is_told_once(desk):
    briefing = desk.brief("Brief me on the attack on the ferry Anna")
    assert TOLD in briefing.text and "strongly condemned" not in briefing.text and "killed 9 sailors" in briefing.text
