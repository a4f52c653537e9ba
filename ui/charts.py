"""Charts of the library and the timeline: pure functions of counts and points, the same in every time zone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import altair as alt
import pandas as pd

from corpus.text.counting import counted
from ui.render import when
from ui.safe import cut

TOP = 12  # bars of one chart; what is left out is counted in a last one
SOFT = {"light": "#5b6067", "dark": "#a9adb3"}  # of labels, with contrast 6 and more; as --soft in style.css

AnyChart = alt.Chart | alt.LayerChart


class Event(NamedTuple):
    """What happened on a day, in a month or year, in words, and who tells it."""

    date: str
    words: str
    outlets: str


def by_month(counts: Sequence[tuple[str, int]], theme: str) -> AnyChart:
    """Bars along a true time axis, so that months without an article are seen; `counts` of `YYYY-MM`."""
    frame = pd.DataFrame(
        {
            "month": [_moment(f"{month}-01") for month, _ in counts],
            "name": [when(month) for month, _ in counts],
            "articles": [count for _, count in counts],
        }
    )
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X(
                "utcyearmonth(month):T",
                title=None,
                axis=alt.Axis(format="%b %Y", labelAngle=0, labelOverlap=True, grid=False),
            ),
            y=alt.Y("articles:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=5)),
            tooltip=[alt.Tooltip("name:N", title="month"), "articles:Q"],
        )
        .properties(height=200)
    )
    return _readable(chart, theme)


def bars(counts: Sequence[tuple[str, int]], missing: str, theme: str) -> AnyChart:
    """A bar and its number for each name, the most first; a name that is not stated is called `missing`."""
    shown = [(cut(name, 40) or missing, count) for name, count in counts[:TOP]]
    if rest := counts[TOP:]:
        shown.append((counted(len(rest), "other"), sum(count for _, count in rest)))
    frame = pd.DataFrame(shown, columns=["name", "articles"])
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=180)),
        x=alt.X(
            "articles:Q", title=None, axis=None, scale=alt.Scale(domainMax=1.15 * max(frame["articles"], default=1))
        ),
        tooltip=["name:N", "articles:Q"],
    )
    numbers = base.mark_text(align="left", dx=5, color=SOFT[theme]).encode(text=alt.Text("articles:Q", format=","))
    return _readable((base.mark_bar() + numbers).properties(height=20 + 28 * len(shown)), theme)


def timeline(events: Sequence[Event], theme: str) -> AnyChart:
    """A row for each event, in their order: a dot on its day and its words beside it, to the side where there is room.

    A click selects its `number` under the name `chosen`. An event of a month or year stands at its beginning.
    """
    moments = [_moment(one.date) for one in events]
    middle = (min(moments) + max(moments)) / 2
    frame = pd.DataFrame(
        {
            "number": list(range(len(events))),
            "moment": moments,
            "left": [moment > middle for moment in moments],
            "day": [when(one.date) for one in events],
            "outlets": [cut(one.outlets, 80) for one in events],
            "words": [cut(one.words, 90) for one in events],
            "whole": [cut(one.words, 300) for one in events],
        }
    )
    select = alt.selection_point(name="chosen", fields=["number"])
    base = alt.Chart(frame).encode(
        x=alt.X(
            "moment:T",
            title=None,
            scale=alt.Scale(type="utc", padding=12),
            axis=alt.Axis(format=_form(moments), labelOverlap=True, labelFlush=40, tickCount=6),
        ),
        y=alt.Y("number:O", axis=None),
        tooltip=["day:N", "whole:N", "outlets:N"],
    )
    dots = base.mark_circle(size=110, cursor="pointer").encode(
        opacity=alt.condition(select, alt.value(0.9), alt.value(0.35))
    )
    layers = [dots.add_params(select)]
    for side, away in (("!datum.left", 9), ("datum.left", -9)):
        # No more of the words than the half of the chart that is free beside the dot.
        room = alt.ExprRef("width / 2 - 16")
        text = base.transform_filter(side).mark_text(
            align="left" if away > 0 else "right", dx=away, color=SOFT[theme], limit=room
        )
        layers.append(text.encode(text="words:N"))
    drawn: alt.LayerChart = alt.LayerChart(layer=layers)
    return _readable(drawn.properties(height=24 * len(events) + 30), theme)


def _readable(chart: AnyChart, theme: str) -> AnyChart:
    named: AnyChart = chart.configure_axis(labelColor=SOFT[theme]).configure_legend(labelColor=SOFT[theme])
    return named


def _moment(iso: str) -> int:
    """Milliseconds since 1970 of the beginning of a day, month or year in UTC: what Vega counts in."""
    began = date.fromisoformat(f"{iso}-01-01"[:10])
    return int(datetime(began.year, began.month, began.day, tzinfo=UTC).timestamp() * 1000)


def _form(moments: Sequence[int]) -> str:
    """Days on the axis where all lies within about three months, else months."""
    return "%-d %b %Y" if max(moments) - min(moments) < 92 * 86_400_000 else "%b %Y"
