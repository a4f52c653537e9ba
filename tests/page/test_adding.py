"""Adding on the page without a browser: a press is never lost, and what cannot be added now can be added later."""

import time
from threading import Event

import pytest

from assistant.desk import additions
from corpus.errors import WorkError
from corpus.reports import IngestReport
from tests.page.test_app import app, archive, button, html, page_of  # noqa: F401 - fixtures
from tests.support.page import ARTICLES
from ui.page import session
from ui.page.parts.adding import WAITS

ADDRESS = "http://127.0.0.1:9/ferry"


@pytest.fixture
def adding(app, archive):  # noqa: F811
    """What adds to the archive of the page."""
    app()
    return session.room_of(str(archive)).adding


@pytest.fixture
def held(monkeypatch):
    """An addition does not end before this is set; it then fails."""
    end = Event()

    def ingest(*_, **__):
        end.wait(60)
        raise WorkError("the disk is full")

    monkeypatch.setattr(additions, "ingest_into", ingest)
    yield end
    end.set()


def library():
    """The library with its tab for adding open, and an address in its field."""
    at = page_of("library")
    at.session_state["library-tab"] = "Add"
    at.run()
    at.text_area(key="add-addresses-0").set_value(ADDRESS)
    return at


def ended(adding, owner):
    deadline = time.monotonic() + 60
    while adding.progress(owner).busy:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return adding.progress(owner)


def test_a_press_while_another_addition_is_under_way_is_answered_and_what_was_chosen_stays(adding, held):
    at = library()
    assert adding.start(addresses=[ADDRESS], owner="browser:other")
    button(at, "Add to the archive").click().run()  # it was drawn when nothing was under way
    assert not at.exception and [one.value for one in at.warning] == [WAITS]
    assert at.text_area(key="add-addresses-0").value == ADDRESS
    held.set()
    ended(adding, "browser:other")
    at.run()
    assert not at.warning and at.text_area(key="add-addresses-0").value == ADDRESS
    button(at, "Add to the archive").click().run()
    assert not at.exception and at.text_area(key="add-addresses-1").value == ""


def test_what_could_not_be_added_is_added_by_one_more_press(adding, held, monkeypatch):
    held.set()
    at = library()
    owner = f"browser:{at.session_state['browser']}"
    button(at, "Add to the archive").click().run()
    assert ended(adding, owner).kept
    at.run()
    assert [one.value for one in at.error] == ["the disk is full"]
    given = []
    monkeypatch.setattr(
        additions, "ingest_into", lambda _, sources, *__, **___: given.extend(sources) or IngestReport()
    )
    button(at, "Try again").click().run()
    ended(adding, owner)
    assert given == [ADDRESS]


def test_what_failed_is_kept_of_the_last_few_alone(tmp_path, held):
    held.set()
    adding = additions.Adding(tmp_path, session.Settings())
    for number in range(additions.FAILED + 1):
        assert adding.start([("ferry.txt", ARTICLES[0]["text"].encode())], owner=str(number))
        assert ended(adding, str(number)).kept
    assert not adding.progress("0").kept and not adding.again("0")
    adding.clear("1")
    assert not adding.again("1")
    assert adding.again("2") and ended(adding, "2").kept


def test_what_names_no_day_is_told_where_to_give_one_and_is_taken_with_it(adding):
    at = library()
    owner = f"browser:{at.session_state['browser']}"
    memo = [("memo.txt", b"The minister met the ambassador on 3 March 2022. \n\n")]
    assert adding.start(memo, owner=owner)
    assert ended(adding, owner).rejected
    at.run()
    assert "memo.txt</b>: has no date of publication; give one in the field for it" in html(at)
    at.text_area(key="add-addresses-0").set_value(ADDRESS)
    at.text_input(key="add-day-0").set_value("4 March")
    button(at, "Add to the archive").click().run()
    assert [one.value for one in at.warning][-1] == "Not a day: 4 March. Write it as 2021-01-25."
    assert at.text_area(key="add-addresses-0").value == ADDRESS
    at.text_input(key="add-again-day").set_value("soon")
    button(at, "Add with this day").click().run()
    assert "Not a day: soon. Write it as 2021-01-25." in [one.value for one in at.warning]
    at.text_input(key="add-again-day").set_value("2022-03-04")
    button(at, "Add with this day").click().run()
    assert ended(adding, owner).report.added == 1 and not adding.progress(owner).kept
    at.run()
    assert not at.exception and not any(one.label == "Add with this day" for one in at.button)


def test_a_page_that_a_browser_sent_without_a_day_is_named_and_taken_with_one(adding):
    at = page_of("library")
    owner = f"browser:{at.session_state['browser']}"
    text = "<p>The tug Heron towed the ferry to Port Tamsin, its owner said. It was mended there in the dock.</p>" * 4
    page = f"<html><head><title>Tug</title></head><body><article><h1>Tug tows</h1>{text}</article></body></html>"
    assert adding.hold(adding.token(owner), additions.Sent("https://harbour.invalid/tug", "Tug tows ferry", page))
    at.run()
    at.button(key="sent-add-0").click().run()
    assert ended(adding, owner).undated and not adding.held(owner)
    at.run()
    assert "Tug tows ferry.html</b>: has no date of publication; give one in the field for it" in html(at)
    at.text_input(key="add-again-day").set_value("2022-03-05")
    button(at, "Add with this day").click().run()
    assert ended(adding, owner).report.added == 1


def test_of_two_presses_in_a_row_the_second_is_told_that_the_first_is_under_way(adding, held):
    at = library()
    button(at, "Add the sample archive").click()
    button(at, "Add to the archive").click().run()
    assert not at.exception and [one.value for one in at.warning] == [WAITS]
    at.run()
    assert not at.warning
