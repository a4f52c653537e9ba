"""Timeline: articles on a topic, or the sources of a conversation, along the days of publication."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.desk.conversations import Listed
from corpus.article import Span
from corpus.errors import BriefingError
from corpus.text.counting import counted
from ui import charts, render
from ui.charts import Point
from ui.page import address as place
from ui.page import session
from ui.page.parts.narrow import narrow
from ui.page.parts.panel import hint, source_panel
from ui.page.parts.welcome import NO_ARTICLES
from ui.safe import cut, headline, literal, named

PASSAGES = 60  # searched for a topic; several may lie in one article
NO_OUTLET = "no outlet named"
TOPIC, TALK = "A topic", "The sources of a conversation"


def page() -> None:
    """The page."""
    st.html('<div class="hero"><h1>Timeline</h1><p>When what was published. Select a point to read it.</p></div>')
    desk = session.desk_or_none()
    if desk is None:
        st.info(NO_ARTICLES)
        return
    kept = session.room().conversations.list(session.owner())
    current = next((one for one in kept if one.id == place.conversation_id()), None)
    what = st.segmented_control(
        "Show",
        [TOPIC, TALK],
        default=TALK if current else TOPIC,
        required=True,
        key="timeline-what",
        label_visibility="collapsed",
    )
    points = _cited(kept, current) if what == TALK else _on_topic(desk)
    if points:
        _points(desk, sorted(points, key=lambda one: (one.published, one.id, one.start)))


def _cited(kept: list[Listed], current: Listed | None) -> list[Point]:
    """What a conversation cites, once each."""
    if not kept:
        st.info("There is no conversation yet: ask a question first, or look for a topic.")
        return []
    chosen = st.selectbox(
        "Conversation",
        kept,
        index=kept.index(current) if current else 0,
        format_func=lambda one: cut(one.name, 80),
        key="timeline-talk",
    )
    try:
        turns = session.room().conversations.open(chosen.id, session.owner()).turns
    except BriefingError as exc:
        st.info(literal(str(exc)))
        return []
    found = {
        (one.article_id, one.version, one.start, one.end): _point(one, one.quote)
        for turn in turns
        for sentence in turn.sentences
        for one in sentence.citations
    }
    if not found:
        st.info("This conversation cites nothing: choose another, or look for a topic.")
    return list(found.values())


def _on_topic(desk: Assistant) -> list[Point]:
    """The best passage of each article that search finds for a topic."""
    topic = st.text_input("Topic", key="timeline-topic", placeholder="Such as: missile launches", max_chars=300).strip()
    narrow(desk)
    if not topic:
        return []
    best: dict[str, Point] = {}
    try:
        with st.spinner("Searching …"):
            for one in desk.search(topic, k=PASSAGES, **asdict(session.preferences().scope)):
                best.setdefault(one.article_id, _point(one, one.text))
    except BriefingError as exc:
        st.error(literal(str(exc)))
        return []
    if not best:
        st.info("Nothing was found for this topic within these dates and outlets.")
    return list(best.values())


def _point(one: Any, words: str) -> Point:  # noqa: ANN401 - a citation or a passage of evidence
    place = one.article_id, one.version, one.start, one.end
    return Point(*place, one.published[:10], one.title, one.source or NO_OUTLET, one.kind or "", words)


def _points(desk: Assistant, points: list[Point]) -> None:
    """The chart and the list, and beside them the article that was chosen in either."""
    closed: int = st.session_state.setdefault("timeline-closed", 0)  # counted: a new chart has forgotten the click
    left, right = st.columns([7, 5], gap="large")
    with left:
        event: Any = st.altair_chart(
            charts.timeline(points, session.theme()),
            on_select="rerun",
            selection_mode="chosen",
            key=f"timeline-chart-{closed}-{hash(tuple(points))}",
        )
        st.caption(
            f"{counted(len(points), 'point')}, {render.day(points[0].published)} to {render.day(points[-1].published)}."
        )
        listed = _list(points)
    clicked = [int(each["number"]) for each in event.selection.get("chosen") or []]
    one = _latest(points, clicked[0] if clicked else None, listed)
    with right, st.container(key="reader"):
        if one is None:
            hint("Select a point, or a line of the list, to read the article here.")
        elif source_panel(desk, one.id, one.version, [Span(one.start, one.end)], key="timeline"):
            st.session_state["timeline-closed"] = closed + 1
            st.session_state["timeline-point"] = None
            st.rerun()


def _list(points: list[Point]) -> int | None:
    """The points as a list; returns the one that was pressed."""
    pressed = None
    with st.container(height=min(320, 34 * len(points) + 24), border=True, gap=None, key="points"):
        for number, one in enumerate(points):
            words = f"{render.day(one.published)}  ·  {headline(one.title, 90)}  ·  {named(one.outlet, 40)}"
            if st.button(literal(words), key=f"point-{number}", type="tertiary"):
                pressed = number
    return pressed


def _latest(points: list[Point], clicked: int | None, listed: int | None) -> Point | None:
    """The point chosen last: a click stays with the chart, a press on the list lasts one run."""
    before = st.session_state.get("timeline-clicked")
    st.session_state["timeline-clicked"] = clicked
    if listed is not None or clicked != before:
        number = clicked if listed is None else listed
        st.session_state["timeline-point"] = None if number is None else points[number]
    found: Point | None = st.session_state.get("timeline-point")
    return found if found in points else None
