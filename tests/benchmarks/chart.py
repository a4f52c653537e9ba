"""A small bar chart as SVG: groups of bars with intervals, no library needed."""

from collections.abc import Mapping, Sequence
from html import escape

COLOURS = ("#1f4e79", "#5b8db8", "#a9c4dc", "#c8762b", "#8a8f3c", "#8c5a86")
WIDTH, BAR, GAP, LEFT, TOP, HEIGHT = 900, 20, 30, 46, 46, 250

Bar = tuple[float, float, float]
"""A value with the ends of its interval."""


def bars(title: str, groups: Sequence[str], series: Mapping[str, Sequence[Bar]]) -> str:
    """Bars between 0 and 1: for each group one bar of each series, with its interval and its value above it."""
    step = (WIDTH - LEFT - GAP) / max(1, len(groups))
    bar = min(BAR, (step - GAP) / max(1, len(series)))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {TOP + HEIGHT + 70}" font-family="sans-serif" '
        f'font-size="11" role="img"><title>{escape(title)}</title><rect width="100%" height="100%" fill="white"/>',
        f'<text x="{LEFT}" y="20" font-size="14">{escape(title)}</text>',
    ]
    for tenth in range(0, 11, 2):
        y = TOP + HEIGHT * (1 - tenth / 10)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - 10}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tenth / 10:.1f}</text>')
    for at, group in enumerate(groups):
        x = LEFT + GAP / 2 + at * step
        middle = x + bar * len(series) / 2
        y = TOP + HEIGHT + 18
        out.append(f'<text x="{middle:.1f}" y="{y}" text-anchor="middle" font-size="12">{escape(group)}</text>')
        for number, values in enumerate(series.values()):
            out += _bar(x + number * bar, bar, COLOURS[number % len(COLOURS)], values[at])
    x = float(LEFT)
    for number, name in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        out.append(f'<rect x="{x:.1f}" y="{TOP + HEIGHT + 38}" width="12" height="12" fill="{colour}"/>')
        out.append(f'<text x="{x + 17:.1f}" y="{TOP + HEIGHT + 48}">{escape(name)}</text>')
        x += 34 + 6.2 * len(name)
    return "\n".join([*out, "</svg>\n"])


def _bar(x: float, width: float, colour: str, value: Bar) -> list[str]:
    mean, low, high = (TOP + HEIGHT * (1 - part) for part in value)
    middle = x + (width - 2) / 2
    tall = TOP + HEIGHT - mean
    return [
        f'<rect x="{x:.1f}" y="{mean:.1f}" width="{width - 2:.1f}" height="{tall:.1f}" fill="{colour}"/>',
        f'<line x1="{middle:.1f}" x2="{middle:.1f}" y1="{low:.1f}" y2="{high:.1f}" stroke="#333"/>',
        f'<text x="{middle:.1f}" y="{high - 4:.1f}" text-anchor="middle" font-size="9">{value[0]:.2f}</text>',
    ]
