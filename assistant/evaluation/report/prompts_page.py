"""One prompt on the report's page: question, answer, highlighted citations, expected and found, verdicts."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.evaluation.matching import occurs, pattern
from assistant.evaluation.result import Result
from corpus.text.shown import escape


def prompt(one: Result, change: dict[str, Any] | None = None) -> str:
    """The prompt, closed, with its verdict; `change` is what an earlier run had in place of it."""
    glyph = (
        "<span class=good title=right>&#10003;</span>" if one.passed else "<span class=bad title=failed>&#10007;</span>"
    )
    why = "; ".join([*one.faults, *one.problems])
    turn = f" <span class='soft small'>round {one.round + 1}</span>" if one.round else ""
    return (
        f"<details class=prompt data-kind='{escape(one.kind)}' data-failed={int(not one.passed)} "
        f"data-changed={int(bool(change))}>"
        f"<summary>{glyph}<span class=q>{escape(one.question)}{turn}</span>"
        f"<span class=chip>{escape(one.kind.replace('_', ' '))}</span>"
        + (f"<span class='why small bad'>{escape(why)}</span>" if why else "")
        + f"</summary><div class=two><div>{_asked(one)}{_answer(one)}{_left_out(one)}{_change(change)}</div>"
        f"<div>{_expected(one)}{_found(one)}{_verdicts(one)}</div></div></details>"
    )


def _asked(one: Result) -> str:
    turns = "".join(
        f"<p class='soft small'>{escape(turn['role'])}: {escape(turn['content'])}</p>" for turn in one.history
    )
    days = ", ".join(
        f"{word} {day}" for word, day in (("as of", one.as_of), ("since", one.since), ("until", one.until)) if day
    )
    return (f"<h3>Before</h3>{turns}" if turns else "") + (f"<p class='soft small'>{escape(days)}</p>" if days else "")


def _answer(one: Result) -> str:
    if one.answer is None:
        return f"<h3>Answer</h3><p class=bad>{escape(one.error or '')}</p>"
    if one.answer["abstained"]:
        near = "".join(f"<li>{escape(each['title'])}, {escape(each['published'])}" for each in one.answer["closest"])
        return (
            f"<h3>Answer</h3><p>{escape(one.answer['text'])} <span class='soft "
            f"small'>{escape(str(one.answer['reason']))}</span></p>"
            + (f"<h3>Closest</h3><ul class=small>{near}</ul>" if near else "")
        )
    parts, notes = [], {}
    for sentence in one.answer["sentences"]:
        text = re.sub(r"\s*\[(\d+)\]", r"<sup>\1</sup>", _marked(sentence["text"], one))
        verdict = "quoted" if sentence["verdict"] == "quote" else "checked"
        parts.append(f"<p>{text} <span class=chip>{verdict}</span></p>")
        for cited in sentence["citations"]:
            notes[cited["marker"]] = _note(cited, one)
    return f"<h3>Answer</h3>{''.join(parts)}<h3>Citations</h3><ol>{''.join(notes.values())}</ol>"


def _note(cited: dict[str, Any], one: Result) -> str:
    gold = bool({cited["article_id"], *cited["also"]} & set(one.gold_ids))
    place = ", ".join(part for part in (cited["title"], cited["source"], cited["published"]) if part)
    chip = " <span class=chip>gold article</span>" if gold else ""
    return (
        f"<li value={int(cited['marker'])}><span class=small>{escape(place)}{chip}</span>"
        f"<blockquote{' class=gold' if gold else ''}>{_marked(cited['quote'], one)}</blockquote>"
    )


def _left_out(one: Result) -> str:
    left = "".join(
        f"<li>{escape(each['text'])} <span class='bad small'>{escape('; '.join(each['reasons']))}</span>"
        for each in (one.answer or {}).get("left_out", [])
    )
    return f"<h3>Left out by the gate</h3><ul>{left}</ul>" if left else ""


def _expected(one: Result) -> str:
    text = (one.answer or {}).get("text", "")
    wanted = one.expected or ("" if one.answerable else "An abstention.")
    groups = "".join(_group(group, text) for group in one.must_include)
    never = "".join(
        f"<li class={'bad' if occurs(each, text) else 'soft'}>not: {escape(each)}" for each in one.must_not_include
    )
    quotes = "".join(f"<blockquote class=gold>{escape(quote)}</blockquote>" for quote in one.gold_quotes)
    return (
        f"<h3>Expected</h3><p>{escape(wanted)}</p>"
        + (f"<ul class=small>{groups}{never}</ul>" if groups or never else "")
        + (f"<h3>Gold quotes</h3>{quotes}" if quotes else "")
    )


def _group(group: Sequence[str], text: str) -> str:
    there = any(occurs(each, text) for each in group)
    glyph = "<span class=good>&#10003;</span>" if there else "<span class=bad>&#10007;</span>"
    return f"<li>{glyph} {escape(' or '.join(group))}"


def _found(one: Result) -> str:
    if not one.gold_ids:
        return ""
    rows = "".join(
        f"<li><code>{escape(id)}</code>{' <span class=chip>gold</span>' if id in one.gold_ids else ''}"
        for id in one.found_ids
    )
    missing = [id for id in one.gold_ids if id not in one.found_ids]
    lost = f"<p class='small bad'>not among ten: {escape(', '.join(missing))}</p>" if missing else ""
    return f"<h3>Found</h3><ol class=small>{rows}</ol>{lost}"


def _verdicts(one: Result) -> str:
    rows = [f"<li class=bad>{escape(each)}" for each in (*one.faults, *one.problems)] or ["<li class=good>right"]
    if one.judged is not None:
        word = {True: "right", False: "wrong", None: "no verdict"}[one.judged.right]
        rows.append(f"<li>judge by model: {word} <span class=soft>{escape(one.judged.why)}</span>")
    seconds, used = one.figures.get("seconds"), (one.answer or {}).get("usage", {})
    spent = [f"{seconds:.2f} s"] if seconds is not None else []
    spent += [
        f"{used[name]:,} tokens {word}"
        for name, word in (("input_tokens", "read"), ("output_tokens", "written"))
        if used.get(name)
    ]
    cost = one.figures.get("cost")
    spent += [f"${cost:.4f}"] if cost else []
    return (
        f"<h3>Verdicts</h3><ul class=small>{''.join(rows)}</ul>"
        f"<p class='soft small'><code>{escape(one.id)}</code> {escape(', '.join(spent))}</p>"
    )


def _change(change: dict[str, Any] | None) -> str:
    if change is None:
        return ""
    return (
        f"<h3>In the baseline</h3><p>{escape(change['answer_before'])}</p>"
        f"<p class='small soft'>{escape('; '.join(change['before']))}</p>"
    )


def _marked(text: str, one: Result) -> str:
    """The text with the strings marked that the answer must and must not hold."""
    spans = [
        (*match.span(), "") for group in one.must_include for each in group for match in pattern(each).finditer(text)
    ]
    spans += [(*match.span(), " class=no") for each in one.must_not_include for match in pattern(each).finditer(text)]
    parts, at = [], 0
    for start, end, style in sorted(spans):
        if start >= at:
            parts += [escape(text[at:start]), f"<mark{style}>{escape(text[start:end])}</mark>"]
            at = end
    return "".join(parts) + escape(text[at:])
