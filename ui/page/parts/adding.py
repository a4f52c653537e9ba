"""The form to add articles, and how an addition goes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from assistant.desk.additions import Progress, Sent
from corpus.reading.fields import GIVE
from corpus.text.counting import counted
from ui.page import once, polling, session
from ui.safe import cut, escape, link, literal

EARLIER = 50  # lines of each kind shown of an earlier addition
DAY = "Day of publication, for what names none"
HERE = "give one in the field for it"
WAITS = "Something else is being added just now. What you chose stays here: press once more when that has ended."
_LINK = '<a href="#">Save to the archive</a>'
_STYLE = """
a { display: inline-block; padding: 0.35rem 0.8rem; border: 1px solid var(--st-border-color); border-radius: 999px;
    color: var(--st-text-color); text-decoration: none; cursor: grab; }
"""


def form(*, first: bool = False) -> None:
    """Files, addresses and the sample articles; the `first` time something else offers the sample."""
    busy = session.room().adding.progress().busy
    taken: int = st.session_state.setdefault("add-taken", 0)  # counted: what was taken leaves empty fields
    with st.form(f"add-{taken}", border=True):
        st.file_uploader(
            "Files: saved pages, text, Markdown, JSON, CSV, PDF, Word, RTF, EPUB, mail, or a zip of them",
            accept_multiple_files=True,
            key=f"add-files-{taken}",
        )
        st.text_area(
            "Addresses of articles or feeds, one a line",
            key=f"add-addresses-{taken}",
            height=90,
            placeholder="https://example.org/feed.xml",
        )
        st.text_input(DAY, key=f"add-day-{taken}", placeholder="2021-01-25", max_chars=10, width=320)
        st.form_submit_button(
            "Add to the archive",
            icon=":material/library_add:",
            type="secondary" if first else "primary",
            disabled=busy,
            on_click=_add,
            args=(taken,),
        )
        if said := once.said("add"):
            st.warning(said)
    if not first:
        sample("Add the sample archive", "add-sample", type="tertiary")


def _add(taken: int) -> None:
    """Add what stands in the form, where that was not done yet.

    A callback, since it is called before the page is drawn, which another run could cut; it may then be called again.
    """
    if st.session_state["add-taken"] != taken:
        return
    files = st.session_state.get(f"add-files-{taken}") or []
    lines = [line.strip() for line in st.session_state.get(f"add-addresses-{taken}", "").splitlines() if line.strip()]
    day = st.session_state.get(f"add-day-{taken}", "").strip()
    wrong = next((line for line in lines if link(line) is None), None)
    if day and not _is_day(day):
        said = _no_day(day)
    elif wrong is not None:
        said = f"Not a web address: {literal(cut(wrong, 120))}. Use http:// or https://, one a line."
    elif not files and not lines:
        said = "Choose a file, or give an address."
    else:
        given = [(one.name, one.getvalue()) for one in files]
        if _begun(session.room().adding.start(given, lines, published=day or None, owner=session.owner())):
            st.session_state["add-taken"] = taken + 1
        return
    once.say("add", said)


def _no_day(words: str) -> str:
    return f"Not a day: {literal(words)}. Write it as 2021-01-25."


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def sample(label: str, key: str, *, type: Literal["primary", "tertiary"]) -> None:
    """A button that adds the sample articles."""
    busy = session.room().adding.progress().busy
    st.button(label, icon=":material/auto_stories:", key=key, type=type, disabled=busy, on_click=_add_sample)


def _add_sample() -> None:
    if not once.again("add-sample"):
        _begun(session.room().adding.start(sample=True, owner=session.owner()))


def _begun(done: bool) -> bool:
    """Whether an addition has begun; where not, the reason is said: another tab or person was faster."""
    if not done:
        once.say("add-waits", True)
    return done


def bookmarklet() -> None:
    """The bookmark that sends the page on which it is pressed."""
    component: Any = st.components.v2.component("briefing_bookmarklet", html=_LINK, css=_STYLE, js=_script())
    component(key="bookmarklet", data={"token": session.room().adding.token(session.owner())})
    st.caption(
        "Drag it among your browser’s bookmarks, and press it there on any page that you read, also behind a sign-in: "
        "the page comes here as your browser shows it, and waits for your word. Nothing is fetched."
    )


@lru_cache
def _script() -> str:
    return Path(__file__).with_name("bookmarklet.js").read_text("utf-8")


def _sent() -> None:
    """The pages that this visitor's browser sent: each is added with a press, or dropped."""
    adding, owner = session.room().adding, session.owner()
    for number, page in enumerate(adding.held(owner)):
        with st.container(border=True, key=f"sent-{number}"):
            st.html(
                f"Sent from your browser: <b>{escape(page.title or 'a page without a title')}</b>"
                f'<div class="why">{escape(cut(page.url, 200))}</div>'
            )
            with st.container(horizontal=True):
                busy = adding.progress().busy
                st.button(
                    "Add to the archive",
                    key=f"sent-add-{number}",
                    type="primary",
                    disabled=busy,
                    on_click=_add_sent,
                    args=(page,),
                )
                st.button("Drop", key=f"sent-drop-{number}", type="tertiary", on_click=adding.drop, args=(page,))


