"""The source panel: an article with the cited words highlighted, beside the answer or in the library."""

import streamlit as st

from assistant.chain import Assistant
from corpus.article import Span
from corpus.errors import CallError
from ui import render
from ui.safe import cut, link, markdown

HEIGHT = 560  # pixels of the article's text before it scrolls


def source_panel(desk: Assistant, id: str, version: int | None, spans: list[Span], *, key: str, close: str) -> bool:
    """Show the article; returns whether its close button was pressed. `spans` belong to `version`."""
    with st.container(key="source"):
        head, shut = st.columns([8, 1], vertical_alignment="top")
        closed = shut.button("", icon=":material/close:", key=f"close-{key}", help=close, type="tertiary")
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
                "Version", numbers, index=numbers.index(article.version), key=f"version-{key}-{id}-{article.version}",
                format_func=lambda number: _version(number, article.version, bool(spans)),
            )
            if chosen != article.version:
                article, spans = desk.article(id, chosen), []
        with st.container(height=HEIGHT, border=False, key="source-text"):
            st.html(render.article(article, spans))
        with st.container(horizontal=True, gap="small"):
            address = link(article.url)
            if address:
                st.link_button("Open the original", address, icon=":material/open_in_new:", type="tertiary")
        copies = desk.archive.copies(id)
        if copies:
            st.caption(markdown("The same text also stands under: " + ", ".join(cut(one, 60) for one in copies[:8])))
    return closed


def _version(number: int, shown: int, cited: bool) -> str:
    return f"version {number}" + (" (cited)" if cited and number == shown else "")
