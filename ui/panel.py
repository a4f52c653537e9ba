"""The source panel: an article with the cited words highlighted, beside the answer or in the library."""

import streamlit as st

from assistant.chain import Assistant
from corpus.article import Span
from corpus.errors import CallError
from ui import render
from ui.safe import cut, link, markdown

HEIGHT = 480  # pixels of the article's text before it scrolls; style.css fits it to the window


def source_panel(desk: Assistant, id: str, version: int | None, spans: list[Span], *, key: str, close: str) -> bool:
    """Show the article; returns whether its button `close` was pressed (an empty word: there is none).

    `spans` belong to `version`.
    """
    with st.container(key="source"):
        with st.container(horizontal=True, wrap=False, vertical_alignment="top"):
            head = st.container()
            closed = bool(close) and st.button(close, icon=":material/close:", key=f"close-{key}", type="tertiary")
        try:
            versions = desk.archive.versions(id)
            article = desk.article(id, version)
        except CallError as exc:
            head.warning(markdown(str(exc)))
            return closed
        head.html(render.article_head(article, len(versions)))
        if len(versions) > 1:
            numbers = [one.version for one in reversed(versions)]
            chosen = st.selectbox(
                "Version",
                numbers,
                index=numbers.index(article.version),
                key=f"version-{key}-{id}-{article.version}",
                format_func=lambda number: _version(number, article.version, bool(spans)),
            )
            if chosen != article.version:
                article, spans = desk.article(id, chosen), []
        with st.container(height=HEIGHT, border=False, key="source-text"):
            st.html(render.article(article, spans))
        address = link(article.url)
        if address:  # Streamlit's links open apart, with `rel="noopener noreferrer"`
            st.markdown(f"[Open the original](<{address}>) :material/open_in_new:")
        copies = desk.archive.copies(id)
        if copies:
            st.caption(markdown("The same text also stands under: " + ", ".join(cut(one, 60) for one in copies[:8])))
    return closed


def _version(number: int, shown: int, cited: bool) -> str:
    return f"version {number}" + (" (cited)" if cited and number == shown else "")
