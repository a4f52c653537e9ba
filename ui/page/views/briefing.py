"""Briefing: ordered, seen growing, read beside its sources, edited, taken away."""

from functools import partial

import streamlit as st

from assistant.assistant import Assistant
from assistant.briefing.briefing import Briefing
from assistant.desk.briefings import Kept
from assistant.desk.edits import edited, parts
from corpus import clock
from corpus.errors import BriefingError
from ui import charts, items, render
from ui.abstained import why
from ui.export.briefing import head, of_briefing, statement
from ui.export.forms import briefing_json
from ui.page import address as place
from ui.page import once, polling, session
from ui.page.parts import editing, events, ordering, pinning
from ui.page.parts.bridge import beside
from ui.page.parts.downloads import downloads, word
from ui.page.parts.panel import Opened, named, open_or
from ui.page.parts.welcome import NO_ARTICLES
from ui.page.talk.tray import tray
from ui.safe import cut, escape, literal


@once.page
def page() -> None:
    """The page."""
    id = place.briefing_id()
    live = id is not None and session.room().drafting.live(id)  # looked at first: what ends meanwhile is read whole
    kept = _kept(id) if id else None
    ordering.list_of_briefings(kept.id if kept else None)
    desk = session.desk_or_none()
    if kept is None or desk is None:
        st.html(
            '<div class="hero"><h1>Briefing</h1><p>Name a topic, some days or both: out comes a page to hand over, '
            "each sentence tied to its words.</p></div>"
        )
        if desk is None:
            st.info(NO_ARTICLES)
        else:
            left, right = st.columns([7, 5], gap="large")
            with left:
                ordering.order_form(desk)
            with right:
                beside(partial(tray, desk))
            return
    elif kept.briefing is None:
        _under_way(kept.id) if live else _unfinished(desk, kept)
    else:
        _whole(desk, kept, kept.briefing)
        return
    beside(lambda: None)


def _kept(id: str) -> Kept | None:
    try:
        return session.room().drafting.open(id, session.owner())
    except BriefingError as exc:
        st.toast(literal(str(exc)), icon=":material/info:")
        place.show_briefing(None)
        return None


@st.fragment(run_every=polling.BRIEFING)
def _under_way(id: str) -> None:
    """The sections as they come; when all is there, the page is drawn once more."""
    room = session.room()
    live = room.drafting.live(id)
    kept = _kept(id)
    if kept is None or kept.status != "running" or not live:
        st.rerun()
    st.html(f'<div class="hero"><h1>{escape(cut(kept.name))}</h1></div>')
    with st.container(horizontal=True, vertical_alignment="center"):
        if kept.coverage is None:
            said = "Searching the archive …"
        else:
            done = ", ".join(f"{one.heading} {len(one.items)}" for one in kept.sections)
            said = f"Found {items.found(kept.coverage)}. Writing: {done or '…'}"
        st.html(f'<div class="why" role="status">{escape(said)}</div>', width="content")
        if st.button("Stop", icon=":material/stop_circle:", key="stop-briefing", type="tertiary"):
            room.drafting.stop(id)
    st.html(items.so_far(kept.sections))


def _unfinished(desk: Assistant, kept: Kept) -> None:
    """What had come when it ended before its end, and the way to order it again."""
    st.html(f'<div class="hero"><h1>{escape(cut(kept.name))}</h1></div>')
    if kept.status == "failed":
        st.error(literal(kept.error or "The briefing did not come to an end."), icon=":material/error:")
    else:
        st.caption("Stopped before the end.")
    with st.container(horizontal=True):
        ordering.again(desk, kept)
        _remove_button(kept)
    st.html(items.so_far(kept.sections))


def _whole(desk: Assistant, kept: Kept, briefing: Briefing) -> None:
    now = edited(briefing, kept.edits)
    pinning.offer(now.sentences())
    text, aside = st.columns([7, 5], gap="large")  # whether a source is open or not: nothing that is read moves
    with text:
        st.html(f'<div class="hero"><h1>{escape(cut(briefing.title))}</h1></div>')
        if kept.error:
            st.warning(literal(kept.error), icon=":material/error:")
        archive = session.room().folder.name
        st.html(items.pairs(head(briefing, archive, changed=bool(kept.edits))))
        changing = _tools(desk, kept, briefing, archive)
        if changing:
            editing.editable(desk, kept, briefing)
        elif briefing.abstained:
            _abstained(briefing)
        else:
            _views(kept, briefing, now)
        _below(desk, briefing, now)
    with aside:
        beside(partial(_beside, desk, now))