def _add_sent(page: Sent) -> None:
    adding, name = session.room().adding, f"{cut(page.title or page.url, 80)}.html"
    if page in adding.held(session.owner()) and _begun(adding.start([(name, page.content)], owner=session.owner())):
        adding.drop(page)


def earlier(reports: Sequence[Mapping[str, Any]]) -> None:
    """What earlier additions of this visitor, and those of the command line, refused, guessed and left out."""
    shown = [one for one in reports if one["by"] in ("", session.owner()) and (one["rejected"] or one["remarks"])]
    if not shown:
        return
    with st.expander(f"Earlier additions ({len(shown)})", icon=":material/history:", key="earlier-additions"):
        for one in shown:
            ended = one["ended"][:16].replace("T", " ")
            st.caption(literal(f"{ended}: {one['added']} added, {one['updated']} updated"))
            _lines((line["source"], f"not taken: {line['reason']}") for line in one["rejected"][:EARLIER])
            _lines((line["source"], line["remark"]) for line in one["remarks"][:EARLIER])


def progress() -> None:
    """What waits to be added, and how the addition goes; nothing where there was none.

    It has a place of its own: were what stands below it moved to another one by its coming and going, the browser would
    make that anew, and the files that were chosen meanwhile would be gone.
    """
    with st.container():
        if once.said("add-waits"):
            st.warning(WAITS, icon=":material/hourglass_top:")
        _sent()
        now = session.room().adding.progress(session.owner())
        if now.busy:
            _busy()
        else:
            _ended(now)


@st.fragment(run_every=polling.ADDITION)
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
    if now.kept and not now.error:
        _day_form()
    if now.error or now.report is not None:
        with st.container(horizontal=True):
            if now.kept and now.error:
                st.button("Try again", key="add-again", icon=":material/refresh:", on_click=_again)
            st.button("Dismiss", key="dismiss", type="tertiary", icon=":material/close:", on_click=_dismiss)


def _day_form() -> None:
    """What was not taken for want of a day is still here, whichever way it came: it is taken with the day given."""
    with st.form("add-again-form", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(DAY, key="add-again-day", placeholder="2021-01-25", max_chars=10, width=320)
            st.form_submit_button("Add with this day", icon=":material/library_add:", on_click=_again_dated)
        if said := once.said("add-day"):
            st.warning(said)


def _again_dated() -> None:
    day = st.session_state.get("add-again-day", "").strip()
    if not _is_day(day):
        once.say("add-day", _no_day(day) if day else "Give the day, such as 2021-01-25.")
    elif not once.again("add-again", day):
        _begun(session.room().adding.again(session.owner(), published=day))


def _again() -> None:
    if not once.again("add-again"):
        _begun(session.room().adding.again(session.owner()))


def _dismiss() -> None:
    session.room().adding.clear(session.owner())


def _lines(told: Iterable[tuple[str, str]]) -> None:
    """What was told of each source, as HTML and not as Markdown: that makes a link of every address."""
    lines = "".join(
        f"<li><b>{escape(cut(name, 120))}</b>: {escape(cut(words.replace(GIVE, HERE), 300))}</li>"
        for name, words in told
    )
    if lines:
        st.html(f'<ul class="leftout">{lines}</ul>')
