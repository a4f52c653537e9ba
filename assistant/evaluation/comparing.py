"""What a run is held against: bounds that it must reach, and an earlier run."""

import math
from collections.abc import Sequence
from typing import Any

from assistant.evaluation.measures import MEASURES
from assistant.evaluation.report.report import Report
from assistant.evaluation.result import Result
from assistant.evaluation.statistics import Figure, figure, mean, paired
from corpus.errors import CallError
from corpus.text.counting import counted

# Below this p two runs are said to differ; above it, that no difference can be claimed.
SIGNIFICANT = 0.05
NO_CLAIM = "no difference can be claimed"

Bound = tuple[str, float]


def bound(text: str, *, most: bool = False) -> Bound:
    """`hit@10=0.9` as a measure and the least that it may be, or with `most` the most. Raises CallError."""
    flag = "--max" if most else "--min"
    name, _, number = (part.strip() for part in text.partition("="))
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CallError(f"{flag} {text}: write it as a measure and a number, such as hit@10=0.9")
    if name not in MEASURES:
        raise CallError(f"{flag} {name}: there is no such measure; there are {', '.join(MEASURES)}")
    if MEASURES[name].lower != most:
        other, better = ("--min", "higher") if most else ("--max", "lower")
        raise CallError(f"{flag} {name}: it is better where it is {better}; write {other} {name}={number}")
    return name, value


def broken(report: Report, least: Sequence[Bound], most: Sequence[Bound] = ()) -> list[str]:
    """The bounds that the run does not keep to, in plain words, with the interval and the number of prompts."""
    figures, found = report.figures(), []
    for name, limit, sign, words in [
        *((name, limit, 1, "less") for name, limit in least),
        *((name, limit, -1, "more") for name, limit in most),
    ]:
        one = figures.get(name)
        if one is None or one.mean is None:
            found.append(f"{name} is nothing, as no prompt has it; the bound is {limit:g}")
        elif sign * (one.mean - limit) < 0:
            found.append(
                f"{name} is {one.mean:.3f}, {words} than {limit:g} ({one.low:.3f} to {one.high:.3f}, "
                f"{counted(one.n, 'prompt')}): {MEASURES[name].meaning}"
            )
    return found


def compare(before: Report, after: Report) -> dict[str, Any]:
    """Two runs side by side, over the prompts that both have and that are still the same.

    `measures`: per measure both means, the difference with its interval, p of a paired test, and what can be claimed;
    times are left out, which speak of the machine as much as of the desk. `changed`: per prompt what changed.
    """
    old, new = _by_id(before), _by_id(after)
    same = [id for id in new if id in old and _asked(old[id][0]) == _asked(new[id][0])]
    measures = {}
    for name, each in MEASURES.items():
        if each.group == "Time" or each.statistic is not mean:
            continue
        means = [(_mean(old[id], each.value), _mean(new[id], each.value)) for id in same]
        pairs = [(a, b) for a, b in means if a is not None and b is not None]
        if pairs:
            measures[name] = _difference(pairs, each.lower)
    changed = [_change(was, now) for id in same for was, now in zip(old[id], new[id], strict=False) if _moved(was, now)]
    return {
        "prompts": len(same),
        "left_out": sorted(set(old) ^ set(new) | (set(new) & set(old)) - set(same)),
        "before": {"when": before.when, "writers": before.writers(), "archive": before.archive()},
        "measures": measures,
        "changed": changed,
    }


def _difference(pairs: list[tuple[float, float]], lower: bool) -> dict[str, Any]:
    difference, p = paired([a for a, _ in pairs], [b for _, b in pairs])
    interval: Figure = figure([[b - a] for a, b in pairs])
    better = (difference > 0) != lower
    return {
        "before": sum(a for a, _ in pairs) / len(pairs),
        "after": sum(b for _, b in pairs) / len(pairs),
        "difference": difference,
        "low": interval.low,
        "high": interval.high,
        "n": len(pairs),
        "moved": sum(a != b for a, b in pairs),
        "p": p,
        "claim": NO_CLAIM if p > SIGNIFICANT else "better" if better else "worse",
    }


def _change(was: Result, now: Result) -> dict[str, Any]:
    def verdict(one: Result) -> list[str]:
        return [*one.faults, *one.problems] or ["right"]

    def text(one: Result) -> str:
        return one.answer["text"] if one.answer else ""

    return {
        "id": now.id,
        "round": now.round,
        "before": verdict(was),
        "after": verdict(now),
        "answer_before": text(was),
        "answer_after": text(now),
    }


def _moved(was: Result, now: Result) -> bool:
    return (was.faults, was.problems) != (now.faults, now.problems)


def _by_id(report: Report) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for one in report.results:
        found.setdefault(one.id, []).append(one)
    return found


def _asked(one: Result) -> tuple[object, ...]:
    fields = (
        "question",
        "history",
        "as_of",
        "since",
        "until",
        "answerable",
        "must_include",
        "must_not_include",
        "gold_ids",
    )
    return tuple(getattr(one, name) for name in fields)


def _mean(rounds: list[Result], key: str) -> float | None:
    known = [value for one in rounds if (value := one.figures.get(key)) is not None]
    return sum(known) / len(known) if known else None
