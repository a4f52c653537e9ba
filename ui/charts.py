"""Charts of the library and the timeline: pure functions of counts and points, the same in every time zone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import altair as alt
import pandas as pd

from corpus.text.counting import counted
from ui.render import day
from ui.safe import cut, plain

TOP = 12  # bars of one chart; what is left out is counted in a last one
SOFT = {"light": "#5b6067", "dark": "#a9adb3"}  # of labels, with contrast 6 and more; as --soft in style.css

AnyChart = alt.Chart | alt.LayerChart


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


def by_month(counts: Sequence[tuple[str, int]], theme: str) -> AnyChart:
    """Bars along a true time axis, so that months without an article are seen; `counts` of `YYYY-MM`."""
    frame = pd.DataFrame(
        {
            "month": [_moment(f"{month}-01") for month, _ in counts],
            "name": [_month(month) for month, _ in counts],
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


def timeline(points: Sequence[Point], theme: str) -> AnyChart:
    """A dot for each point, by outlet; a click selects its `number` under the name `chosen`."""
    frame = pd.DataFrame(
        {
            "number": list(range(len(points))),
            "moment": [_moment(one.published) for one in points],
            "published": [day(one.published) for one in points],
            "outlet": [cut(one.outlet, 40) for one in points],
            "title": [cut(one.title, 90) for one in points],
            "words": [cut(one.words, 160) for one in points],
            "kind": [plain(cut(one.kind, 40)) or "not stated" for one in points],
        }
    )
    select = alt.selection_point(name="chosen", fields=["number"])
    chart = (
        alt.Chart(frame)
        .mark_circle(size=170, cursor="pointer")
        .encode(
            x=alt.X(
                "moment:T",
                title=None,
                scale=alt.Scale(type="utc", padding=12),
                axis=alt.Axis(format=_form(points), labelOverlap=True, labelFlush=40, tickCount=6),
            ),
            y=alt.Y("outlet:N", title=None, axis=alt.Axis(labelLimit=140)),
            color=alt.Color("kind:N", title=None, legend=alt.Legend(orient="top")),
            opacity=alt.condition(select, alt.value(0.9), alt.value(0.35)),
            tooltip=["published:N", "outlet:N", "title:N", "words:N"],
        )
        .add_params(select)
        .properties(height=max(140, 46 * frame["outlet"].nunique() + 80))
    )
    return _readable(chart, theme)


def _readable(chart: AnyChart, theme: str) -> AnyChart:
    named: AnyChart = chart.configure_axis(labelColor=SOFT[theme]).configure_legend(labelColor=SOFT[theme])
    return named


def _moment(iso: str) -> int:
    """Milliseconds since 1970 of a day's beginning in UTC: what Vega counts in, read by it as it stands."""
    when = date.fromisoformat(iso[:10])
    return int(datetime(when.year, when.month, when.day, tzinfo=UTC).timestamp() * 1000)


def _month(iso: str) -> str:
    return day(f"{iso}-01").partition(" ")[2]


def _form(points: Sequence[Point]) -> str:
    """Days on the axis where all lies within about three months, else months."""
    days = [_moment(one.published) for one in points]
    return "%-d %b %Y" if max(days) - min(days) < 92 * 86_400_000 else "%b %Y"
