"""The report as one self-contained HTML page. Every text of an article, prompt or model is escaped."""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from assistant.evaluation.measures import MEASURES
from assistant.evaluation.report.prompts_page import prompt
from assistant.evaluation.report.report import Report
from assistant.evaluation.report.tables import about, interval, moved_and_same, number, total
from assistant.evaluation.statistics import Figure, figure
from corpus.text.counting import counted
from corpus.text.shown import escape

TILES = ("right", "hit@10", "supported", "abstain_f1", "over_refusal", "seconds_p50")
# How the page looks, and its only script: nothing of a prompt or an answer reaches either.
STYLE, SCRIPT = ((files(__package__) / name).read_text("utf-8") for name in ("page.css", "page.js"))
HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{HASH}'"


def html(report: Report, comparison: dict[str, Any] | None = None, broken: Sequence[str] = ()) -> str:
    """The report as one HTML page that needs no network; `broken` are the bounds that it does not keep to."""
    changed = {(one["id"], one["round"]): one for one in comparison["changed"]} if comparison else {}
    return "".join(
        [
            "<!doctype html><html lang=en><head><meta charset=utf-8>",
            "<meta name=viewport content='width=device-width,initial-scale=1'>",
            f'<meta http-equiv=Content-Security-Policy content="{POLICY}">',
            f"<title>Evaluation</title><style>{STYLE}</style></head><body><h1>Evaluation</h1>",
            f"<p class=soft>{escape(about(report))}</p>",
            _alarm(broken),
            _tiles(report),
            "<h2>By kind</h2>",
            _kinds(report),
            _comparison(comparison) if comparison else "",
            "<h2>Prompts</h2>",
            _filters(report, comparison is not None),
            *(prompt(one, changed.get((one.id, one.round))) for one in report.results),
            "<p id=none class=soft hidden>No prompt is like that.</p>",
            "<h2>Figures</h2>",
            _figures(report),
            _confusion(report),
            _judge(report),
            _steps(report),
            f"<script>{SCRIPT}</script></body></html>",
        ]
    )


def _alarm(broken: Sequence[str]) -> str:
    if not broken:
        return ""
    lines = "".join(f"<li>{escape(line)}" for line in broken)
    return f"<div class=alarm role=alert><b class=bad>Bounds that are not kept</b><ul>{lines}</ul></div>"


def _tiles(report: Report) -> str:
    figures = report.figures()
    tiles = []
    for name in TILES:
        one = figures.get(name)
        if one is not None:
            told = f"{interval(one)}<br>{counted(one.n, 'prompt')}"
            tiles.append(
                f"<div class=tile title='{escape(MEASURES[name].meaning)}'><span class=small>{escape(name)}</span>"
                f"<b>{number(one.mean)}</b><span class='small soft'>{told}</span></div>"
            )
    return f"<div class=tiles>{''.join(tiles)}</div>"


def _kinds(report: Report) -> str:
    heads = ("as it should be", "hit@10", "cites_gold")
    cells = ["<b></b>", *(f"<b>{escape(head)}</b>" for head in heads)]
    for kind in sorted(report.kinds()):
        of_kind = [one for one in report.results if one.kind == kind]
        as_due: dict[str, list[float | None]] = {}
        for one in of_kind:
            as_due.setdefault(one.id, []).append(float(not one.faults))
        figures = report.figures(kind)
        shown = [figure(list(as_due.values())), figures.get("hit@10"), figures.get("cites_gold")]
        cells.append(
            f"<div class=kind>{escape(kind.replace('_', ' '))} <span class='soft small'>{len(as_due)}</span></div>"
        )
        cells += [_cell(head, one) for head, one in zip(heads, shown, strict=True)]
    note = (
        "<p class='soft small'>Bars: share of the prompts; lines: 95% bootstrap interval. As it should be: right, or "
        "abstained where the archive has no answer.</p>"
    )
    return f"<div class=kinds>{''.join(cells)}</div>{note}"


def _cell(head: str, one: Figure | None) -> str:
    if one is None or one.mean is None:
        return f"<div class=cell><b>{escape(head)}</b><span></span><span class='soft small'>–</span></div>"
    return f"<div class=cell><b>{escape(head)}</b>{_bar(one, head)}<span class='n small'>{one.mean:.0%}</span></div>"


def _bar(one: Figure, name: str) -> str:
    mean, low, high = one.mean or 0.0, one.low or 0.0, one.high or 0.0
    return (
        f"<svg role=img aria-label='{escape(name)} {mean:.2f}' viewBox='0 0 100 12' preserveAspectRatio=none>"
        f"<rect class=track width=100 height=12 /><rect class=bar width={100 * mean:.1f} height=12 />"
        f"<line class=whisker vector-effect=non-scaling-stroke x1={100 * low:.1f} x2={100 * high:.1f} y1=6 y2=6 "
        f"/></svg>"
    )


def _filters(report: Report, compared: bool) -> str:
    kinds = "".join(
        f"<option value='{escape(kind)}'>{escape(kind.replace('_', ' '))}" for kind in sorted(report.kinds())
    )
    changed = "<option value=changed>changed since the baseline" if compared else ""
    return (
        "<div class=filters><input type=search id=words placeholder='Words' aria-label='Words to look for'>"
        "<select id=state aria-label='Which prompts'><option value=''>all<option value=failed>failures"
        f"<option value=right>without a fault{changed}</select>"
        f"<select id=kind aria-label='Kind of prompt'><option value=''>every kind{kinds}</select>"
        "<button type=button id=open>Open or close</button><span id=count class='soft small' role=status></span></div>"
    )


