"""The page's script without a browser: first run, asking, sources, other pages, keys, other people."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from tests.support.page import make_archive
from ui.safe import escape

APP = Path(__file__).resolve().parents[2] / "ui" / "page" / "app.py"
KEY = "sk-test-0123456789abcdef"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("app"))


@pytest.fixture
def app(archive, monkeypatch):
    """Opens the app in a tab of its own."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("BRIEFING_ARCHIVE", str(archive))
    yield lambda: AppTest.from_file(APP, default_timeout=90)
    st.cache_resource.clear()
    st.cache_data.clear()


def page_of(name):
    from streamlit.testing.v1 import AppTest

    return AppTest.from_string(f"from ui.page.views import {name}\n{name}.page()", default_timeout=90).run()


def html(at):
    return "\n".join(one.proto.body for one in at.get("html"))


def asked(at, question):
    """The tab after the answer is whole."""
    at.chat_input[0].set_value(question).run()
    deadline = time.monotonic() + 90
    while not any(button.label == "Ask again" for button in at.button):
        assert time.monotonic() < deadline and not at.exception, html(at)
        time.sleep(0.2)
        at.run()
    return at


def first_quote(archive, at):
    """The first cited words of the conversation in the address, as HTML shows them."""
    file = archive / "conversations" / ("".join(at.query_params["c"]) + ".json")
    turn = json.loads(file.read_text("utf-8"))["turns"][-1]
    return escape(turn["answer"]["sentences"][0]["citations"][0]["quote"])


def button(at, start):
    return next(one for one in at.button if one.label.startswith(start))


def test_the_first_run_says_what_to_try_and_offers_the_sample(tmp_path, monkeypatch):
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("BRIEFING_ARCHIVE", str(tmp_path / "none"))
    at = AppTest.from_file(APP, default_timeout=90).run()
    assert not at.exception
    assert button(at, "Start with the sample archive") and "still empty" in html(at)
    assert not at.chat_input
    for name in ("library", "timeline", "evaluation", "settings"):
        assert not page_of(name).exception
    st.cache_resource.clear()


def test_a_question_is_answered_and_a_source_opens_with_the_quote_marked(app, archive):
    at = asked(app().run(), "When will the ferry to Gull Island resume?")
    quote = first_quote(archive, at)
    words = " ".join(quote.split())  # an answer's line breaks are spaces
    assert words in " ".join(html(at).split()) and 'data-cite="0.1"' in html(at)
    at.query_params["source"] = "0.1"
    at.run()
    assert f'<mark class="cited">{quote}</mark>' in html(at)
    assert "3 articles, the newest of" not in html(at)  # while sources are read, the welcome is gone
    again = app()
    again.query_params["c"] = at.query_params["c"]
    again.run()
    assert words in " ".join(html(again).split())  # the address reopens the conversation


def test_the_same_question_asked_again_at_once_is_asked(app):
    at = asked(app().run(), "When will the ferry to Gull Island resume?")
    asked(at, "When will the ferry to Gull Island resume?")
    assert html(at).count('class="question"') == 2


def test_what_the_archive_does_not_say_is_said_with_the_closest_passages(app):
    at = asked(app().run(), "How many seats has the parliament of Zembla?")
    assert "does not say" in html(at)
    assert any(one.label.startswith("Closest passages") for one in at.expander)
    assert 'data-cite="0.c1"' in html(at)
    at.query_params["source"] = "0.c1"
    at.run()
    assert 'class="article"' in html(at)


def test_another_browser_does_not_list_the_conversations_of_this_one(app):
    first = asked(app().run(), "What does Gull Island need first?")
    assert any("Gull Island" in one.label for one in first.button if one.key and one.key.startswith("open-"))
    assert not [one for one in app().run().button if one.key and one.key.startswith("open-")]


def test_whoever_reads_a_shared_conversation_judges_for_themselves(app, archive):
    first = asked(app().run(), "What does Gull Island need first?")
    first.get("feedback")[0].set_value(1).run()
    again = app()
    again.query_params["c"] = first.query_params["c"]
    again.session_state["browser"] = first.session_state["browser"]
    assert again.run().get("feedback")[0].value == 1
    other = app()
    other.query_params["c"] = first.query_params["c"]
    assert other.run().get("feedback")[0].value is None
    other.get("feedback")[0].set_value(0).run()
    assert not other.exception
    judged = [json.loads(line) for line in (archive / "feedback.jsonl").read_text("utf-8").splitlines()]
    assert [one["thumb"] for one in judged] == ["up", "down"] and judged[0]["owner"] != judged[1]["owner"]
    kept = json.loads((archive / "conversations" / f"{''.join(first.query_params['c'])}.json").read_text("utf-8"))
    assert kept["turns"][0]["thumb"] == "up"


