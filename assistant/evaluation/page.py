"""The report as one self-contained HTML page and as Markdown. Every text of an article, prompt or model is escaped."""

from html import escape
from typing import Any

from assistant.evaluation.measures import Figure
from assistant.evaluation.report import Report, Result

SHOWN = (
    "right",
    "hit@1",
    "hit@10",
    "mrr@10",
    "ndcg@10",
    "recall@10",
    "quote_found@10",
    "citations_exact",
    "cites_gold",
    "citation_precision",
    "citation_recall",
    "passed_gate",
)

STYLE = """
:root{color-scheme:light dark;--ink:#1c1b19;--paper:#fbfaf7;--line:#d9d5cb;--soft:#6a665d;
--bar:#2f6f73;--bad:#a1342c;--mark:#fff0b3}
@media(prefers-color-scheme:dark){:root{--ink:#ece9e2;--paper:#191a1b;--line:#3a3b3c;--soft:#a5a199;
--bar:#6fb3b6;--bad:#ef8a80;--mark:#5b4a12}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
h1,h2{font-family:Georgia,serif;font-weight:600}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
td.n{font-variant-numeric:tabular-nums}
details{border-bottom:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer}.bad{color:var(--bad)}.soft{color:var(--soft)}
blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid var(--line)}mark{background:var(--mark);color:inherit}
.bar{fill:var(--bar)}svg text{fill:var(--ink);font-size:12px}
.filters{position:sticky;top:0;background:var(--paper);padding:.6rem 0}
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

# The page's only script is this text; nothing of a prompt or an answer reaches it.
SCRIPT = """
const only=document.getElementById('only'),kind=document.getElementById('kind');
function sift(){for(const row of document.querySelectorAll('details[data-kind]'))
row.hidden=(only.checked&&row.dataset.failed!=='1')||(kind.value&&row.dataset.kind!==kind.value);
document.getElementById('count').textContent=document.querySelectorAll('details[data-kind]:not([hidden])').length}
only.addEventListener('change',sift);kind.addEventListener('change',sift);sift();
"""


def html(report: Report, comparison: dict[str, Any] | None = None) -> str:
    """The report as one HTML page that needs no network."""
    wrong = sum(bool(one.faults) for one in report.results)
    options = "".join(f"<option>{escape(kind)}</option>" for kind in sorted(report.kinds()))
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
        f'<meta http-equiv=Content-Security-Policy content="{POLICY}">',
        f"<title>Evaluation</title><style>{STYLE}</style><h1>Evaluation</h1>",
        f"<p>{len(report.results)} prompts, {wrong} failed; writer {escape(report.writer or 'default')}; "
        f"at most {report.word_limit} words.</p>",
        "<h2>Figures</h2>",
        _table(report),
        "<h2>Right by kind</h2>",
        _chart(report),
        _confusion(report),
        _comparison(comparison) if comparison else "",
        "<h2>Prompts</h2><p class=filters><label><input type=checkbox id=only> failures only</label> "
        f"<label>kind <select id=kind><option value=''>all</option>{options}</select></label> "
        "<span class=soft><span id=count></span> shown</span></p>",
        *(_prompt(one) for one in report.results),
        f"<script>{SCRIPT}</script></html>",
    ]
    return "".join(parts)


def markdown(report: Report, comparison: dict[str, Any] | None = None) -> str:
    """The report's figures and failures as Markdown."""
    lines = ["# Evaluation", "", f"{len(report.results)} prompts, writer `{report.writer or 'default'}`.", ""]
    lines += ["| measure | mean | 95% interval | prompts |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {_number(one.mean)} | {_interval(one)} | {one.n} |" for name, one in _ordered(report)]
    lines += ["", "| measure | value |", "| --- | --- |"]
    shown = {name for name, _ in _ordered(report)}
    lines += [f"| {name} | {_number(value)} |" for name, value in report.summary().items() if name not in shown]
    if comparison:
        lines += ["", "## Against the baseline", "", "| measure | difference | p | |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {name} | {one['difference']:+.3f} | {one['p']:.3f} | {one['claim']} |"
            for name, one in comparison["measures"].items()
        ]
    lines += ["", "## Failures", ""]
    lines += [f"- `{one.id}`: {_line('; '.join(one.faults))}" for one in report.results if one.faults] or ["None."]
    return "\n".join(lines) + "\n"


def _ordered(report: Report) -> list[tuple[str, Figure]]:
    figures = report.figures()
    return [(name, figures[name]) for name in SHOWN if name in figures]