def _beside(desk: Assistant, now: Briefing) -> None:
    """The open source, or what is pinned."""
    open_or(partial(tray, desk), desk, _opened(now), key="briefing")


def _tools(desk: Assistant, kept: Kept, briefing: Briefing, archive: str) -> bool:
    """The row of what can be done with it; returns whether it is being edited."""
    changing = False
    with st.container(key="actions-briefing", horizontal=True, gap="xsmall", vertical_alignment="center"):
        if kept.owner == session.owner():
            if not briefing.abstained:
                changing = st.toggle("Edit", key=f"edit-{kept.id}")
            if kept.edits and st.button("Undo the last change", icon=":material/undo:", key="undo", type="tertiary"):
                undo = partial(session.room().briefings.undo, kept.id, kept.owner, seen=len(kept.edits))
                if editing.tried(undo):
                    st.rerun()
        made = of_briefing(
            briefing,
            archive=archive,
            today=clock.today(),
            look=desk.article,
            arrived=desk.archive.arrivals.of,
            edits=kept.edits,
        )
        word(lambda: made, key="export-briefing")
        with st.popover("Export", icon=":material/download:", key="export-briefing", type="tertiary"):
            downloads(made, partial(briefing_json, briefing, kept.edits), key="export-briefing")
        if not briefing.abstained and st.button(
            "Pin all",
            icon=":material/keep:",
            key="pin-briefing",
            type="tertiary",
            help="A start for a text of yours",
        ):
            pinning.add_all(parts(briefing, kept.edits))
        ordering.again(desk, kept)
        if kept.owner == session.owner():
            _remove_button(kept)
    return changing


def _remove_button(kept: Kept) -> None:
    if st.button("Remove", icon=":material/delete:", key="remove-briefing", type="tertiary", help="It can be restored"):
        ordering.remove(kept)


def _views(kept: Kept, briefing: Briefing, now: Briefing) -> None:
    """The text, its developments along the days, and what the archive covers."""
    reading, days, coverage = st.tabs(["Text", "Timeline", "Coverage"], on_change="rerun", key=f"view-{kept.id}")
    with reading:
        editing.read(briefing, kept.edits)
    with days:
        if days.open:
            told = [(0, one) for one in now.happened()]
            if (chosen := events.drawn(told, key="briefing-events")) is not None:
                place.open_source(chosen)
                st.rerun()
    with coverage:
        if coverage.open:
            _coverage(briefing)


def _coverage(briefing: Briefing) -> None:
    held, theme = briefing.coverage, session.theme()
    if not held.articles:
        st.caption("No article was found.")
        return
    st.caption(f"{items.found(held)}. {items.holes(held)}".strip())
    st.subheader("By month")
    st.altair_chart(charts.by_month(items.months(held), theme))
    st.subheader("By outlet")
    outlets = sorted(held.outlets.items(), key=lambda pair: (-pair[1], pair[0]))
    st.altair_chart(charts.bars(outlets, "no outlet named", theme))


def _abstained(briefing: Briefing) -> None:
    reason = why(briefing)
    st.html(
        f'<div class="answer abstained"><p class="sentence">{escape(briefing.text)}</p>'
        f'<p class="why">{escape(reason)}</p></div>'
    )
    for one in briefing.closest:
        st.html(render.passage(one))
        if st.button("Open the article", key=f"closest-{one.rank}", type="tertiary", icon=":material/article:"):
            place.open_source(f"0.c{one.rank}")
            st.rerun()


def _below(desk: Assistant, briefing: Briefing, now: Briefing) -> None:
    if not briefing.abstained:
        st.html(f'<div class="why">{escape(statement(now, desk.article))}</div>')
    if briefing.left_out:
        with st.expander(f"Left out ({len(briefing.left_out)})", icon=":material/filter_alt_off:"):
            st.html(render.left_out(briefing.left_out))
    if briefing.notes:
        st.html(render.notes(briefing.notes))


def _opened(now: Briefing) -> Opened | None:
    """What the address's `source` names: `0.MARKER`, or `0.cRANK`."""
    _, _, name = place.source().partition(".")
    return named(name, (one for sentence in now.sentences() for one in sentence.citations), now.closest)