def test_a_narrowed_question_uses_only_the_chosen_outlet(app):
    at = app().run()
    at.selectbox(key="narrow-source").set_value("Harbour Review").run()
    asked(at, "What is said about the ferry to Gull Island?")
    shown = html(at)
    assert "Harbour Gazette" not in shown and ("Harbour Review" in shown or "does not say" in shown)


def test_what_a_conversation_is_asked_with_comes_back_after_the_server_began_anew(app):
    import streamlit as st

    at = app().run()
    at.selectbox(key="narrow-source").set_value("Harbour Review").run()
    asked(at, "What is said about the ferry to Gull Island?")
    id = "".join(at.query_params["c"])
    at.date_input(key=f"narrow-{id}-since").set_value(date(2021, 5, 4)).run()
    chosen = at.session_state["preferences"]
    chosen.writer, chosen.server, chosen.depth = "openai:swift", "http://127.0.0.1:9/v1", 2000
    at.run()
    st.cache_resource.clear()
    other = app()
    other.session_state["browser"] = at.session_state["browser"]
    other.query_params["c"] = id
    other.run()
    found = other.session_state["preferences"]
    assert (found.writer, found.server, found.depth) == ("openai:swift", "http://127.0.0.1:9/v1", 2000)
    assert (found.scope.since, found.scope.source) == ("2021-05-04", "Harbour Review")
    assert other.date_input(key=f"narrow-{id}-since").value == date(2021, 5, 4)


@pytest.mark.parametrize("name", ["library", "timeline", "evaluation", "settings"])
def test_every_page_opens(app, name):
    assert not page_of(name).exception


def test_library_and_ask_restore_after_all_articles_were_removed(app, tmp_path, monkeypatch):
    from assistant.desk.upkeep import restore
    from assistant.settings import Settings
    from corpus.store.archive import Archive

    app()
    folder = make_archive(tmp_path)
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(folder))
    Archive.open(folder).remove(["ferry", "ferry-opinion", "tides"])
    at = page_of("library")
    assert not at.exception and "Every article was removed" in html(at) and not at.dataframe
    at.toggle(key="browse-removed").set_value(True).run()
    assert len(at.dataframe[0].value) == 3
    restore(folder, Settings(), ["ferry"])
    at.run()
    assert not at.exception and "<b>1 article</b>, 1 passage, from" in html(at)
    Archive.open(folder).remove(["ferry"])
    at = app().run()
    assert "Every article was removed" in html(at) and "still empty" not in html(at) and not at.chat_input
    button(at, "Restore all").click().run()
    assert not at.exception and at.chat_input and "3 articles, the newest of" in html(at)


def test_earlier_additions_show_what_was_refused_and_not_those_of_others(monkeypatch):
    from streamlit.testing.v1 import AppTest

    def view():
        from ui.page.parts import adding

        base = {"ended": "2023-06-05T07:00:00+00:00", "added": 1, "updated": 0, "remarks": []}
        names = {"": "<odd>.pdf", "somebody else": "private.pdf"}
        adding.earlier(
            [base | {"by": by, "rejected": [{"source": at, "reason": "has no date"}]} for by, at in names.items()]
        )

    monkeypatch.setattr("ui.page.session.owner", lambda: "me")
    at = AppTest.from_function(view, default_timeout=60).run()
    assert not at.exception
    assert "&lt;odd&gt;.pdf" in html(at) and "not taken: has no date" in html(at) and "private.pdf" not in html(at)


def test_a_key_stays_in_the_tab_and_is_never_shown(app, archive):
    app()
    at = page_of("settings")
    at.radio(key="settings-writer").set_value("openai").run()
    at.text_input(key="settings-model").set_value("some-model").run()
    at.text_input(key="settings-key").set_value(KEY)
    button(at, "Use this key").click().run()
    assert not at.exception
    chosen = at.session_state["preferences"]
    assert chosen.key.get_secret_value() == KEY and chosen.writer == "openai:some-model"
    assert KEY not in repr(chosen)
    assert KEY not in repr(at.main)
    assert not [file for file in archive.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()]
    button(at, "Forget the key").click().run()
    assert at.session_state["preferences"].key is None
