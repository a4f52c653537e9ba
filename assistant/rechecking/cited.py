"""What a saved sentence cites, held against the archive again: article, span, words, place and the gate's verdict."""

import json
from collections.abc import Iterator, Sequence

from assistant.answer import LONGEST, SHORTEST, Citation, Sentence
from assistant.briefing.events.gather import opening
from assistant.gate.recheck import recheck
from corpus.article import Article, Passage
from corpus.chunking import cut
from corpus.errors import CallError
from corpus.evidence import Evidence
from corpus.scope import Scope
from corpus.store.archive import Archive
from corpus.text.counting import counted

SHOWN, CUT = 60, "..."  # characters of a text in a line, and what stands for those left off
BEFORE = 30  # of them those before the place where two texts differ

Line = tuple[str, str]
"""The place in a text, empty for the whole of it, and what is told of it."""


def wrong(archive: Archive, one: Citation | Evidence, scope: Scope) -> Iterator[str]:
    """What of a citation, or of a passage that is shown, does not stand in the archive, or not within the scope."""
    try:
        article = archive.article(one.article_id, one.version)
    except CallError:
        yield f"the archive holds no version {one.version} of {one.article_id}"
        return
    words = one.quote if isinstance(one, Citation) else one.text
    if not (0 <= one.start < one.end <= len(article.text)):
        yield f"{one.article_id} has no span {one.start}-{one.end}: it has {counted(len(article.text), 'character')}"
    elif (there := article.text[one.start : one.end]) != words:
        pair = both_shown(there, words)
        yield f"{one.article_id} says {pair[0]} at {one.start}-{one.end}, not {pair[1]}"
    fields: list[tuple[str, object, object]] = [
        ("title", one.title, article.title),
        ("date", one.published[:10], article.day),
        ("link", one.url, article.url),
        ("outlet", one.source, article.source),
        ("kind", one.kind, article.kind),
    ]
    if isinstance(one, Citation):
        fields.append(("page", one.page, article.page(one.start)))
        if not SHORTEST <= len(words) <= LONGEST:
            yield f"the quote has {counted(len(words), 'character')}, not {SHORTEST} to {LONGEST}"
    for name, said, known in fields:
        if said != known:
            yield f"the {name} of {one.article_id} is {instead(known, said)}"
    for id in one.also:
        if not _carries(archive, id, article.text):
            yield f"{id} is no copy of {one.article_id}"
    if not scope.holds(article) or article.effective > scope.horizon:
        yield f"{one.article_id} is of {article.effective}, outside the dates that are named"


def refused(archive: Archive, sentence: Sentence, judge: str, *, opening_read: bool, vouched: bool) -> list[str]:
    """Why the gate would not show the sentence today, or would call it otherwise: a quotation, or `supported`.

    `opening_read`: its articles may have been read from their beginning, rather than in the passages of a search.
    `vouched`: it has words of the archive's own, and a verdict by them. What a second look let through, or who judged
    a pinned sentence, is not looked at again here.
    """
    lines: list[str] = []
    for passages in (cut, _opening) if opening_read else (cut,):
        found = recheck(sentence, archive.article, passages)
        lines = [] if found.open and judge != "gate" else found.reasons
        verdict = "quote" if found.verdict == "quote" else "supported"
        if not (lines or vouched or sentence.verdict == verdict):
            lines = [f"its verdict is {verdict}, not {sentence.verdict}"]
        if not lines:
            break
    return lines


def _opening(article: Article) -> list[Passage]:
    return [opening(article)]


def shared_markers(said: Sequence[Sentence]) -> Iterator[str]:
    """The markers that stand for more than one place."""
    cited = [one for sentence in said for one in sentence.citations]
    places = {(one.marker, one.article_id, one.version, one.start, one.end) for one in cited}
    for marker in sorted({one.marker for one in cited}):
        if sum(place[0] == marker for place in places) > 1:
            yield f"[{marker}] stands for several places"


def shown(value: object) -> str:
    """A value in a line: a word as it is, a text between marks, `none` for nothing."""
    if value is None:
        return "none"
    text = str(value)
    text = text if len(text) <= SHOWN else text[: SHOWN - len(CUT)] + CUT
    return text if text and " " not in text else json.dumps(text, ensure_ascii=False)


def instead(known: object, said: object) -> str:
    """What is known in place of what is said: `KNOWN, not SAID`."""
    return ", not ".join(both_shown(known, said))


def both_shown(one: object, other: object) -> tuple[str, str]:
    """Two values in a line; of texts that differ far behind their beginning what stands there, and a little before."""
    if isinstance(one, str) and isinstance(other, str) and max(len(one), len(other)) > SHOWN:
        pairs = enumerate(zip(one, other, strict=False))
        at = next((at for at, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))
        if at > BEFORE + len(CUT):
            one, other = f"{CUT}{one[at - BEFORE :]}", f"{CUT}{other[at - BEFORE :]}"
    return shown(one), shown(other)


def _carries(archive: Archive, id: str, text: str) -> bool:
    try:
        return any(one.text == text for one in archive.versions(id))
    except CallError:
        return False
