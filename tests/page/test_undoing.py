"""What was removed comes back where it stood, within a minute; what is deleted for good takes a second press."""

import pytest

from assistant.desk.briefings import Briefings
from assistant.desk.people import People, Pin, Search
from tests.page.test_app import button
from tests.page.test_briefing_page import OWNER, archive, kept, opened, press, room  # noqa: F401 - fixtures
from ui.page import undoing


@pytest.fixture
def person(archive):  # noqa: F811
    """What is kept of this tab's owner, with two pins and a search."""
    people = People(archive)

    def begin(one):
        one.pins = [Pin(id="a", text="First"), Pin(id="b", text="Second")]
        one.searches = [Search(name="Ferries", words="ferry")]

    people.change(OWNER, begin)
    return lambda: people.read(OWNER)


def pinned(person):
    return [one.id for one in person().pins]


def test_a_pin_is_moved_both_ways_and_one_that_was_taken_off_comes_back_to_its_place(person):
    at = opened()
    assert at.button(key="Up-a").disabled and at.button(key="Down-b").disabled
    press(at, "Down-a")
    assert pinned(person) == ["b", "a"]
    press(at, "Up-a")
    press(at, "unpin-a")
    assert pinned(person) == ["b"]
    press(at, "undo-pin")
    assert pinned(person) == ["a", "b"]


def test_a_search_that_was_forgotten_comes_back(person):
    at = opened("library")
    button(at, "Forget").click().run()
    assert person().searches == []
    press(at, "undo-search")
    assert [one.name for one in person().searches] == ["Ferries"]


def test_the_way_back_ends_after_a_minute(person, monkeypatch):
    at = press(opened(), "unpin-b")
    monkeypatch.setattr(undoing, "FOR", undoing.FOR * 0)
    at.run()
    assert not [one for one in at.button if one.key == "undo-pin"]


def test_a_briefing_is_deleted_for_good_at_the_second_press_alone(kept, archive):  # noqa: F811
    id = kept().id
    at = press(opened(b=id), "remove-briefing")
    press(at, f"gone-{id}")
    press(at, f"spare-{id}")
    press(at, f"gone-{id}")
    assert [one.id for one in Briefings(archive).list(OWNER, removed=True)] == [id]
    press(at, f"sure-{id}")
    assert Briefings(archive).list(OWNER, removed=True) == []
    assert not [one for one in at.button if one.key == "undo-briefing"]
