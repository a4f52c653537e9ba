"""Answers, evidence and articles as safe HTML, Markdown or plain text; pure functions, all text of others escaped."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence

from assistant import phrasing
from assistant.answer import Answer, Citation, LeftOut, Sentence
from corpus.article import Article, Span
from corpus.evidence import Evidence
from corpus.text.counting import counted
from ui.abstained import why
from ui.safe import cut, escape, headline, link, named, one_line, unmarked

QUOTED = re.compile(r"“[^“”]*”")
VERDICTS = {
    "quote": ("quoted", "Quoted word for word"),
    "supported": ("checked", "Checked against the cited words"),
    "twice": ("checked twice", "Checked against the cited words, and by a second look"),
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


def moment(iso: str) -> str:
    """A moment in UTC as people write it: `26 November 2026, 09:00 UTC`; what is none stays as it is."""
    try:
        return phrasing.moment(iso)
    except ValueError:
        return cut(iso, 20)


def when(iso: str) -> str:
    """A day, a month or a year as people write it: `25 May 2021`, `May 2021`, `2021`."""
    if re.fullmatch(r"\d{4}-\d{2}", iso):
        return day(f"{iso}-01").partition(" ")[2]
    return iso if re.fullmatch(r"\d{4}", iso) else day(iso)


def period(since: str | None, until: str | None) -> str:
    """Two days and what lies between, one of them open: `1 May 2021 to …`."""
    return " to ".join(day(one) if one else "…" for one in (since, until))


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


def own_words(one: Sentence, skip: int = 0) -> str:
    """A sentence on one line without markers, from a character on; no mark outside of its quotations is like ours."""
    return "".join(words for words, _ in _parts(one, skip))


def _parts(one: Sentence, skip: int) -> list[tuple[str, bool]]:
    """The sentence's own words in order, each part with whether it is a quotation."""
    words = one_line(said(one.text))[skip:]
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
    label = (
        f"Open source {citation.marker}: {headline(citation.title, 80)}, {day(citation.published)}{pages([citation])}"
    )
    return (
        f'<button type="button" class="cite" data-cite="{turn}.{citation.marker}" aria-label="{escape(label)}" '
        f'title="{escape(label)}">{citation.marker}</button>'
    )


def sentence(one: Sentence, turn: int, *, twice: bool = False, skip: int = 0) -> str:
    """A sentence, from a character on, with markers and a chip: how it is supported; `twice`: by a second look too."""
    words = "".join(f'<q class="exact">{escape(of)}</q>' if exact else escape(of) for of, exact in _parts(one, skip))
    marks = "".join(marker(each, turn) for each in one.citations)
    kind = "twice" if twice and one.verdict == "supported" else one.verdict
    name, hint = VERDICTS.get(kind, (kind, ""))
    editorial = (
        chip("editorial", "editorial", "An opinion piece") if any(c.kind == "editorial" for c in one.citations) else ""
    )
    tools = (
        f'<button type="button" class="tool" data-copy="{escape(cited(one))}" '
        f'aria-label="Copy this sentence with its source">Copy</button>'
        f'<button type="button" class="tool" data-pin="{name_of(one)}" aria-label="Pin this sentence">Pin</button>'
    )
    shown = f'<span class="marks">{marks} {chip(name, one.verdict, hint)}{editorial}{tools if marks else ""}</span>'
    return f'<p class="sentence">{words} {shown}</p>'


def name_of(one: Sentence) -> str:
    """A name of the sentence as it stands, with all that it cites."""
    return hashlib.sha256(one.model_dump_json().encode()).hexdigest()[:16]


def cited(one: Sentence) -> str:
    """A sentence with its sources behind it, as plain text to be pasted elsewhere."""
    sources = {each.article_id: about(each.title, each.source, each.published, each.url) for each in one.citations}
    return f"{own_words(one)} ({'; '.join(sources.values())})"


def about(title: str, source: str | None, published: str, url: str | None) -> str:
    """Where words come from, on one line: title, outlet, day, address."""
    parts = f"‘{headline(title)}’", named(source, 60, "no outlet"), day(published), link(url) or ""
    return ", ".join(part for part in parts if part)


def sentences(many: Iterable[Sentence], turn: int, *, twice: bool = False) -> str:
    """The sentences of an answer so far."""
    return '<div class="answer">' + "".join(sentence(one, turn, twice=twice) for one in many) + "</div>"


def sources(many: Iterable[Sentence], turn: int) -> str:
    """One line for each cited article, with its markers, that opens the source; empty where nothing is cited."""
    cited: dict[tuple[str, int], dict[int, Citation]] = {}
    for each in many:
        for one in each.citations:
            cited.setdefault((one.article_id, one.version), {})[one.marker] = one
    lines = ""
    for markers in cited.values():
        first, one = min(markers.items())
        numbers = ", ".join(str(marker) for marker in sorted(markers))
        about = f"{headline(one.title, 90)}  ·  {named(one.source, 40, 'no outlet')}, {day(one.published)}"
        about += pages(markers.values())
        lines += f"<li>{opens(f'{turn}.{first}', about, numbers)}</li>"
    return f'<ul class="sources">{lines}</ul>' if lines else ""


