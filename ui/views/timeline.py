"""Timeline: articles on a topic, or the sources of a conversation, along the days of publication."""

from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import streamlit as st

from assistant.chain import Assistant
from assistant.conversations import Conversation
from corpus.article import Span
from corpus.errors import BriefingError
from ui import desk as shared
from ui import place, render
from ui.narrow import narrow
from ui.panel import source_panel
from ui.safe import cut, markdown, plain

PASSAGES = 60  # searched for a topic; several may lie in one article
NO_OUTLET = "no outlet named"


class Point(NamedTuple):
    """A cited statement or a found passage, on its day."""

    id: str
    version: int
    start: int
    end: int
    published: str
    title: str
    outlet: str
    kind: str
    words: str


def page() -> None:
    """The page."""
    st.html('<div class="hero"><h1>Timeline</h1><p>When what was published. Select a point to read it.</p></div>')
    desk = shared.desk_or_none()
    if desk is None:
        st.info("The archive is empty: add articles in the library first.")
        return
    conversation = _conversation()
    choices = ["A topic", "The sources of a conversation"]
    what = st.segmented_control(
        "Show", choices, default=choices[1 if conversation else 0], key="timeline-what", label_visibility="collapsed"
    )
    if what == choices[1]:
        points = _cited(conversation)
        if not points:
            st.info("This conversation cites nothing yet: ask a question first, or look for a topic.")
            return
    else:
        topic = st.text_input("Topic", key="timeline-topic", placeholder="Such as: missile launches", max_chars=300)
        narrow(desk)
        if not topic.strip():
            return
        points = _found(desk, topic.strip())
        if not points:
            st.info("Nothing was found for this topic within these dates and outlets.")
            return
    _chart(desk, points)


def _conversation() -> Conversation | None:
    id = place.conversation_id()
    try:
        return shared.room().conversations.open(id, shared.owner()) if id else None
    except BriefingError:
        return None


def _cited(conversation: Conversation | None) -> list[Point]:
    found = {
        (one.article_id, one.version, one.start, one.end): Point(
            one.article_id,
            one.version,
            one.start,
            one.end,
            one.published[:10],
            one.title,
            one.source or NO_OUTLET,
            one.kind or "",
            one.quote,
        )
        for turn in (conversation.turns if conversation else [])
        for sentence in turn.sentences
        for one in sentence.citations
    }
    return list(found.values())


def _found(desk: Assistant, topic: str) -> list[Point]:
    chosen = shared.preferences()
    try:
        with st.spinner("Searching …"):
            results = desk.search(
                topic, k=PASSAGES, as_of=chosen.as_of, since=chosen.since, until=chosen.until, source=chosen.source
            )
    except BriefingError as exc:
        st.error(markdown(str(exc)))
        return []
    best: dict[str, Point] = {}
    for one in results:  # the best passage of each article
        best.setdefault(
            one.article_id,
            Point(
                one.article_id,
                one.version,
                one.start,
                one.end,
                one.published[:10],
                one.title,
                one.source or NO_OUTLET,
                one.kind or "",
                one.text,
            ),
        )
    return list(best.values())


def _chart(desk: Assistant, points: list[Point]) -> None:
    points = sorted(points, key=lambda one: (one.published, one.id, one.start))
    frame = pd.DataFrame(
        {
            "number": list(range(len(points))),
            "day": pd.to_datetime([one.published for one in points]),
            "outlet": [cut(one.outlet, 40) for one in points],
            "title": [cut(one.title, 90) for one in points],
            "words": [cut(one.words, 160) for one in points],
            "kind": [plain(one.kind) or "not stated" for one in points],
        }
    )
    select = alt.selection_point(name="chosen", fields=["number"])
    chart = (
        alt.Chart(frame)
        .mark_circle(size=170, cursor="pointer")
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8)),
            y=alt.Y("outlet:N", title=None, axis=alt.Axis(labelLimit=160)),
            color=alt.Color("kind:N", title="Kind", legend=alt.Legend(orient="top")),
            opacity=alt.condition(select, alt.value(1.0), alt.value(0.45)),
            tooltip=["day:T", "outlet", "title", "words"],
        )
        .add_params(select)
        .properties(height=max(140, 46 * frame["outlet"].nunique() + 80))
    )
    event: Any = st.altair_chart(chart, on_select="rerun", selection_mode="chosen", key="timeline-chart")
    chosen = event.selection.get("chosen") or []
    st.caption(f"{len(points)} points, {render.day(points[0].published)} to {render.day(points[-1].published)}.")
    with st.expander("As a list", expanded=not chosen):
        box = st.container(height=min(320, 40 * len(points) + 20), border=False, gap=None, key="points")
        for number, one in enumerate(points):
            label = (
                f"{render.day(one.published)}  ·  {markdown(cut(one.title, 90))}  ·  {markdown(cut(one.outlet, 40))}"
            )
            if box.button(label, key=f"point-{number}", type="tertiary"):
                chosen = [{"number": number}]
    if chosen:
        one = points[int(chosen[0]["number"])]
        source_panel(desk, one.id, one.version, [Span(one.start, one.end)], key="timeline", close="")
