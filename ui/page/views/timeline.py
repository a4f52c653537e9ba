"""Timeline: what happened on a topic, each event once, or what a conversation cites, along the days."""

from dataclasses import replace
from functools import partial

import streamlit as st

from assistant.answer import Citation
from assistant.assistant import Assistant
from assistant.briefing.briefing import Briefing, Item
from assistant.desk.conversations import Listed
from corpus import clock
from corpus.article import Span
from corpus.errors import BriefingError
from corpus.scope import Scope
from ui import items, render
from ui.abstained import why
from ui.export.briefing import of_briefing
from ui.export.forms import briefing_json
from ui.page import address as place
from ui.page import once, session
from ui.page.parts import events
from ui.page.parts.bridge import beside
from ui.page.parts.downloads import downloads, word
from ui.page.parts.narrow import narrow
from ui.page.parts.panel import hint, open_or
from ui.page.parts.pinning import offer
from ui.page.parts.welcome import NO_ARTICLES
from ui.safe import cut, literal

WORDS = 1_500  # of all events of a topic together: about forty
TOPIC, TALK = "A topic", "The sources of a conversation"
Told = list[tuple[int, Item]]
"""Events, each with the number that its markers begin with."""


@once.page
def page() -> None:
    """The page."""
    st.html('<div class="hero"><h1>Timeline</h1><p>What happened when, each event once, with who tells it.</p></div>')
    desk = session.desk_or_none()
    if desk is None:
        st.info(NO_ARTICLES)
        beside(lambda: None)
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
    told = _cited(kept, current) if what == TALK else _on_topic(desk)
    if told:
        _events(desk, told)
    else:
        beside(lambda: None)


def _cited(kept: list[Listed], current: Listed | None) -> Told:
    """The sentences of a conversation that cite something, once each, on the first day that they cite."""
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
    found: dict[tuple[tuple[str, int, int, int], ...], tuple[int, Item]] = {}
    for number, turn in enumerate(turns):
        for sentence in turn.sentences:
            places = tuple((one.article_id, one.version, one.start, one.end) for one in sentence.citations)
            first = min((one.published[:10] for one in sentence.citations), default=None)
            found.setdefault(places, (number, Item(date=first, sentences=[sentence])))
    if not found:
        st.info("This conversation cites nothing: choose another, or look for a topic.")
    return sorted(found.values(), key=lambda pair: pair[1].date or "")


def _on_topic(desk: Assistant) -> Told:
    """The developments of a topic."""
    topic = st.text_input("Topic", key="timeline-topic", placeholder="Such as: missile launches", max_chars=300).strip()
    narrow(desk)
    if not topic:
        return []
    try:
        with st.spinner("Searching …"):
            found = _briefing(desk, topic, replace(session.preferences().scope, articles=()))
    except BriefingError as exc:
        st.error(literal(str(exc)))
        return []
    if found.abstained:
        st.info(f"Nothing was found for this topic. {why(found)}".strip())
        return []
    archive = session.room().folder.name
    made = of_briefing(found, archive=archive, today=clock.today(), look=desk.article, arrived=desk.archive.arrivals.of)
    with st.container(horizontal=True, gap="small"):
        word(lambda: made, key="timeline-export")
        with st.popover("Export", icon=":material/download:", key="timeline-export", type="tertiary"):
            downloads(made, partial(briefing_json, found, ()), key="timeline-export")
    if remarks := [one for one in (*found.notes, items.holes(found.coverage)) if one]:
        st.html(render.notes(remarks))
    return [(0, one) for section, one in found.items() if section.kind == "developments"]


def _briefing(desk: Assistant, topic: str, scope: Scope) -> Briefing:
    """The timeline of a topic; worked out once for this tab, not at every click."""
    asked = topic, scope
    known: tuple[tuple[str, Scope], Briefing] | None = st.session_state.get("timeline-found")
    if known is None or known[0] != asked:
        place.close_source()
        known = asked, desk.brief(topic, words=WORDS, form="timeline", **scope.window)
        st.session_state["timeline-found"] = known
    return known[1]


def _events(desk: Assistant, told: Told) -> None:
    """The chart and the list, and beside them the article that was chosen in either."""
    offer(sentence for _, one in told for sentence in one.sentences)
    left, right = st.columns([7, 5], gap="large")
    with left:
        if (chosen := events.drawn(told, key="timeline-events", listed=True)) is not None:
            place.open_source(chosen)
    with right, st.container(key="reader"):
        beside(partial(_source, desk, told))


def _source(desk: Assistant, told: Told) -> None:
    rest = partial(hint, "Select an event, or the number of a source, to read the article here.")
    one = _opened(told)
    opened = None if one is None else (one.article_id, one.version, Span(one.start, one.end))
    open_or(rest, desk, opened, key="timeline")


def _opened(told: Told) -> Citation | None:
    """The citation that the address's `source` names."""
    for turn, item in told:
        for one in (one for sentence in item.sentences for one in sentence.citations):
            if f"{turn}.{one.marker}" == place.source():
                return one
    return None
