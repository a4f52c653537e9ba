"""Library: what is in the archive; to browse, read, add, remove and restore."""

import altair as alt
import pandas as pd
import streamlit as st

from assistant.chain import Assistant
from corpus.errors import BriefingError
from corpus.lookup import Row
from ui import adding, render
from ui import desk as shared
from ui.panel import source_panel
from ui.safe import cut, escape, markdown, plain

MOST = 20_000  # articles listed at once
TOP = 12  # outlets in the chart; the others are counted in the list


def page() -> None:
    """The page."""
    desk = shared.desk_or_none()
    if desk is None:
        st.html(
            '<div class="hero"><h1>Library</h1><p>The archive is empty. '
            "Add articles of your own, or begin with the sample.</p></div>"
        )
        adding.progress()
        adding.form()
        return
    adding.progress()
    articles, passages = desk.archive.counts()
    newest, oldest = desk.archive.newest() or "", desk.archive.oldest() or ""
    st.html(
        f'<div class="hero"><h1>Library</h1><p><b>{articles:,}</b> articles in {passages:,} passages, '
        f"from {escape(render.day(oldest))} to {escape(render.day(newest))}.</p></div>"
    )
    reading, overview, add = st.tabs(["Browse", "Overview", "Add"])
    with reading:
        _browse(desk)
    with overview:
        _charts(shared.overview_of(desk))
    with add:
        adding.form()


def _browse(desk: Assistant) -> None:
    found = shared.overview_of(desk)
    with st.container(horizontal=True, vertical_alignment="bottom", key="browse-filters"):
        words = st.text_input("Words in the article", key="browse-words", placeholder="All of these words", width=260)
        outlet = _choice("Outlet", [name for name, _ in found["source"] if name], "browse-outlet")
        kind = _choice("Kind", [name for name, _ in found["kind"] if name], "browse-kind")
        removed = st.toggle("Removed ones", key="browse-removed")
    rows = desk.archive.browse(words, source=outlet, kind=kind, removed=removed, limit=MOST)
    if not rows:
        st.info("No removed articles." if removed else "No article fits: use fewer words, or all outlets.")
        return
    st.caption(f"{len(rows):,} {'article' if len(rows) == 1 else 'articles'}. Select one to read it.")
    picked = st.dataframe(
        _table(rows),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"browse-{words}-{outlet}-{kind}-{removed}",
        height=min(420, 38 + 35 * len(rows)),
    )
    chosen = picked.selection.rows
    if chosen and chosen[0] < len(rows):
        _read(desk, rows[chosen[0]])


def _read(desk: Assistant, row: Row) -> None:
    source_panel(desk, row.id, None, [], key="library", close="")
    try:
        if row.removed:
            if st.button("Restore to the archive", icon=":material/restore_from_trash:", key="restore"):
                desk.archive.restore([row.id])
                st.rerun()
        elif st.button("Remove from the archive", icon=":material/delete:", key="remove", help="It can be restored"):
            desk.archive.remove([row.id])
            st.rerun()
    except BriefingError as exc:
        st.error(markdown(str(exc)))


def _choice(label: str, names: list[str], key: str) -> str | None:
    options: list[str | None] = [None, *names]
    return st.selectbox(
        label, options, key=key, format_func=lambda name: "All" if name is None else cut(name, 60), width=220
    )


def _table(rows: list[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Published": [row.published[:10] for row in rows],
            "Title": [cut(row.title) for row in rows],
            "Outlet": [cut(row.source or "", 60) for row in rows],
            "Kind": [plain(row.kind or "") for row in rows],
        }
    )


def _charts(found: dict[str, list[tuple[str, int]]]) -> None:
    months = pd.DataFrame(found["month"], columns=["month", "articles"])
    st.subheader("By month")
    st.altair_chart(
        alt.Chart(months)
        .mark_bar()
        .encode(
            x=alt.X("month:O", title=None, axis=alt.Axis(labelOverlap=True, labelAngle=0)),
            y=alt.Y("articles:Q", title="articles"),
            tooltip=["month", "articles"],
        )
        .properties(height=220)
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("By outlet")
        _bars(found["source"], "no outlet named")
    with right:
        st.subheader("By kind")
        _bars(found["kind"], "not stated")


def _bars(counts: list[tuple[str, int]], missing: str) -> None:
    names = [cut(name, 40) or missing for name, _ in counts[:TOP]]
    frame = pd.DataFrame({"name": names, "articles": [count for _, count in counts[:TOP]]})
    st.altair_chart(
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X("articles:Q", title="articles"),
            tooltip=["name", "articles"],
        )
        .properties(height=70 + 26 * len(names))
    )
