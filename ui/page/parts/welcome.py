"""What a new conversation and an empty archive show: what this is, and what to try."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.suggestions import starters
from assistant.desk.upkeep import restore
from corpus.errors import BriefingError
from corpus.text.counting import counted
from ui import render
from ui.page import session
from ui.page.parts import adding
from ui.safe import cut, escape, literal

NO_ARTICLES = "There is no article to work with: add some in the library, or restore there what was removed."


def welcome(desk: Assistant, ask: Callable[[str], None]) -> None:
    """The head of a new conversation, with questions that this archive can answer."""
    articles, _ = desk.archive.counts()
    newest = desk.archive.newest() or ""
    st.html(
        '<div class="hero"><h1>What would you like to know?</h1>'
        "<p>Every sentence of the answer is tied to the exact words of an article. Press a number to read them "
        "in place; where the archive does not say, you are told so.</p>"
        f"<p>{counted(articles, 'article')}, the newest of {escape(render.day(newest))}.</p></div>"
    )
    with st.container(key="examples", gap="small"):
        for at, question in enumerate(desk.archive.known("starters", lambda: starters(desk.archive))):
            label, first = literal(cut(question, 140)), partial(ask, question)
            st.button(label, key=f"example-{at}", icon=":material/arrow_outward:", on_click=first)


def empty_archive(title: str = "An archive to ask") -> None:
    """No article to ask: what to try at the first run, or the way back for what was removed."""
    if session.all_removed() is not None:
        _removed(title)
        return
    st.html(
        f'<div class="hero"><h1>{title}</h1>'
        "<p>Briefing answers from news articles that you give it, and ties every sentence to the exact words "
        "that support it. The archive is still empty.</p></div>"
    )
    adding.progress()
    adding.sample("Start with the sample archive", "sample", type="primary")
    st.caption("Short articles on the Korean peninsula, 2021 and 2022, written for this project from public documents.")
    st.html('<p class="why">Or add articles of your own:</p>')
    adding.form(first=True)


def _removed(title: str) -> None:
    st.html(
        f'<div class="hero"><h1>{title}</h1>'
        "<p>Every article was removed. All can be restored here, or one by one in the library.</p></div>"
    )
    if st.button("Restore all", type="primary", icon=":material/restore_from_trash:", key="restore-all"):
        try:
            with st.spinner("Restoring …"):
                restore(session.room().folder, session.room().settings, [])
        except BriefingError as exc:
            st.error(literal(str(exc)))
        else:
            st.rerun()


def archive_size() -> None:
    """How many articles there are, and from when to when; nothing where the page says that it cannot be opened."""
    try:
        desk = session.room().desk()
    except BriefingError:
        return
    if desk is not None and desk.archive.newest():
        articles, _ = desk.archive.counts()
        st.html(render.archive_line(articles, desk.archive.oldest(), desk.archive.newest()))
        if st.button("Add articles", icon=":material/library_add:", key="add-articles", type="tertiary"):
            st.session_state["library-tab"] = "Add"
            # A page is known by its address alone: this one stands for the library.
            st.switch_page(st.Page(lambda: None, url_path="library", title="Library"))