def _table(report: Report) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}<td class=n>{_number(one.mean)}<td class=n>{_interval(one)}<td class=n>{one.n}"
        for name, one in _ordered(report)
    )
    summary = report.summary()
    other = "".join(
        f"<tr><td>{escape(name)}<td class=n>{_number(summary[name])}<td><td>"
        for name in (
            "abstain_precision",
            "abstain_recall",
            "abstain_f1",
            "over_refusal",
            "first_sentence_p50",
            "first_sentence_p95",
            "seconds_p50",
            "seconds_p95",
            "input_tokens",
            "output_tokens",
            "failed",
        )
    )
    return f"<table><tr><th>measure<th>mean<th>95% interval<th>prompts{rows}{other}</table>"


def _chart(report: Report) -> str:
    bars = []
    for at, kind in enumerate(sorted(report.kinds())):
        of_kind = [one for one in report.results if one.kind == kind]
        share = sum(not one.faults for one in of_kind) / len(of_kind)
        y = at * 24
        bars.append(
            f"<text x=0 y={y + 15}>{escape(kind)}</text><rect class=bar x=160 y={y + 3} width={share * 360:.0f} height=16 />"
            f"<text x={166 + share * 360:.0f} y={y + 15}>{share:.0%} of {len(of_kind)}</text>"
        )
    return (
        f"<svg role=img aria-label='right by kind' viewBox='0 0 620 {24 * len(bars)}' width=100%>{''.join(bars)}</svg>"
    )


def _confusion(report: Report) -> str:
    table = report.abstaining()
    return (
        "<h2>Abstaining</h2><table><tr><th><th>abstained<th>answered"
        f"<tr><th>no answer in the archive<td>{table.abstained_rightly}<td>{table.answered_wrongly}"
        f"<tr><th>answer in the archive<td>{table.abstained_wrongly}<td>{table.answered_rightly}</table>"
    )


def _comparison(comparison: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}<td class=n>{one['difference']:+.3f}<td class=n>{one['p']:.3f}<td>{one['claim']}"
        for name, one in comparison["measures"].items()
    )
    changed = "".join(
        f"<tr><td>{escape(one['id'])}<td>{escape('; '.join(one['before']))}<td>{escape('; '.join(one['after']))}"
        for one in comparison["changed"]
    )
    return (
        f"<h2>Against the baseline</h2><table><tr><th>measure<th>difference<th>p<th>claim{rows}</table>"
        f"<h3>What changed</h3><table><tr><th>prompt<th>before<th>after{changed}</table>"
    )


def _prompt(one: Result) -> str:
    verdict = f"<span class=bad>{escape('; '.join(one.faults))}</span>" if one.faults else "right"
    wanted = "; ".join(" or ".join(group) for group in one.must_include)
    rows = [
        f"<details data-kind='{escape(one.kind)}' data-failed='{int(bool(one.faults))}'>"
        f"<summary><b>{escape(one.id)}</b> {escape(one.question)} <span class=soft>&mdash; {verdict}</span></summary>",
        f"<p class=soft>expected: {escape(one.expected)}</p>",
        f"<p class=soft>must hold: {escape(wanted)}</p>" if wanted else "",
        f"<p class=soft>gold: {escape(', '.join(one.gold_ids))}; found: {escape(', '.join(one.found_ids))}</p>",
    ]
    for gold in one.gold_quotes:
        rows.append(f"<blockquote class=soft>{escape(gold)}</blockquote>")
    if one.answer:
        if one.answer["abstained"]:
            rows.append(
                f"<p>{escape(one.answer['text'])} <span class=soft>({escape(str(one.answer['reason']))})</span></p>"
            )
        for sentence in one.answer["sentences"]:
            rows.append(f"<p>{escape(sentence['text'])} <span class=soft>{escape(sentence['verdict'])}</span></p>")
            for cited in sentence["citations"]:
                place = f"{cited['title']}, {cited['published']}"
                rows.append(
                    f"<blockquote><mark>{escape(cited['quote'])}</mark> <span class=soft>{escape(place)}</span></blockquote>"
                )
        for left in one.answer["left_out"]:
            rows.append(f"<p class=bad>left out: {escape(left['text'])} ({escape('; '.join(left['reasons']))})</p>")
    return "".join(rows) + "</details>"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _interval(one: Figure) -> str:
    return "" if one.low is None or one.high is None else f"{one.low:.3f} to {one.high:.3f}"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
