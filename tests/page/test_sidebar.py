"""The list of conversations without a browser: twelve and More, pinned ones always, what is in no group told apart."""

import pytest

from assistant.desk.conversations import Conversations, Turn
from tests.page.test_app import button, html
from tests.page.test_briefing_page import OWNER, archive, opened, room  # noqa: F401 - fixtures
from ui.page.talk.sidebar import FEW


@pytest.fixture(scope="module")
def many(archive):  # noqa: F811
    """Fifteen conversations of this tab's owner, of which the oldest is pinned."""
    store = Conversations(archive)
    for number in range(15):
        one = store.add(store.new(OWNER), Turn(question=f"Number {number}?", asked=store.now()))
        if not number:
            store.put(one.id, pinned=True)
    return {one.name: one.id for one in store.list(OWNER)}


def listed(at):
    return [one.key.removeprefix("open-") for one in at.button if (one.key or "").startswith("open-")]


def test_twelve_are_listed_and_more_with_a_press_and_a_pinned_one_stays_however_old(many):
    at = opened("chat")
    shown = listed(at)
    assert len(shown) == FEW + 1 and shown[0] == many["Number 0?"] and many["Number 1?"] not in shown
    assert [name in html(at) for name in (">Pinned</div>", ">Others</div>")] == [True, True]
    button(at, "More (2)").click().run()
    assert set(listed(at)) == set(many.values()) and not any(one.label.startswith("More (") for one in at.button)


def test_the_conversation_on_the_page_is_listed_however_old(many):
    at = opened("chat")
    at.query_params["c"] = many["Number 1?"]
    at.run()
    assert not at.exception and many["Number 1?"] in listed(at) and "Number 1?" in html(at)


def test_the_form_to_rename_opens_at_the_press_though_the_list_is_drawn_last(many):
    at = opened("chat")
    next(one for one in at.button if one.key == f"more-{many['Number 14?']}").click().run()
    assert not at.exception
    assert [one.value for one in at.text_input if one.label == "Name"] == ["Number 14?"]
