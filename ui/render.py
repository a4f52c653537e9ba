"""Answers, evidence and articles as safe HTML, Markdown or plain text; pure functions, all text of others escaped."""

import re
from collections.abc import Iterable, Sequence

from assistant import phrasing
from assistant.answer import UNANSWERED, Answer, Citation, LeftOut, Sentence
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.text.counting import counted
from ui.safe import cut, escape, headline, link, named, one_line, plain, unmarked

QUOTED = re.compile(r"“[^“”]*”")
VERDICTS = {"quote": ("quoted", "Quoted word for word"), "supported": ("checked", "Checked against the cited words")}
REASONS = {
    "outside_dates": "Nothing in the archive falls within these dates and outlets.",
    "name_absent": "A name in the question occurs nowhere in the archive.",
    "not_stated": "The topic is there, but no article states the answer.",
    "nothing_supported": "What was written could not be tied to the articles, so it is not shown as fact.",
}
MARKER = 8  # characters that a marker has at most
QUESTION = 4_000  # characters of a question, or of a part of one
NOTE = 400  # characters of a remark that are shown
PANEL = 200_000  # characters of an article put on the page at once; longer texts are shown around the cited words


def day(iso: str) -> str:
    """A date as people write it: `25 May 2021`; what is no date stays as it is."""
    try:
        return phrasing.day(iso)
    except ValueError:
        return cut(iso, 20)


def chip(text: str, style: str = "", hint: str = "") -> str:
    """A small label."""
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<span class="chip {style}"{title}>{escape(cut(text, 60))}</span>'


def said(text: str) -> str:
    """A sentence's own words, without its markers."""
    end = len(text)
    while True:  # not by a pattern: `(\s*\[\d+\])+$` takes square time on blanks
        while end and text[end - 1].isspace():
            end -= 1
        start = text.rfind("[", max(0, end - MARKER), end)
        if start < 0 or text[end - 1] != "]" or not text[start + 1 : end - 1].isdecimal():
            return text[:end]
        end = start


def own_words(one: Sentence) -> str:
    """A sentence on one line without its markers; outside of its quotations no mark is left that reads like one of ours."""
    return "".join(words for words, _ in _parts(one))


def _parts(one: Sentence) -> list[tuple[str, bool]]:
    """The sentence's own words in order, each part with whether it is a quotation."""
    words = one_line(said(one.text))
    spans = [found.span() for found in QUOTED.finditer(words)]
    if one.verdict == "quote":  # it is one quotation, and may hold quotation marks of its own
        start, end = words.find("“"), words.rfind("”")
        spans = [(start, end + 1)] if 0 <= start < end else []
    parts, at = [], 0
    for start, end in spans:
        parts += [(unmarked(words[at:start]), False), (words[start:end], True)]
        at = end
    return [*parts, (unmarked(words[at:]), False)]


def marker(citation: Citation, turn: int) -> str:
    """A numbered button that opens the source; `data-cite` tells the page which."""
    label = f"Open source {citation.marker}: {headline(citation.title, 80)}, {day(citation.published)}"
    return (
        f'<button type="button" class="cite" data-cite="{turn}.{citation.marker}" aria-label="{escape(label)}" '
        f'title="{escape(label)}">{citation.marker}</button>'
    )


def sentence(one: Sentence, turn: int) -> str:
    """One sentence with its markers and a chip that says how it is supported."""
    words = "".join(f'<q class="exact">{escape(part)}</q>' if quoted else escape(part) for part, quoted in _parts(one))
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


def notes(many: Sequence[str]) -> str:
    """Remarks for the reader on how the question was read and the answer was written; nothing where there are none."""
    items = "".join(f"<li>{escape(cut(one, NOTE))}</li>" for one in many)
    return f'<ul class="notes">{items}</ul>' if items else ""


def byline(title: str, source: str | None, published: str, kind: str | None) -> str:
    """Title, outlet, date and kind of an article, as chips under a headline."""
    chips = chip(day(published), "date") + (chip(named(source, 60), "outlet") if source else "")
    if kind:
        chips += chip(kind, "editorial" if kind == "editorial" else "kind")
    return f'<div class="byline"><div class="headline">{escape(headline(title))}</div><div class="chips">{chips}</div></div>'


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
        notes.append(f"by {escape(named(one.author, 120))}")
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
    """The answer for a terminal: a line for each sentence, then numbered sources; when abstaining, why and what came closest.

    The words of others never begin a line, but for a sentence, which ends in its markers: so none can pass for a list of
    sources.
    """
    if answer.abstained:
        lines = [one_line(answer.text), REASONS.get(answer.reason or "", "")]
    else:
        lines = [_marked(one) for one in answer.sentences]
    if answer.abstained and answer.closest:
        lines += ["", "Closest:", *(f"  {_place(one)}" for one in answer.closest)]
    for part in answer.left_out:
        if part.unanswered:
            lines.append(f"Not answered: {cut(part.text, QUESTION)} ({UNANSWERED})")
    lines += [f"Note: {cut(one, NOTE)}" for one in answer.notes]
    sources = numbered(answer)
    if sources:
        lines += ["", "Sources:"]
        lines += [" ".join([f"  [{one.marker}] {_place(one)}", link(one.url) or ""]).rstrip() for one in sources]
    return plain("\n".join(lines))


def _marked(one: Sentence) -> str:
    markers = dict.fromkeys(each.marker for each in one.citations)
    return f"{own_words(one)} {''.join(f'[{marker}]' for marker in markers)}"


def _place(one: Citation | Evidence) -> str:
    """Title, outlet, day and id of an article in a line of a terminal."""
    kind = " (editorial)" if one.kind == "editorial" else ""
    outlet = named(one.source, 60, "no outlet")
    return f"{headline(one.title, 100)} - {outlet}{kind}, {one.published[:10]} [{cut(one.article_id, 80)}]"


def numbered(answer: Answer) -> list[Citation]:
    """The citations of an answer, once each, by marker."""
    return list({one.marker: one for each in answer.sentences for one in each.citations}.values())
