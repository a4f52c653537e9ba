"""The answers, briefings, editions and pins of a file: an export, what `--json` printed, or what the desk kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.answer import Answer, Sentence
from assistant.briefing.briefing import Briefing
from assistant.daily.changes import Edition
from assistant.desk.briefings import Kept
from assistant.desk.edits import document
from assistant.desk.people import Pinned
from corpus.errors import CallError
from corpus.reading.decoding import brought


class Edited(Briefing):
    """What an editor left of a briefing; `own`: the editor's own texts, which nothing vouches for."""

    own: list[dict[str, Any]]


NOT_JSON = (".md", ".markdown", ".html", ".htm", ".docx", ".pdf", ".ris", ".txt")
"""How the exports end that cannot be read again."""

Text = Answer | Briefing | Edition | Pinned


def read_texts(file: str | Path) -> list[Text]:
    """The texts of an export, of `--json`, or of what the desk kept. Raises CallError."""
    if Path(file).suffix.lower() in NOT_JSON:
        raise CallError(f"{file} is no JSON: only JSON can be checked; export it as JSON, or save what `--json` prints")
    try:
        text = brought(file).decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise CallError(f"{file} is not UTF-8 text") from exc
    try:
        whole = _json(text)
        _check_whole(whole)
        found = list(_texts(whole))
    except (ValueError, RecursionError) as exc:
        said = _told(exc.errors()[0]) if isinstance(exc, ValidationError) else exc
        raise CallError(f"{file} holds no answer or briefing as `--json` or an export writes them ({said})") from exc
    if not found:
        raise CallError(f"{file} holds no answer or briefing: give an export, or what `--json` printed")
    return found


def sentences(text: Text) -> Iterator[tuple[str, Sentence]]:
    """Every sentence with its place in words: `sentence 2`, `developments 3`, `pin 4`."""
    match text:
        case Pinned():
            yield from ((f"pin {number}", one.sentence) for number, one in enumerate(text.pins, 1) if one.sentence)
        case Answer():
            yield from ((f"sentence {number}", one) for number, one in enumerate(text.sentences, 1))
        case Edition():
            yield from sentences(text.briefing)
        case Briefing():
            for section in text.sections:
                for number, item in enumerate(section.items, 1):
                    yield from ((f"{section.kind} {number}", one) for one in item.sentences)


def _json(text: str) -> Any:  # noqa: ANN401 - whatever JSON the file holds
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line.strip()]


def _check_whole(found: Any, place: str = "") -> None:  # noqa: ANN401
    """Raises ValueError where a text holds half of a character, which no archive holds and nothing can print."""
    match found:
        case str() if any("\ud800" <= letter <= "\udfff" for letter in found):
            raise ValueError(f"{place or 'it'} holds a broken character, half of a surrogate pair")
        case dict():
            for name, one in found.items():
                _check_whole(name, "a name of a field")
                _check_whole(one, f"{place}.{name}".lstrip("."))
        case list():
            for number, one in enumerate(found):
                _check_whole(one, f"{place}.{number}".lstrip("."))


def _told(error: Any) -> str:  # noqa: ANN401 - pydantic's own description of an error
    return f"{'.'.join(map(str, error['loc'])) or 'the whole'}: {error['msg']}"


def _listed(name: str, found: Any) -> list[Any]:  # noqa: ANN401
    if not isinstance(found, list):
        raise ValueError(f"{name}: Input should be a valid list")
    return found


def _texts(found: Any) -> Iterator[Text]:  # noqa: ANN401
    match found:
        case list():
            for one in found:
                yield from _texts(one)
        # By the names of its fields: what has the field of a form and another thing in it is that form, damaged.
        case {"answers": answers}:
            yield from _texts(_listed("answers", answers))
        case {"turns": given}:
            turns = _listed("turns", given)
            yield from _texts([turn["answer"] for turn in turns if isinstance(turn, dict) and turn.get("answer")])
        case {"edits": _}:  # as the desk keeps a briefing
            kept = Kept.model_validate(found)
            yield from _texts(document(kept.briefing, kept.edits)) if kept.briefing else ()
        case {"briefing": _, "changes": _}:
            yield Edition.model_validate(found)
        case {"briefing": dict() as briefing}:
            yield from _texts(briefing)
        case {"briefing": _}:
            raise ValueError("briefing: Input should be a valid dictionary")
        case {"sections": _, "own": _}:
            yield Edited.model_validate(found)
        case {"sections": _}:
            yield Briefing.model_validate(found)
        case {"pins": _}:
            yield Pinned.model_validate(found)
        case _:
            yield Answer.model_validate(found)