def pages(many: Iterable[Citation | Evidence]) -> str:
    """The printed pages on which cited words begin, to follow a day: `, p. 3`; empty where the article has none."""
    found = sorted({one.page for one in many if isinstance(one, Citation) and one.page is not None})
    return f", {'p.' if len(found) == 1 else 'pp.'} {', '.join(map(str, found))}" if found else ""


def opens(cite: str, words: str, before: str = "") -> str:
    """A button of words that opens the source of that name, as a marker does."""
    number = f"<b>{escape(before)}</b> " if before else ""
    return f'<button type="button" class="opens" data-cite="{escape(cite)}">{number}{escape(words)}</button>'


def abstention(answer: Answer) -> str:
    """That the archive does not say, and why."""
    reason = why(answer)
    said_so = f'<p class="sentence">{escape(answer.text)}</p><p class="why">{escape(reason)}</p>'
    return f'<div class="answer abstained">{said_so}</div>'


def left_out(many: Iterable[LeftOut], at_fault: Callable[[LeftOut], Sequence[Span]] = lambda _: ()) -> str:
    """What the gate refused, and why: the words at fault underlined, and under them the words that it cites."""
    items = ""
    for one in many:
        cited = "".join(f"<blockquote>{escape(said(each.quote))}</blockquote>" for each in one.citations)
        why = f'<div class="why">{escape("; ".join(one.reasons))}</div>'
        items += f"<li>{_underlined(one.text, at_fault(one))}{why}{cited}</li>"
    return f'<ul class="leftout">{items}</ul>'


def _underlined(text: str, spans: Sequence[Span]) -> str:
    html, at = "", 0
    for start, end in sorted(spans):
        if start >= at and (start, end) != (0, len(text)):  # where all is at fault, nothing stands out
            html += escape(text[at:start]) + f"<u>{escape(said(text[start:end]))}</u>"
            at = end
    return html + escape(said(text[at:]))


def notes(many: Sequence[str]) -> str:
    """Remarks for the reader on how the question was read and the answer was written; nothing where there are none."""
    items = "".join(f"<li>{escape(cut(one, NOTE))}</li>" for one in many)
    return f'<ul class="notes">{items}</ul>' if items else ""


def byline(title: str, source: str | None, published: str, kind: str | None) -> str:
    """Title, outlet, date and kind of an article, as chips under a headline."""
    chips = chip(day(published), "date") + (chip(named(source, 60), "outlet") if source else "")
    if kind:
        chips += chip(kind, "editorial" if kind == "editorial" else "kind")
    head = f'<div class="headline">{escape(headline(title))}</div>'
    return f'<div class="byline">{head}<div class="chips">{chips}</div></div>'


def passage(one: Evidence) -> str:
    """A search result: its article and its words."""
    words = escape(cut(one.text, 700))
    head = byline(one.title, one.source, one.published, one.kind)
    return f'<div class="passage">{head}<blockquote>{words}</blockquote></div>'


def asked(answer: Answer, outlet: str | None = None, articles: int = 0) -> str:
    """How the question was understood: as-of date, window, outlet, to how many `articles` it was bound (0: all), and,
    for a follow-up, the whole question.
    """
    parts = []
    if answer.as_of:
        parts.append(f"As of <b>{escape(day(answer.as_of))}</b>")
    if answer.since or answer.until:
        how = {"caller": " (as set)", "question": " preferred (read from the question)"}.get(
            answer.window_from or "", ""
        )
        parts.append(f"published <b>{escape(period(answer.since, answer.until))}</b>{how}")
    if outlet:
        parts.append(f"only <b>{escape(cut(outlet, 60))}</b>")
    if articles:
        parts.append(f"only <b>{counted(articles, 'article')}</b>")
    if answer.standalone_question.strip() != answer.question.strip():
        parts.append(f"understood as “{escape(cut(answer.standalone_question, 240))}”")
    writer = "quotations" if answer.writer == "quotes" else cut(answer.writer, 60)
    parts.append(f"writer <b>{escape(writer)}</b>")
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
    source = escape(about(one.title, one.source, one.published, one.url))
    place = f'data-from="{start}" data-about="{source}"'
    return f'<div class="article">{before}<div class="body" {place}>{"".join(parts)}</div>{after}</div>'


PICKS = (
    '<div class="picks" title="The words that you select, else the marked ones">'
    '<button type="button" class="tool" data-pick="pin">Pin the words</button>'
    '<button type="button" class="tool" data-pick="copy">Copy the words with their source</button></div>'
)


def article_head(one: Article, versions: int = 1, cited: int | None = None) -> str:
    """The head of the source panel: headline, chips, author, update, and the page of the words `cited` at an offset."""
    notes = []
    if one.author:
        notes.append(f"by {escape(named(one.author, 120))}")
    if one.updated:
        notes.append(f"updated {escape(day(one.updated))}")
    if versions > 1:
        notes.append(f"version {one.version} of {versions}")
    if cited is not None and (page := one.page(cited)) is not None:
        notes.append(f"cited from page {page}")
    line = f'<div class="why">{" · ".join(notes)}</div>' if notes else ""
    return byline(one.title, one.source, one.published, one.kind) + line


def archive_line(articles: int, oldest: str | None, newest: str | None) -> str:
    """The archive's size and dates."""
    if not articles:
        return '<div class="size">The archive is empty.</div>'
    dates = f"{day(oldest)} to {day(newest)}" if oldest and newest else ""
    return f'<div class="size"><b>{counted(articles, "article")}</b><br>{escape(dates)}</div>'
