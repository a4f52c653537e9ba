"""Answers, evidence and articles as safe HTML, Markdown or plain text; pure functions, all text of others escaped."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answer import UNANSWERED, Answer, Citation, LeftOut, Sentence
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.text.counting import counted
from ui.safe import cut, escape, plain

MARKERS = re.compile(r"(?:\s*\[\d+\])+\s*$")
QUOTED = re.compile(r"“[^“”]*”")
WHOLE = re.compile(r"“.*”", re.DOTALL)  # a quoted sentence may hold quotation marks of its own
VERDICTS = {"quote": ("quoted", "Quoted word for word"), "supported": ("checked", "Checked against the cited words")}
REASONS = {
    "outside_dates": "Nothing in the archive falls within these dates and outlets.",
    "name_absent": "A name in the question occurs nowhere in the archive.",
    "not_stated": "The topic is there, but no article states the answer.",
    "nothing_supported": "What was written could not be tied to the articles, so it is not shown as fact.",
}
PANEL = 200_000  # characters of an article put on the page at once; longer texts are shown around the cited words


def day(iso: str) -> str:
    """A date as people write it: `25 January 2021`; what is no date stays as it is."""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return cut(iso, 20)
    return f"{when.day} {when:%B %Y}"


def chip(text: str, style: str = "", hint: str = "") -> str:
    """A small label."""
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<span class="chip {style}"{title}>{escape(cut(text, 60))}</span>'


def said(text: str) -> str:
    """A sentence's own words, without its markers."""
    return MARKERS.sub("", text)


def marker(citation: Citation, turn: int) -> str:
    """A numbered button that opens the source; `data-cite` tells the page which."""
    label = f"Open source {citation.marker}: {cut(citation.title, 80)}, {day(citation.published)}"
    return (
        f'<button type="button" class="cite" data-cite="{turn}.{citation.marker}" aria-label="{escape(label)}" '
        f'title="{escape(label)}">{citation.marker}</button>'
    )


def sentence(one: Sentence, turn: int) -> str:
    """One sentence with its markers and a chip that says how it is supported."""
    words = escape(said(one.text))
    quoted = WHOLE if one.verdict == "quote" else QUOTED
    words = quoted.sub(lambda found: f'<q class="exact">{found.group()}</q>', words)
    marks = "".join(marker(each, turn) for each in one.citations)
    name, hint = VERDICTS.get(one.verdict, (one.verdict, ""))
    editorial = (
        chip("editorial", "editorial", "An opinion piece") if any(c.kind == "editorial" for c in one.citations) else ""
    )
    return (
        f'<p class="sentence">{words} <span class="marks">{marks} {chip(name, one.verdict, hint)}{editorial}</span></p>'
    )


def sentences(many: Iterable[Sentence], turn: int) -> str:
    """The sentences of an answer so far."""
    return '<div class="answer">' + "".join(sentence(one, turn) for one in many) + "</div>"


def abstention(answer: Answer) -> str:
    """That the archive does not say, and why."""
    reason = REASONS.get(answer.reason or "", "")
    said_so = f'<p class="sentence">{escape(answer.text)}</p><p class="why">{escape(reason)}</p>'
    return f'<div class="answer abstained">{said_so}</div>'


def left_out(many: Iterable[LeftOut]) -> str:
    """What the gate refused, and why."""
    items = "".join(
        f'<li>{escape(said(one.text))}<div class="why">{escape("; ".join(one.reasons))}</div></li>' for one in many
    )
    return f'<ul class="leftout">{items}</ul>'


def byline(title: str, source: str | None, published: str, kind: str | None) -> str:
    """Title, outlet, date and kind of an article, as chips under a headline."""
    chips = chip(day(published), "date") + (chip(source, "outlet") if source else "")
    if kind:
        chips += chip(kind, "editorial" if kind == "editorial" else "kind")
    return f'<div class="byline"><div class="headline">{escape(cut(title))}</div><div class="chips">{chips}</div></div>'


def passage(one: Evidence) -> str:
    """A search result: its article and its words."""
    words = escape(cut(one.text, 700))
    head = byline(one.title, one.source, one.published, one.kind)
    return f'<div class="passage">{head}<blockquote>{words}</blockquote></div>'


