"""The pages of briefings and of events without a browser: ordered, read, edited, undone, removed; events told once."""

import time

import pytest

from assistant.desk.briefings import Briefings, Ordered
from assistant.desk.conversations import Conversations, Turn
from tests.page.test_app import APP, button, html, page_of
from tests.page.test_render import answered
from tests.page.test_render import said as answered_sentence
from tests.support.briefings import FIRST, briefing
from tests.support.page import make_archive

OWNER = "browser:" + "a" * 32


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("briefings"))


@pytest.fixture(autouse=True)
def room(archive, monkeypatch):
    import streamlit as st

    monkeypatch.setenv("BRIEFING_ARCHIVE", str(archive))
    yield
    st.cache_resource.clear()


@pytest.fixture
def kept(archive):
    """A whole briefing of this tab's owner, as it is stored."""
    store = Briefings(archive)
    made = store.new(OWNER, Ordered(request="Brief me on the ferry"))
    store.put(made.model_copy(update={"briefing": briefing(), "status": "done"}))
    return lambda: store.open(made.id, OWNER)


def opened(name="briefing", **state):
    at = page_of(name)
    at.session_state["browser"] = "a" * 32
    for key, value in state.items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


def press(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


@pytest.mark.timeout(300)  # it loads the models
def test_a_briefing_is_ordered_comes_and_is_kept(archive):
    at = opened()
    at.text_area(key="order-request").set_value("Brief me on the ferry to Gull Island")
    button(at, "Write the briefing").click().run()
    deadline = time.monotonic() + 90
    while not any(one.key == "remove-briefing" for one in at.button):
        assert time.monotonic() < deadline and not at.exception, html(at)
        time.sleep(0.2)
        at.run()
    (made,) = [one for one in Briefings(archive).list(OWNER) if one.name == "Brief me on the ferry to Gull Island"]
    assert made.status == "done" and made.briefing is not None and not made.briefing.abstained
    assert 'data-cite="0.1"' in html(at) and "on a single source." in html(at)
    assert any(one.key == f"open-{made.id}" for one in at.button)


def test_an_order_without_topic_and_days_is_told_what_it_lacks(archive):
    before = len(Briefings(archive).list(OWNER))
    at = button(opened(), "Write the briefing").click().run()
    assert [one.value for one in at.warning] == ["Name a topic, or the days that it should be about."]
    assert len(Briefings(archive).list(OWNER)) == before


def test_an_item_opens_its_source_at_the_cited_words(kept):
    at = opened(b=kept().id)
    assert "Moderate: one outlet, own words" in html(at) and "14 June 2021" in html(at)
    assert "Information cut-off" in html(at)
    at.query_params["source"] = "0.1"
    at.run()
    assert f'<mark class="cited">{FIRST}</mark>' in html(at)


def test_items_are_moved_dropped_and_given_text_of_ones_own_and_each_is_undone(kept):
    at = opened(b=kept().id)
    at.toggle(key=f"edit-{kept().id}").set_value(True).run()
    press(at, "up-developments.1")
    shown = html(at)
    assert shown.index("The ferry resumes") < shown.index("The pier was rebuilt")
    press(at, "drop-positions.0")
    assert "Who said what" not in html(at)
    press(at, "add-developments.0")
    at.text_area(key="own-developments.0").set_value("We expect <b>a quiet</b> June.")
    press(at, "own-add-developments.0")
    assert "Analyst’s own text" in html(at) and "&lt;b&gt;a quiet&lt;/b&gt;" in html(at)
    assert len(kept().edits) == 3
    for left in (2, 1, 0):
        press(at, "undo")
        assert len(kept().edits) == left
    assert "Who said what" in html(at) and not [one for one in at.button if one.key == "undo"]


def test_a_reworded_sentence_is_taken_or_shown_as_refused_with_the_reason(kept):
    at = opened(b=kept().id)
    at.toggle(key=f"edit-{kept().id}").set_value(True).run()
    for text, taken in (("The ferry will resume on 14 June.", True), ("The ferry will resume on 19 June.", False)):
        press(at, "reword-developments.1")
        at.text_area(key="text-developments.1-0").set_value(text)
        press(at, "take-developments.1-0")
        assert (kept().edits[-1].passed is not None) == taken
    shown = html(at)
    assert "The ferry will resume on 14 June." in shown
    refused = shown.partition("Not taken in its place:")[2]
    assert "The ferry will resume on 19 June." in refused and kept().edits[-1].refused.reasons[0] in refused


def test_copies_of_its_file_break_no_page_and_a_damaged_one_is_named(kept, archive):
    folder = archive / "briefings"
    text = (folder / f"{kept().id}.json").read_text("utf-8")
    copies = {"c" * 32: text, "d" * 32: text.replace('"2021-06-14"', '"not a day"')}
    for name, copy in copies.items():
        (folder / f"{name}.json").write_text(copy, "utf-8")
    at = opened(b=kept().id)
    keys = [one.key for one in at.button]
    assert f"open-{'c' * 32}" in keys and f"open-{'d' * 32}" not in keys
    assert any("hold no briefing" in one.value and "d" * 32 in one.value for one in at.caption)
    for name in copies:
        (folder / f"{name}.json").unlink()


def test_another_reader_sees_it_and_cannot_change_it(kept):
    at = opened(b=kept().id)
    assert at.toggle
    other = page_of("briefing")
    other.session_state["browser"] = "b" * 32
    other.session_state["b"] = kept().id
    other.run()
    assert not other.exception and "The ferry resumes" in html(other)
    assert not other.toggle and not [one for one in other.button if one.key == "remove-briefing"]


def test_a_removed_briefing_comes_back_with_undo(kept, archive):
    at = press(opened(b=kept().id), "remove-briefing")
    id = Briefings(archive).list(OWNER, removed=True)[0].id
    assert "Name a topic" in html(at)
    press(at, "undo-briefing")
    assert "The ferry resumes" in html(at) and Briefings(archive).open(id, OWNER)


def test_a_short_briefing_in_the_chat_becomes_a_whole_one_with_one_click(archive):
    from streamlit.testing.v1 import AppTest

    store = Conversations(archive)
    answer = answered(answered_sentence(), question="Brief me on the ferry", form="brief")
    known = {"question": answer.question, "answer": answer, "sentences": answer.sentences, "source": "Harbour Gazette"}
    turn = Turn(asked="1", status="done", **known)
    talk = store.add(store.new(OWNER), turn)
    at = AppTest.from_file(APP, default_timeout=90)
    at.session_state["browser"] = "a" * 32
    at.query_params["c"] = talk.id
    press(at.run(), "whole-0")
    found = Briefings(archive).list(OWNER)[0]
    assert (found.ordered.request, found.ordered.source) == ("Brief me on the ferry", "Harbour Gazette")
    assert at.session_state["b"] == found.id


def test_the_timeline_tells_each_event_once_with_the_articles_behind_it():
    at = opened("timeline")
    at.text_input(key="timeline-topic").set_value("the ferry to Gull Island").run()
    assert not at.exception
    shown = html(at)
    assert shown.count('<div class="event">') == shown.count("Told by ") > 0
    at.query_params["source"] = "0.1"
    at.run()
    assert '<mark class="cited">' in html(at)
