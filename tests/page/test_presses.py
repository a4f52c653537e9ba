"""What the page's script reports: each press is done once, however often and with whatever address it comes."""

import pytest
import streamlit as st

from ui.page import address as place
from ui.page import once
from ui.page.parts import bridge


class State(dict):
    """A tab's state, as Streamlit gives it to a script."""

    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


@pytest.fixture
def report(monkeypatch):
    monkeypatch.setattr(st, "session_state", State(bridge={}))
    monkeypatch.setattr(st, "query_params", {})

    def reported(press, value, address):
        st.query_params.clear()
        st.query_params.update(address)
        st.session_state.bridge = {"opened": {"press": press, "value": value}}
        bridge._once("opened", place.open_source, lambda named: place.source() == named)
        return place.source(), st.session_state.get("opened", 0)

    return reported


def test_a_press_that_is_reported_twice_is_done_once(report):
    assert report("a-1", "0.1", {}) == ("0.1", 1)
    assert report("a-1", "0.1", {"source": "0.1"}) == ("0.1", 1)


def test_a_report_with_the_address_of_before_does_not_close_the_source_again(report):
    assert report("a-1", "0.1", {}) == ("0.1", 1)
    assert report("a-1", "0.1", {})[0] == "0.1"


def test_a_late_report_of_an_earlier_press_does_not_undo_the_last(report):
    report("a-1", "0.1", {})
    report("a-2", "0.2", {"source": "0.1"})
    assert report("a-1", "0.1", {"source": "0.2"})[0] == "0.2"


class Cut(BaseException):
    """As Streamlit ends a run of the script where another one cuts in."""


def cut():
    raise Cut


def test_a_callback_that_is_called_again_is_one_press_until_the_page_is_whole_and_then_another(monkeypatch):
    monkeypatch.setattr(st, "session_state", State())
    assert not once.again("ask", "When?") and not once.again("ask", "Where?")
    once.say("trouble", "The disk is full.")
    with pytest.raises(Cut):
        once.page(cut)()
    assert once.again("ask", "When?") and once.said("trouble") == "The disk is full."
    once.page(lambda: None)()
    assert not once.again("ask", "When?") and once.said("trouble") is None


def test_a_page_that_fails_swallows_no_press_after_that(monkeypatch):
    monkeypatch.setattr(st, "session_state", State())
    assert not once.again("ask", "When?")
    with pytest.raises(ZeroDivisionError):
        once.page(lambda: 1 // 0)()
    assert not once.again("ask", "When?")
