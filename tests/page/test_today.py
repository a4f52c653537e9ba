"""Today without a browser: what arrived, editions with their changes, subscriptions with their health, unread marks."""

import pytest

from assistant.daily.topics import Topic
from corpus.subscriptions.subscription import Subscriptions
from tests.daily.conftest import Days, at
from tests.page.test_app import html, page_of


@pytest.mark.slow
def test_today_shows_what_arrived_editions_and_subscriptions_and_marks_them_read(tmp_path, monkeypatch):
    import streamlit as st

    days = Days(tmp_path)
    days.take(2, "ferry")
    days.topics.add(Topic(name="<b>Island", form="timeline", at=None, added=at(1)))
    days.edition("<b>Island")
    monkeypatch.setattr("corpus.clock.now", lambda: at(2, 7))
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(days.folder))
    try:
        shown = page_of("today")
        assert not shown.exception
        body = html(shown)
        assert "<b>1 article</b> arrived in the last day" in body and "Harbour Post: 1" in body
        assert "&lt;b&gt;Island, edition 1" in body and "<b>Island, edition" not in body
        assert ", 0 changed, 0 gone" in body and body.count('<span class="why">new</span>') == 3
        assert "Topic &lt;b&gt;Island: 1" in body
        shown.button(key="read-all").click().run()
        assert "<b>0 articles</b> arrived since 2 November 2026, 05:00 UTC" in html(shown)
        shown.text_input(key="subscribe-source").set_value("https://news.invalid/feed")
        next(one for one in shown.button if one.label == "Subscribe").click().run()
        assert "https://news.invalid/feed</b>: not looked at yet" in html(shown)
        shown.button(key="unsubscribe-0").click().run()
        assert Subscriptions(days.archive).all() == [] and not shown.exception
        shown.button(key="undo-subscription").click().run()
        assert [one.source for one in Subscriptions(days.archive).all()] == ["https://news.invalid/feed"]
    finally:
        st.cache_resource.clear()
        st.cache_data.clear()