def _figures(report: Report) -> str:
    rows, group = [], ""
    for name, one in report.figures().items():
        measure = MEASURES[name]
        if measure.group != group:
            group = measure.group
            rows.append(f"<tr class=group><th colspan=4>{escape(group)}")
        source = f" ({measure.source})" if measure.source else ""
        rows.append(
            f"<tr><td>{escape(name)} <span class='small soft'>{escape(measure.meaning + source)}</span>"
            f"<td class=n>{number(one.mean)}<td class=n>{interval(one)}<td class=n>{one.n}"
        )
    totals = "; ".join(f"{name.replace('_', ' ')}: {total(value)}" for name, value in report.totals().items())
    return (
        "<table class=figures><tr><th>measure<th>value<th>95% interval<th>prompts"
        f"{''.join(rows)}</table><p class='soft small'>In all: {escape(totals)}.</p>"
    )


def _confusion(report: Report) -> str:
    table = report.abstaining()
    return (
        "<h2>Abstaining</h2><table><tr><th><th>abstained<th>answered"
        f"<tr><th>no answer in the archive<td class=n>{table.abstained_rightly}<td class=n>{table.answered_wrongly}"
        f"<tr><th>answer in the archive<td class=n>{table.abstained_wrongly}<td "
        f"class=n>{table.answered_rightly}</table>"
    )


def _judge(report: Report) -> str:
    found = report.agreement()
    if found is None:
        return ""

    def told(one: Figure) -> str:
        return f"<td class=n>{number(one.mean)}<td class=n>{interval(one)}<td class=n>{one.n}"

    return (
        f"<h2>Judge by model</h2><p>{escape(report.judge or '')} was shown question, expected answer and answer. What "
        "it says stands beside the figures and is in none of them.</p>"
        f"<table class=figures><tr><th>measure<th>value<th>95% interval<th>prompts<tr><td>judged "
        f"right{told(found.judged_right)}"
        f"<tr><td>agreement with the strict <i>right</i>{told(found.agreement)}<tr><td>Cohen's "
        f"kappa{told(found.kappa)}</table>"
        "<table><tr><th><th>strict: right<th>strict: not right"
        f"<tr><th>model: right<td class=n>{found.both_right}<td class=n>{found.only_model}"
        f"<tr><th>model: wrong<td class=n>{found.only_strict}<td class=n>{found.both_wrong}</table>"
        f"<p class='soft small'>Without a verdict: {found.without_verdict}. The judge read {found.input_tokens:,} "
        f"tokens and "
        f"wrote {found.output_tokens:,}.</p>"
    )


def _steps(report: Report) -> str:
    steps = report.steps()
    whole = sum(steps.values()) or 1.0
    bars = "".join(
        f"<i class=s{at} style='width:{100 * seconds / whole:.1f}%'></i>" for at, seconds in enumerate(steps.values())
    )
    legend = "".join(
        f"<span><i class=s{at}></i>{escape(step)} {seconds:.2f} s</span>"
        for at, (step, seconds) in enumerate(steps.items())
    )
    return (
        f"<h2>Where the time goes</h2><p>{whole:.2f} s an answer.</p>"
        f"<div class=steps>{bars}</div><p class=legend>{legend}</p>"
    )


def _comparison(comparison: dict[str, Any]) -> str:
    moved, same = moved_and_same(comparison)
    rows = "".join(
        f"<tr><td>{escape(name)}<td class=n>{number(one['before'])}<td class=n>{number(one['after'])}"
        f"<td class=n>{one['difference']:+.3f}<br><span class='soft small'>{one['low']:+.3f} to "
        f"{one['high']:+.3f}</span>"
        f"<td class=n>{one['p']:.3f}"
        f"<td class='{({'better': 'good', 'worse': 'bad'}).get(one['claim'], 'soft')}'>{one['claim']}"
        for name, one in moved.items()
    )
    changed = "".join(
        f"<tr><td><code>{escape(one['id'])}</code>"
        + "".join(f"<td>{escape('; '.join(one[side]))}" for side in ("before", "after"))
        for one in comparison["changed"]
    )
    left = (
        f" Left out, as only one run has them or they were changed: {', '.join(comparison['left_out'])}."
        if comparison["left_out"]
        else ""
    )
    return (
        f"<h2>Against the baseline</h2><p class=soft>{counted(comparison['prompts'], 'prompt')} in both runs, "
        "compared one by one (sign-flip permutation test, each measure by itself: of twenty that do not differ, one "
        "will "
        "seem to)."
        f"{escape(left)}</p>"
        + (
            f"<div class=wide><table><tr><th>measure<th>before<th>after<th>difference<th>p<th>{rows}</table></div>"
            if rows
            else ""
        )
        + f"<p class=small>{escape(same)}</p>"
        f"<h3>What changed</h3>"
        + (
            f"<div class=wide><table><tr><th>prompt<th>before<th>after{changed}</table></div>"
            if changed
            else "<p>No verdict of a prompt changed.</p>"
        )
    )
