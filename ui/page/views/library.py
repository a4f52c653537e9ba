"""Library: what is in the archive; to browse, read, add, remove and restore."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.people import Search
from corpus.errors import BriefingError
from corpus.reports import reports
from corpus.scope import Scope
from corpus.store.reads import Row
from corpus.text.counting import counted
from ui import charts, render
from ui.page import once, session, undoing
from ui.page.parts import adding
from ui.page.parts.panel import hint, source_panel
from ui.page.parts.shelf import bring_back, found_in, mark_form, marked, remove, searches, several
from ui.page.parts.welcome import empty_archive
from ui.safe import cut, escape, literal, named

MOST = 20_000  # articles listed at once
# Pixels, grown together where there is room; title and found words share what the others leave of a window of 1,400.
WIDTHS = {"Published": 92, "Outlet": 112, "Kind": 76, "Tags": 90}
ROOM, LEAST = 598, 150


@once.page
def page() -> None:
    """The page."""
    desk = session.desk_or_none() or session.all_removed()
    if desk is None:
        empty_archive("Library")
        return
    articles, passages = desk.archive.counts()
    copies = sum(count for _, count in session.overview_of(desk)["month"]) - articles
    newest, oldest = desk.archive.newest() or "", desk.archive.oldest() or ""
    st.html(
        f'<div class="hero"><h1>Library</h1><p><b>{counted(articles, "article")}</b>'
        + (f" and {counted(copies, 'exact copy', 'exact copies')}" if copies else "")
        + f", {counted(passages, 'passage')}, "
        f"from {escape(render.day(oldest))} to {escape(render.day(newest))}.</p></div>"
        if articles
        else '<div class="hero"><h1>Library</h1><p>Every article was removed. Each can be restored.</p></div>'
    )
    adding.progress()
    reading, overview, add = st.tabs(["Browse", "Overview", "Add"], on_change="rerun", key="library-tab")
    with reading:
        _browse(desk)
    with overview:
        if overview.open:  # drawing charts is most of what the browser would do
            _charts(session.overview_of(desk))
    with add:
        if st.session_state.setdefault("add-seen", False) or add.open:  # from then on what is typed there stays
            st.session_state["add-seen"] = True
            adding.form()
            adding.bookmarklet()
            adding.earlier(reports(desk.archive))


def _browse(desk: Assistant) -> None:
    found = session.overview_of(desk)
    person = session.room().people.read(session.owner())
    with st.container(horizontal=True, vertical_alignment="bottom", key="browse-filters"):
        removed = bool(st.session_state.get("browse-removed"))
        words = st.text_input(
            "Words in the article", key="browse-words", placeholder="All of these words", width=260, disabled=removed
        )
        outlet = _choice("Outlet", [name for name, _ in found["source"] if name], "browse-outlet")
        kinds = [name for name, _ in found["kind"] if name]
        kind = _choice("Kind", kinds, "browse-kind") if kinds else None
        tags = sorted({tag for mark in person.marks.values() for tag in mark.tags})
        tag = _choice("Tag", tags, "browse-tag") if tags else None
        removed = st.toggle("Removed ones", key="browse-removed")
        searches(Search(name="", words=words, outlet=outlet, kind=kind, tag=tag), person)
    # What was removed is in no index of words.
    rows, table = _listed(desk, "" if removed else words, outlet, kind, removed)
    if tag or (words and not removed):
        rows = marked(desk, rows, words, tag, person)
        table = _table(rows)
    if words and not removed:
        where = desk.archive.excerpts(words)
        table.insert(2, "Found", [cut(where.get(row.id, "in your own note or tags")) for row in rows])
    if tags:
        tagged = (person.marks.get(row.id) for row in rows)
        table = table.assign(Tags=[cut(", ".join(mark.tags), 80) if mark else "" for mark in tagged])
    undoing.undo("article")
    if not rows:
        fewer = "No article fits: use fewer words, or all outlets and kinds."
        none = fewer if desk.archive.newest() else "Switch to “Removed ones” to read an article and restore it."
        st.info("No removed articles." if removed else none)
        return
    closed: int = st.session_state.setdefault("browse-closed", 0)  # counted: a new table has forgotten its choice
    left, right = st.columns([7, 5], gap="large")
    with left:
        picked = _shown(table, f"browse-{closed}-{words}-{outlet}-{kind}-{tag}-{removed}")
    ticked = [rows[number] for number in picked.selection.rows if number < len(rows)]
    cells = [rows[number] for number, _ in picked.selection.cells if number < len(rows)]
    with right, st.container(key="reader"):
        if len(ticked) > 1:
            several(desk, ticked)
        elif ticked and not cells:
            with st.container(
                key="ticked"
            ):  # to be read, or on a narrow screen, where that covers the boxes, the first
                _read(desk, ticked, words, closed)
                several(desk, ticked)
        else:
            _read(desk, [*cells, *ticked], words, closed)


def _shown(table: pd.DataFrame, key: str) -> Any:  # noqa: ANN401 - Streamlit's own type
    """Draw the table; returns what is chosen in it."""
    widths = {name: width for name, width in WIDTHS.items() if name in table}
    if len(widths) == 2 and "Found" not in table:
        widths["Outlet"] = 188
    words = [name for name in ("Title", "Found") if name in table]
    widths |= dict.fromkeys(words, max(LEAST, (ROOM - sum(widths.values())) // len(words)))
    # Above the table, whose own buttons would else lie over the fields of the search.
    st.caption(f"{counted(len(table), 'article')}, the newest first. Press a title to read; tick boxes for several.")
    return st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode=["multi-row", "single-cell"],
        key=key,
        height=min(560, 38 + 35 * len(table)),
        column_config={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
    )


def _read(desk: Assistant, chosen: list[Row], words: str, closed: int) -> None:
    """The chosen article, or the one that another page sent here."""
    sent = st.session_state.get("library-open")
    if chosen:
        sent = st.session_state["library-open"] = None
    id = chosen[0].id if chosen else sent
    if id is None:
        hint("Select an article to read it here.")
        return
    foot = partial(_keep, desk, chosen[0]) if chosen else lambda: None
    source_panel(
        desk, id, None, found_in(desk, id, words), key="library", close=partial(_closed, closed + 1), foot=foot
    )
    mark_form(id)


def _closed(count: int) -> None:
    st.session_state["browse-closed"], st.session_state["library-open"] = count, None


def _keep(desk: Assistant, row: Row) -> None:
    """Remove the article, or bring it back."""
    try:
        if row.removed:
            if st.button(
                "Restore to the archive", icon=":material/restore_from_trash:", key="restore", type="tertiary"
            ):
                bring_back([row.id])
                st.rerun()
        elif st.button(
            "Remove from the archive",
            icon=":material/delete:",
            key="remove",
            type="tertiary",
            help="It can be restored",
        ):
            remove(desk, [row])
            st.rerun()
    except BriefingError as exc:
        st.error(literal(str(exc)))


def _choice(label: str, names: list[str], key: str) -> str | None:
    shown = st.selectbox(
        label, ["", *names], key=key, format_func=lambda name: cut(name, 60) if name else "All", width=220
    )
    return shown or None


def _listed(
    desk: Assistant, words: str, outlet: str | None, kind: str | None, removed: bool
) -> tuple[list[Row], pd.DataFrame]:
    """The articles and how they are shown; the long lists are made once for all who look at them."""

    def find() -> tuple[list[Row], pd.DataFrame]:
        rows = desk.archive.browse(words, Scope(source=outlet), kind=kind, removed=removed, limit=MOST)
        return rows, _table(rows)

    return find() if words else desk.archive.known(f"list {outlet!r} {kind!r} {removed}", find)


def _table(rows: list[Row]) -> pd.DataFrame:
    columns = {
        "Published": [row.published[:10] for row in rows],
        "Title": [cut(row.title) for row in rows],
        "Outlet": [named(row.source, 60) for row in rows],
    }
    if any(row.kind for row in rows):
        columns["Kind"] = [cut(row.kind or "", 40) for row in rows]
    return pd.DataFrame(columns)


def _charts(found: dict[str, list[tuple[str, int]]]) -> None:
    theme = session.theme()
    st.subheader("By month")
    st.altair_chart(charts.by_month(found["month"], theme))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("By outlet")
        st.altair_chart(charts.bars(found["source"], "no outlet named", theme))
    with right:
        st.subheader("By kind")
        st.altair_chart(charts.bars(found["kind"], "not stated", theme))
