"""OpenAI's chat protocol: messages in, an answer out, whole or in chunks; the text ends with its sources.

Pure functions: the route that calls them stands in `api.py`.
"""

import re
import time
import uuid
from collections.abc import Generator, Iterable, Sequence
from typing import Any

from assistant.answer import Answer, Citation
from assistant.events import Done, Event, Passed
from corpus.errors import CallError
from corpus.evidence import Evidence
from ui.abstained import why
from ui.safe import TITLE, cut, link, plain
from ui.server.bodies import ChatBody, Message
from ui.server.errors import Refused
from ui.terminal import numbered, place

MODEL = "briefing"
NOTE = 500  # characters
_TAIL = re.compile(r"\n\n(?:Note: |Not answered: |Closest:\n|Sources:\n)")
# Where Markdown would show a picture, a link or a tag: only hostile text has such signs, and it gets a blank inside.
_ACTIVE = re.compile(r"(?<=\])(?=[(:]|\[(?!\d{1,4}\]))|(?<=!)(?=\[)|(?<=<)(?=[A-Za-z/!?])")


def asked_by(body: ChatBody) -> dict[str, Any]:
    """The arguments of `ask`: the last message of the user is the question, what stands before it the history.

    The sources and notes under an earlier answer are no part of the conversation. Raises CallError where nobody asks,
    and Refused for another model.
    """
    if body.model != MODEL:
        raise Refused(404, f"there is no model {cut(body.model, 80)}: the model is `{MODEL}`", "model_not_found")
    last = max((place for place, one in enumerate(body.messages) if one.role == "user"), default=None)
    if last is None:
        raise CallError("messages: one must be of the role `user`")
    history = [
        {"role": one.role, "content": _said(one)}
        for one in body.messages[:last]
        if one.role in ("user", "assistant") and _said(one).strip()
    ]
    window = {name: getattr(body, name) for name in ("as_of", "since", "until", "source", "known_at")}
    return {"question": body.messages[last].text, "history": history, **window}


def completion(answer: Answer) -> dict[str, Any]:
    """The answer as one document of the protocol, its citations beside."""
    message = {"role": "assistant", "content": content(answer), "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return _head("chat.completion") | {"choices": [choice], "usage": _usage(answer), "citations": _citations(answer)}


def chunks(events: Iterable[Event], *, usage: bool) -> Generator[dict[str, Any]]:
    """The answer as chunks of the protocol: a sentence as soon as it has passed, then the rest of `content`."""
    head = _head("chat.completion.chunk")
    role, sent = {"role": "assistant"}, ""
    for event in events:
        if isinstance(event, Passed):
            more = ("" if not sent else " ") + _safe(event.sentence.text)
            sent += more
            yield head | _delta({**role, "content": more})
            role = {}
        elif isinstance(event, Done):
            whole = content(event.answer)
            rest = whole[len(sent) :] if whole.startswith(sent) else f"\n\n{whole}"
            yield head | _delta({**role, "content": rest})
            yield head | _delta({}, "stop") | {"citations": _citations(event.answer)}
            if usage:
                yield head | {"choices": [], "usage": _usage(event.answer)}


def content(answer: Answer) -> str:
    """The answer's text with its markers; then remarks, then its sources, or what came closest, a line each."""
    parts = [_safe(answer.text)]
    if reason := why(answer):
        parts[0] += f" {reason}"
    parts += [f"Not answered: {_safe(cut(one.text, NOTE))}" for one in answer.left_out if one.unanswered]
    parts += [f"Note: {_safe(cut(one, NOTE))}" for one in answer.notes]
    if answer.closest:
        parts.append("\n".join(["Closest:", *(f"- {_place(one)}" for one in answer.closest)]))
    if cited := numbered(answer):
        parts.append("\n".join(["Sources:", *(f"- [{one.marker}] {_place(one)}" for one in cited)]))
    return "\n\n".join(parts)


def _place(one: Citation | Evidence) -> str:
    """Title, outlet, day and address of an article."""
    return " ".join(filter(None, (_safe(place(one, TITLE)), link(one.url))))


def _safe(text: str) -> str:
    """The text without anything that a program which shows Markdown would load, or take for a link or a tag."""
    return _ACTIVE.sub(" ", plain(text))


def _said(message: Message) -> str:
    return _TAIL.split(message.text, maxsplit=1)[0] if message.role == "assistant" else message.text


def _citations(answer: Answer) -> Sequence[dict[str, Any]]:
    return [one.model_dump(mode="json") for one in numbered(answer)]


def _usage(answer: Answer) -> dict[str, int]:
    read, wrote = answer.usage.input_tokens, answer.usage.output_tokens
    return {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _delta(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]}
