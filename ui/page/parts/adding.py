"""The form to add articles, and how an addition goes."""

from collections.abc import Iterable

import streamlit as st

from assistant.desk.additions import Progress
from corpus.text.counting import counted
from ui.page import session
from ui.safe import cut, escape, link, literal


def form(*, first: bool = False) -> None:
    """Files, addresses and the sample articles; the `first` time something else offers the sample."""
    adding, owner = session.room().adding, session.owner()
    busy = adding.progress().busy
    with st.form("add", border=True, clear_on_submit=True):
        files = st.file_uploader(
            "Files: saved pages, text, Markdown, JSON Lines, CSV, PDF, mail, or a zip of them",
            accept_multiple_files=True,
            key="add-files",
        )
        text = st.text_area(
            "Addresses of articles or feeds, one a line",
            key="add-addresses",
            height=90,
            placeholder="https://example.org/feed.xml",
        )
        if st.form_submit_button(
            "Add to the archive",
            icon=":material/library_add:",
            type="secondary" if first else "primary",
            disabled=busy,
        ):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            wrong = [line for line in lines if link(line) is None]
            if wrong:
                st.warning(f"Not a web address: {literal(cut(wrong[0], 120))}. Use http:// or https://, one a line.")
            elif not files and not lines:
                st.warning("Choose a file, or give an address.")
            elif adding.start([(one.name, one.getvalue()) for one in files or []], lines, owner=owner):
                st.rerun()
    if not first and st.button(
        "Add the sample archive", icon=":material/auto_stories:", key="add-sample", type="tertiary", disabled=busy
    ):
        adding.start(sample=True, owner=owner)
        st.rerun()


def progress() -> None:
    """How the addition goes; nothing where there was none."""
    now = session.room().adding.progress(session.owner())
    if now.busy:
        _busy()
    else:
        _ended(now)


@st.fragment(run_every=0.7)
def _busy() -> None:
    now = session.room().adding.progress(session.owner())
    if not now.busy:
        st.rerun()
    with st.container(border=True):
        count = (
            f"{counted(now.articles, 'article')}, {counted(now.passages, 'passage')} so far"
            if now.articles
            else "reading"
        )
        st.markdown(f":material/hourglass_top: Adding: {count} …")
        if now.last:
            st.html(f'<div class="why">{escape(cut(now.last, 120))}</div>')
        st.caption("You can go on working; the articles that are in can be asked at once.")


def _ended(now: Progress) -> None:
    if now.error:
        st.error(literal(now.error), icon=":material/error:")
    elif now.report is not None:
        one = now.report
        taken = one.added + one.updated + one.unchanged + one.duplicates
        (st.success if taken or not now.rejected else st.warning)(
            f"{one.added} added, {one.updated} updated, {one.unchanged} already there, "
            f"{counted(one.duplicates, 'copy', 'copies')}, {len(now.rejected)} not taken.",
            icon=":material/check_circle:" if taken or not now.rejected else ":material/block:",
        )
    if now.rejected:
        with st.expander(f"Not taken ({len(now.rejected)})", expanded=True, icon=":material/block:"):
            _lines(now.rejected)
    if now.remarks:
        with st.expander(f"Taken with a remark ({len(now.remarks)})", icon=":material/info:"):
            _lines(now.remarks)
    if (now.error or now.report is not None) and st.button(
        "Dismiss", key="dismiss", type="tertiary", icon=":material/close:"
    ):
        session.room().adding.clear(session.owner())
        st.rerun()


def _lines(told: Iterable[tuple[str, str]]) -> None:
    """What was told of each source, as HTML and not as Markdown: that makes a link of every address."""
    lines = (f"<li><b>{escape(cut(name, 120))}</b>: {escape(cut(words, 300))}</li>" for name, words in told)
    st.html(f'<ul class="leftout">{"".join(lines)}</ul>')
