"""An export (answer, conversation, briefing, pins) held against the archive again: article, span, words and place."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.answer import ABSTENTION, LONGEST, SHORTEST, Answer, Citation, LeftOut, Sentence
from assistant.briefing.briefing import Briefing
from assistant.desk.briefings import Kept
from assistant.desk.edits import edited
from assistant.desk.people import Pinned
from assistant.gate.recheck import recheck
from corpus.article import Span
from corpus.errors import CallError
from corpus.reading.decoding import brought
from corpus.store.archive import Archive
from corpus.text.counting import counted

PINNED = "pinned"  # which judge let a pinned sentence through is not kept with it


def read_texts(file: str | Path) -> list[Answer | Briefing | Pinned]:
    """The answers and briefings of an export, of `--json`, or of what the desk kept. Raises CallError."""
    try:
        text = brought(file).decode("utf-8-sig")
    except OSError as exc:
        raise CallError(f"{file} cannot be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise CallError(f"{file} is not UTF-8 text") from exc
    try:
        found = list(_texts(_document(text)))
    except (ValueError, RecursionError) as exc:
        said = f"{exc.errors()[0]['loc']}: {exc.errors()[0]['msg']}" if isinstance(exc, ValidationError) else exc
        raise CallError(f"{file} holds no answer or briefing as `--json` or an export writes them ({said})") from exc
    if not found:
        raise CallError(f"{file} holds no answer or briefing: give an export, or what `--json` printed")
    return found


def sentences(text: Answer | Briefing | Pinned) -> Iterator[tuple[str, Sentence]]:
    """Every sentence with its place in words: `sentence 2`, `developments 3`, `pin 4`."""
    if isinstance(text, Pinned):
        yield from ((f"pin {number}", one.sentence) for number, one in enumerate(text.pins, 1) if one.sentence)
        return
    if isinstance(text, Answer):
        yield from ((f"sentence {number}", one) for number, one in enumerate(text.sentences, 1))
        return
    for section in text.sections:
        for number, item in enumerate(section.items, 1):
            yield from ((f"{section.kind} {number}", one) for one in item.sentences)


def mismatches(archive: Archive, texts: Sequence[Answer | Briefing | Pinned]) -> list[str]:
    """What of the texts does not stand in the archive, one line each; empty where all holds."""
    found = []
    for at, text in enumerate(texts, 1):
        if isinstance(text, Answer) and text.text != _whole(text):
            found.append(f"answer {at}: its text is not what its sentences say")
        for where, sentence in sentences(text):
            place = f"{'answer' if isinstance(text, Answer) else 'briefing'} {at}, {where}"
            wrong = []
            if not sentence.citations and not where.startswith("unknown"):  # what is not known cites nothing
                wrong.append(f"{place}: cites nothing")
            for one in sentence.citations:
                if f"[{one.marker}]" not in sentence.text:
                    wrong.append(f"{place}, [{one.marker}]: the marker is not in the sentence")
                wrong += [f"{place}, [{one.marker}]: {why}" for why in _wrong(archive, one)]
            if sentence.citations and not wrong:
                judge = PINNED if isinstance(text, Pinned) else text.judge
                wrong += [f"{place}: {why}" for why in _refused(archive, sentence, judge)]
            found += wrong
    return found


def _whole(answer: Answer) -> str:
    """The text that an answer of these sentences has."""
    return ABSTENTION if answer.abstained else " ".join(one.text for one in answer.sentences)


def _refused(archive: Archive, sentence: Sentence, judge: str) -> list[str]:
    """Why the gate would not show the sentence today; what a second look decided is not looked at again here."""
    found = recheck(sentence, archive.article)
    return [] if found.open and judge != "gate" else found.reasons


def at_fault(archive: Archive, one: LeftOut) -> tuple[Span, ...]:
    """Where in a refused sentence the words at fault stand, by the passages that it cites; none where they are gone."""
    return _at_fault(archive, one.model_dump_json())


@lru_cache(maxsize=256)  # a page is drawn again at every click
def _at_fault(archive: Archive, left_out: str) -> tuple[Span, ...]:
    try:
        found = recheck(LeftOut.model_validate_json(left_out), archive.article)
    except CallError:
        return ()
    return tuple(dict.fromkeys(fault.span for fault in found.faults))


def _document(text: str) -> Any:  # noqa: ANN401 - whatever JSON the file holds
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line.strip()]


def _texts(document: Any) -> Iterator[Answer | Briefing | Pinned]:  # noqa: ANN401
    if isinstance(document, list):
        for one in document:
            yield from _texts(one)
    elif isinstance(document, dict) and isinstance(document.get("answers"), list):
        yield from _texts(document["answers"])
    elif isinstance(document, dict) and isinstance(document.get("turns"), list):
        yield from _texts(
            [turn["answer"] for turn in document["turns"] if isinstance(turn, dict) and turn.get("answer")]
        )
    elif isinstance(document, dict) and isinstance(document.get("edits"), list):  # as the desk keeps a briefing
        kept = Kept.model_validate(document)
        yield from [edited(kept.briefing, kept.edits)] if kept.briefing else []
    elif isinstance(document, dict) and isinstance(document.get("briefing"), dict):  # an edition
        yield from _texts(document["briefing"])
    elif isinstance(document, dict) and isinstance(document.get("sections"), list):
        yield Briefing.model_validate(document)
    elif isinstance(document, dict) and isinstance(document.get("pins"), list):
        yield Pinned.model_validate(document)
    else:
        yield Answer.model_validate(document)


def _wrong(archive: Archive, one: Citation) -> Iterator[str]:
    try:
        article = archive.article(one.article_id, one.version)
    except CallError:
        yield f"the archive holds no version {one.version} of {one.article_id}"
        return
    if not (0 <= one.start < one.end <= len(article.text)):
        yield f"{one.article_id} has no span {one.start}-{one.end}: it has {counted(len(article.text), 'character')}"
    elif (there := article.text[one.start : one.end]) != one.quote:
        yield f"{one.article_id} says {_short(there)} at {one.start}-{one.end}, not {_short(one.quote)}"
    if not SHORTEST <= len(one.quote) <= LONGEST:
        yield f"the quote has {counted(len(one.quote), 'character')}, not {SHORTEST} to {LONGEST}"
    for name, said, known in (
        ("title", one.title, article.title),
        ("date", one.published[:10], article.day),
        ("link", one.url, article.url),
        ("outlet", one.source, article.source),
        ("kind", one.kind, article.kind),
    ):
        if said != known:
            yield f"the {name} of {one.article_id} is {_short(known)}, not {_short(said)}"


def _short(text: str | None) -> str:
    if text is None:
        return "none"
    return json.dumps(text if len(text) <= 60 else text[:57] + "...", ensure_ascii=False)