def asked(answer: Answer, outlet: str | None = None) -> str:
    """How the question was understood: as-of date, window, outlet and, for a follow-up, the question that stands alone."""
    parts = []
    if answer.as_of:
        parts.append(f"As of <b>{escape(day(answer.as_of))}</b>")
    if answer.since or answer.until:
        span = " to ".join(day(one) if one else "…" for one in (answer.since, answer.until))
        whence = {"caller": "as set", "question": "read from the question, preferred"}.get(answer.window_from or "", "")
        parts.append(f"window <b>{escape(span)}</b>" + (f" ({whence})" if whence else ""))
    if outlet:
        parts.append(f"only <b>{escape(cut(outlet, 60))}</b>")
    if answer.standalone_question.strip() != answer.question.strip():
        parts.append(f"understood as “{escape(cut(answer.standalone_question, 240))}”")
    parts.append(f"writer <b>{escape(cut(answer.writer, 60))}</b>")
    took = f"Took {answer.timings_ms.total / 1000:.1f} seconds"
    return f'<div class="asked" title="{took}">' + " · ".join(parts) + "</div>"


def article(one: Article, spans: Sequence[Span] = ()) -> str:
    """The article's text with the spans highlighted; the first is the one to scroll to.

    A `<mark>`'s text is exactly `text[start:end]`, line breaks included, but for what `plain` replaces.
    """
    start, end = 0, len(one.text)
    if end > PANEL:
        start = max(0, (spans[0].start if spans else 0) - PANEL // 2)
        end = min(len(one.text), start + PANEL)
    parts, at = [], start
    for span in sorted(spans):
        if at <= span.start < span.end <= end:
            parts += [
                escape(one.text[at : span.start]),
                f'<mark class="cited">{escape(one.text[span.start : span.end])}</mark>',
            ]
            at = span.end
    parts.append(escape(one.text[at:end]))
    before = '<p class="why">… earlier text is not shown …</p>' if start else ""
    after = '<p class="why">… later text is not shown …</p>' if end < len(one.text) else ""
    return f'<div class="article">{before}<div class="body">{"".join(parts)}</div>{after}</div>'


def article_head(one: Article, versions: int = 1) -> str:
    """The head of the source panel: headline, chips, author, update."""
    notes = []
    if one.author:
        notes.append(f"by {escape(cut(one.author, 120))}")
    if one.updated:
        notes.append(f"updated {escape(day(one.updated))}")
    if versions > 1:
        notes.append(f"version {one.version} of {versions}")
    line = f'<div class="why">{" · ".join(notes)}</div>' if notes else ""
    return byline(one.title, one.source, one.published, one.kind) + line


def archive_line(articles: int, oldest: str | None, newest: str | None) -> str:
    """The archive's size and dates."""
    if not articles:
        return '<div class="size">The archive is empty.</div>'
    dates = f"{day(oldest)} to {day(newest)}" if oldest and newest else ""
    return f'<div class="size"><b>{counted(articles, "article")}</b><br>{escape(dates)}</div>'


def answer_text(answer: Answer) -> str:
    """The answer for a terminal: sentences, then numbered sources; when abstaining, why and what came closest."""
    lines = [plain(answer.text)] if answer.abstained else [plain(one.text) for one in answer.sentences]
    if answer.abstained:
        lines.append(REASONS.get(answer.reason or "", ""))
        if answer.closest:
            lines += ["", "Closest:"]
            lines += [
                f"  {cut(one.title, 100)} - {cut(one.source or 'no outlet', 60)}, {one.published[:10]} "
                f"[{cut(one.article_id, 80)}]"
                for one in answer.closest
            ]
    lines += [f"Not answered: {plain(one.text)} ({UNANSWERED})" for one in answer.left_out if one.unanswered]
    sources = numbered(answer)
    if sources:
        lines += ["", "Sources:"]
        for one in sources:
            link = f" {plain(one.url)}" if one.url else ""
            kind = " (editorial)" if one.kind == "editorial" else ""
            lines.append(
                f"  [{one.marker}] {cut(one.title, 100)} - {cut(one.source or 'no outlet', 60)}{kind}, "
                f"{one.published[:10]} [{cut(one.article_id, 80)}]{link}"
            )
    return "\n".join(lines)


def numbered(answer: Answer) -> list[Citation]:
    """The citations of an answer, once each, by marker."""
    return list({one.marker: one for each in answer.sentences for one in each.citations}.values())
