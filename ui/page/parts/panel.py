"""The source panel: an article with the cited words highlighted, beside the answer, the list or the timeline."""

from collections.abc import Callable, Iterable

import streamlit as st

from assistant.answer import Citation
from assistant.assistant import Assistant
from corpus.article import Span
from corpus.errors import CallError
from corpus.evidence import Evidence
from ui import render
from ui.page import address as place
from ui.safe import cut, escape, link, literal, one_line

HEIGHT = 440  # pixels; that there is a height makes the text scroll, and style.css fits it to the window
NAMED = 8  # other articles named under the text
Opened = tuple[str, int, Span]  # an article, its version, and its words that are shown


def source_panel(
    desk: Assistant,
    id: str,
    version: int | None,
    spans: list[Span],
    *,
    key: str,
    close: Callable[[], None] = place.close_source,
    foot: Callable[[], None] = lambda: None,
) -> None:
    """Show the article, and below it what `foot` adds. `spans` belong to `version`.

    `close` is called before the page is drawn without it: a second run after the first could be lost to another one.
    """
    with st.container(key="source"):
        with st.container(horizontal=True, wrap=False, vertical_alignment="top"):
            head = st.container()
            st.button(
                "Close", icon=":material/close:", key=f"close-{key}", type="tertiary", help="Escape", on_click=close
            )
        try:
            versions = desk.archive.versions(id)
            article = desk.article(id, version)
        except CallError as exc:
            head.warning(literal(str(exc)))
            return
        head.html(render.article_head(article, len(versions), spans[0].start if spans else None))
        if cut(article.title) != one_line(article.title):
            with st.expander("Whole title", on_change="rerun", key=f"title-{key}-{id}") as whole:
                if whole.open:  # a title may have a megabyte
                    st.html(f'<div class="whole">{escape(article.title)}</div>')
        if len(versions) > 1:
            numbers = [one.version for one in reversed(versions)]
            days = {one.version: render.day(one.updated or one.published) for one in versions}
            chosen = st.selectbox(
                "Version",
                numbers,
                index=numbers.index(article.version),
                key=f"version-{key}-{id}-{article.version}",
                format_func=lambda number: (
                    f"version {number}, {days[number]}" + (" (cited)" if spans and number == version else "")
                ),
            )
            if chosen != article.version:
                article, spans = desk.article(id, chosen), []
        with st.container(height=HEIGHT, border=False, key="source-text"):
            st.html(render.article(article, spans))
        st.html(render.PICKS)
        st.session_state["panel"] = id, article.version  # what a click on these is about
        place.shown(f"{id} {article.version} {spans}")
        address = link(article.url)
        if address:  # Streamlit's links open apart, with `rel="noopener noreferrer"`
            st.markdown(f"[Open the original](<{address}>) :material/open_in_new:")
        _others("The same text also stands under", desk.archive.copies(id))
        _others("Nearly the same report", desk.archive.near(id))
        foot()


def hint(words: str) -> None:
    """What stands in the panel's place while no article is open."""
    with st.container(key="source-hint"):
        st.caption(words)


def named(name: str, cited: Iterable[Citation], closest: Iterable[Evidence]) -> Opened | None:
    """What an address names: a citation by its marker, or by `c` and its rank what came closest; None where nothing."""
    for one in cited:
        if str(one.marker) == name:
            return one.article_id, one.version, Span(one.start, one.end)
    for near in closest:
        if f"c{near.rank}" == name:
            return near.article_id, near.version, Span(near.start, near.end)
    return None


def open_or(rest: Callable[[], None], desk: Assistant, opened: Opened | None, *, key: str) -> None:
    """The article that is open, in the panel, or what `rest` draws while none is.

    Each has a place of its own: Streamlit draws a container into the one that stood there, and would at times leave the
    article in what comes after it, where Close was pressed while the article was still being drawn.
    """
    source, other = st.container(key="aside-source"), st.container(key="aside-rest")
    if opened is None:
        with other:
            rest()
    else:
        id, version, span = opened
        with source:
            source_panel(desk, id, version, [span], key=key)


def _others(what: str, ids: list[str]) -> None:
    if ids:
        more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
        names = ", ".join(escape(cut(one, 60)) for one in ids[:NAMED])
        st.html(f'<div class="why">{what}: {names}{more}</div>')
