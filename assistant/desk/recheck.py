"""An exported answer or conversation held against the archive again: every citation's article, span, words and place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.answer import Answer, Citation
from corpus.errors import CallError
from corpus.store.archive import Archive
from corpus.text.counting import counted

SHORTEST, LONGEST = 10, 600  # characters of a citation's quote


def read_answers(file: str | Path) -> list[Answer]:
    """The answers of an export, of `ask --json`, of `chat --json`, or of a kept conversation. Raises CallError."""
    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as exc:
        raise CallError(f"{file} cannot be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise CallError(f"{file} is not UTF-8 text") from exc
    try:
        found = list(_answers(_document(text)))
    except (ValueError, RecursionError) as exc:
        said = f"{exc.errors()[0]['loc']}: {exc.errors()[0]['msg']}" if isinstance(exc, ValidationError) else exc
        raise CallError(f"{file} holds no answers as `briefing ask --json` or an export writes them ({said})") from exc
    if not found:
        raise CallError(f"{file} holds no answer: give an export, or what `briefing ask --json` printed")
    return found


def mismatches(archive: Archive, answers: list[Answer]) -> list[str]:
    """What of the answers does not stand in the archive, one line each; empty where all holds."""
    found = []
    for at, answer in enumerate(answers, 1):
        for number, sentence in enumerate(answer.sentences, 1):
            place = f"answer {at}, sentence {number}"
            if not sentence.citations:
                found.append(f"{place}: cites nothing")
            for one in sentence.citations:
                if f"[{one.marker}]" not in sentence.text:
                    found.append(f"{place}, [{one.marker}]: the marker is not in the sentence")
                found += [f"{place}, [{one.marker}]: {wrong}" for wrong in _wrong(archive, one)]
    return found


def _document(text: str) -> Any:  # noqa: ANN401 - whatever JSON the file holds
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line.strip()]


def _answers(document: Any) -> Iterator[Answer]:  # noqa: ANN401
    if isinstance(document, list):
        for one in document:
            yield from _answers(one)
    elif isinstance(document, dict) and isinstance(document.get("answers"), list):
        yield from _answers(document["answers"])
    elif isinstance(document, dict) and isinstance(document.get("turns"), list):
        yield from _answers(
            [turn["answer"] for turn in document["turns"] if isinstance(turn, dict) and turn.get("answer")]
        )
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
