"""The report as Markdown, and how its numbers are written everywhere."""

from collections.abc import Callable, Sequence
from typing import Any

from assistant import phrasing
from assistant.evaluation.report.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.statistics import Figure
from corpus.text.counting import counted
from corpus.text.shown import plain

Line = Callable[[str], str]


def folded(text: str) -> str:
    """A text of others on one line."""
    return " ".join(plain(text).split())


def escaped(text: str) -> str:
    """A text of others on one line of Markdown: no table, tag, link, code or heading can come of it."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|!" else char for char in folded(text))


def markdown(
    report: Report,
    comparison: dict[str, Any] | None = None,
    broken: Sequence[str] = (),
    *,
    prompts: bool = True,
    line: Line = escaped,
) -> str:
    """Figures, failures and, with `prompts`, for each question, answer, citations, expected and found.

    `line`: how a text of others stands in it; `folded` for a terminal, where it is read as it is.
    """
    lines = ["# Evaluation", "", about(report), ""]
    if broken:
        lines += ["## Bounds that are not kept", "", *(f"- {line}" for line in broken), ""]
    lines += ["| measure | value | 95% interval | prompts |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {number(one.mean)} | {interval(one)} | {one.n} |" for name, one in report.figures().items()]
    lines += ["", _totals(report), "", *_kinds(report, line), *_judge(report), *_comparison(comparison, line)]
    wrong = [one for one in report.results if not one.passed]
    lines += ["## Failures", ""]
    lines += [f"- `{line(one.id)}`: {line('; '.join([*one.faults, *one.problems]))}" for one in wrong] or ["None."]
    if prompts:
        lines += ["", "## Prompts", ""]
        for one in report.results:
            lines += _prompt(one, line)
    return "\n".join(lines) + "\n"


def about(report: Report) -> str:
    """What was run, on what, by whom and when, in one line."""
    prompts = len({one.id for one in report.results})
    wrong = sum(bool(one.faults) for one in report.results)
    parts = [counted(prompts, "prompt") + (f" in {len(report.results)} runs" if len(report.results) > prompts else "")]
    parts += [f"{wrong} with a fault", f"written by {' and '.join(report.writers()) or 'nobody'}"]
    if archive := report.archive():
        parts.append(f"{counted(archive['articles'], 'article')} to {archive['newest']}")
    parts.append(f"at most {counted(report.word_limit, 'word')}")
    if report.summary()["reranked"] == 0:
        parts.append("the reader is off")
    if report.when:
        parts.append(phrasing.moment(report.when))
    if unsteady := report.unsteady():
        parts.append(f"{len(unsteady)} right in one round and not in another")
    return "; ".join(parts) + "."


def number(value: float | None) -> str:
    """A figure as it is shown."""
    if value is None:
        return "unknown"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3f}"


def total(value: float | None) -> str:
    """A sum as it is shown: whole where it is."""
    return "unknown" if value is None else f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:,.4f}"


def interval(one: Figure) -> str:
    """`low to high`."""
    return "" if one.low is None or one.high is None else f"{number(one.low)} to {number(one.high)}"


def moved_and_same(comparison: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], str]:
    """The measures that differ between two runs, and a sentence on those that do not differ in any prompt."""
    measures = comparison["measures"]
    moved = {name: one for name, one in measures.items() if one["moved"]}
    same = [name for name in measures if name not in moved]
    return moved, f"The same in every prompt, so that no difference can be claimed: {', '.join(same)}." if same else ""


def _totals(report: Report) -> str:
    table = report.abstaining()
    totals = ", ".join(f"{name.replace('_', ' ')} {total(value)}" for name, value in report.totals().items())
    steps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in report.steps().items())
    return (
        f"In all: {totals}. Seconds an answer by step: {steps}.\n\n"
        f"Where the archive has no answer: abstained {table.abstained_rightly}, answered {table.answered_wrongly}. "
        f"Where it has one: abstained {table.abstained_wrongly}, answered {table.answered_rightly}."
    )


def _kinds(report: Report, line: Line) -> list[str]:
    names = ("right", "hit@10", "cites_gold", "abstain_recall")
    lines = ["## By kind", "", f"| kind | prompts | {' | '.join(names)} |", f"| --- | --- |{' --- |' * len(names)}"]
    for kind in sorted(report.kinds()):
        figures = report.figures(kind)
        cells = [number(figures[name].mean) if name in figures else "" for name in names]
        prompts = len({one.id for one in report.results if one.kind == kind})
        lines.append(f"| {line(kind)} | {prompts} | {' | '.join(cells)} |")
    return [*lines, ""]


def _judge(report: Report) -> list[str]:
    found = report.agreement()
    if found is None:
        return []
    return [
        "## Judge by model",
        "",
        f"`{report.judge}`, beside the figures and in none of them. Judged right {number(found.judged_right.mean)} of "
        f"{found.judged_right.n}; agreement with the strict 'right' {number(found.agreement.mean)} "
        f"({interval(found.agreement)}), Cohen's kappa {number(found.kappa.mean)} ({interval(found.kappa)}). Both "
        f"right "
        f"{found.both_right}, only the model {found.only_model}, only the strict {found.only_strict}, neither "
        f"{found.both_wrong}, without a verdict {found.without_verdict}; {found.input_tokens} tokens read, "
        f"{found.output_tokens} written.",
        "",
    ]


def _comparison(comparison: dict[str, Any] | None, line: Line) -> list[str]:
    if comparison is None:
        return []
    lines = ["## Against the baseline", "", f"{counted(comparison['prompts'], 'prompt')} in both runs.", ""]
    moved, same = moved_and_same(comparison)
    if moved:
        lines += ["| measure | before | after | difference | 95% interval | p | |"]
        lines += ["| --- | --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| {name} | {number(one['before'])} | {number(one['after'])} | {one['difference']:+.3f} | "
        f"{one['low']:+.3f} to {one['high']:+.3f} | {one['p']:.3f} | {one['claim']} |"
        for name, one in moved.items()
    ]
    lines += ["", same] if same else []
    lines += ["", "What changed:", ""]
    lines += [
        f"- `{line(one['id'])}`: {line('; '.join(one['before']))} -> {line('; '.join(one['after']))}"
        for one in comparison["changed"]
    ] or ["- no verdict of a prompt"]
    return [*lines, ""]


def _prompt(one: Result, line: Line) -> list[str]:
    lines = [f"### {line(one.id)}: {line(one.question)}", ""]
    lines.append(f"- verdict: {line('; '.join([*one.faults, *one.problems]) or 'right')}")
    lines.append(f"- expected: {line(one.expected or ('' if one.answerable else 'an abstention'))}")
    if one.gold_ids:
        lines.append(f"- gold: {line(', '.join(one.gold_ids))}; found: {line(', '.join(one.found_ids))}")
    if one.judged is not None:
        words = {True: "right", False: "wrong", None: "no verdict"}[one.judged.right]
        lines.append(f"- judged by model: {words}: {line(one.judged.why)}")
    if one.answer:
        lines += ["", line(one.answer["text"])]
        for sentence in one.answer["sentences"]:
            for cited in sentence["citations"]:
                place = f"[{cited['marker']}] {cited['title']}, {cited['published']}: "
                lines += ["", f"> {line(place)}**{line(cited['quote'])}**"]
        for left in one.answer["left_out"]:
            lines += ["", f"Left out: {line(left['text'])} ({line('; '.join(left['reasons']))})"]
    return [*lines, ""]
