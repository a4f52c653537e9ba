"""Events along the days: a chart of what happened when, and under it each event once with the articles that tell it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.briefing.briefing import Item
from corpus.text.counting import counted
from ui import charts, items
from ui.page import session
from ui.render import day, own_words
from ui.safe import escape, named

LISTED = 100  # events in a chart; more could not be told apart


def drawn(told: Sequence[tuple[int, Item]], *, key: str, listed: bool = False) -> str | None:
    """Draw the events, each with the number that its markers begin with; returns the marker of a clicked dot.

    `listed`: write them out below the chart too. An event without a day is only listed.
    """
    dated = [(turn, one) for turn, one in told if one.date][:LISTED]
    chosen = None
    if dated:
        closed: int = st.session_state.setdefault(f"{key}-closed", 0)  # counted: a new chart has forgotten the click
        points = [charts.Event(one.date or "", _words(one), _outlets(one)) for _, one in dated]
        event: Any = st.altair_chart(
            charts.timeline(points, session.theme()),
            on_select="rerun",
            selection_mode="chosen",
            key=f"{key}-{closed}-{hash(tuple(points))}",
        )
        if clicked := event.selection.get("chosen"):
            st.session_state[f"{key}-closed"] = closed + 1
            turn, one = dated[int(clicked[0]["number"])]
            markers = [each.marker for sentence in one.sentences for each in sentence.citations]
            chosen = f"{turn}.{markers[0]}" if markers else None
    undated = len(told) - len(dated)
    st.caption(f"{counted(len(told), 'event')}" + (f", {undated} of them not drawn." if undated else "."))
    if listed:
        with st.container(key="events"):
            st.html("".join(f'<div class="event">{items.item(one, turn)}{_tellers(one)}</div>' for turn, one in told))
    return chosen


def _words(one: Item) -> str:
    """What it says; of a quotation without who and when before it, which the chart shows by itself."""
    said = [(sentence, own_words(sentence)) for sentence in one.sentences]
    return " ".join(words[max(0, words.find("“")) :] if of.verdict == "quote" else words for of, words in said)


def _outlets(one: Item) -> str:
    found = dict.fromkeys(
        named(each.source, 60, "no outlet") for sentence in one.sentences for each in sentence.citations
    )
    return ", ".join(found)


def _tellers(one: Item) -> str:
    """The articles behind an event, once each: outlet, day and, where there are copies, how many."""
    told: dict[str, str] = {}
    for each in (each for sentence in one.sentences for each in sentence.citations):
        copies = f" and {counted(len(each.also), 'copy', 'copies')}" if each.also else ""
        told[each.article_id] = f"{named(each.source, 60, 'no outlet')}, {day(each.published)}{copies}"
    return f'<div class="why">Told by {counted(len(told), "article")}: {escape("; ".join(told.values()))}</div>'
