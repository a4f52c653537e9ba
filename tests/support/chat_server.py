"""A scripted chat server: real HTTP, Chat Completions streamed and not, and it misbehaves on cue.

A script is a plain function from what was asked to a Reply. The server reads the keys from the messages that it gets,
as a model would. Two requests are not the script's: a second look at sentences, which `look` answers (yes to all, where
nothing is said), and refused sentences that may be said again, which `again` answers (none of them).
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from assistant.gate.second.look import RULES
from assistant.writers.prompt import NOT_STATED
from tests.support.loopback import Handler, served

PIECE = 7  # characters
_PASSAGE = re.compile(r"^\[([^\]\n]{2,60})\] ([^\n]*)", re.MULTILINE)


@dataclass
class Asked:
    """One request: its body, headers and number, and the passages by key."""

    body: dict[str, Any]
    headers: dict[str, str]
    number: int

    @property
    def text(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def passages(self) -> dict[str, str]:
        return dict(_PASSAGE.findall(self.text))

    @property
    def looks(self) -> bool:
        """Whether it asks for a second look."""
        return RULES in self.text

    @property
    def again(self) -> bool:
        """Whether it sends back what was refused."""
        return "a check refused them" in self.text

    def key(self, words: str) -> str:
        """The key of the first passage that holds the words."""
        return next(key for key, passage in self.passages.items() if words in passage)


@dataclass
class Reply:
    """What the server does: says `text`, or fails in one of many ways."""

    text: str = ""
    status: int = 200
    error: str = "as scripted"
    headers: dict[str, str] = field(default_factory=dict)
    finish: str | None = "stop"
    usage: bool = True
    done: bool = True
    """Whether the stream ends with `[DONE]`."""
    reset: bool = False
    """Whether the connection breaks inside the answer, after the text."""
    wait: float = 0.0
    """Seconds before anything is sent."""
    between: float = 0.0
    """Seconds between two pieces."""
    held: threading.Event | None = None
    """Till it is set, the last piece is not sent."""
    endless: str = ""
    """Sent again and again after the text, until the other side hangs up."""
    raw: bytes | None = None
    """Sent as it is, in place of Chat Completions."""
    content_type: str = "text/event-stream"
    streams: bool = True
    """Whether it streams when asked to."""


Script = Callable[[Asked], Reply]
NONE_AGAIN = Reply(NOT_STATED)


def yes(asked: Asked) -> Reply:
    """A second look that finds nothing wrong."""
    return Reply("\n".join(f"[{key}] yes" for key in asked.passages))


@dataclass
class ChatServer:
    """A running server: every request of the script so far in `asked`, the other two kinds in `looked`, `returned`."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    looked: list[Asked] = field(default_factory=list)
    returned: list[Asked] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)
    """Set once a client hung up on an endless stream."""


@contextmanager
def chat_server(
    script: Script | Reply, *, look: Script | Reply = yes, again: Script | Reply = NONE_AGAIN
) -> Iterator[ChatServer]:
    """Serve the script on a free port of loopback for as long as the block runs."""
    state = ChatServer("")

    class Chat(Handler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked(body, {name.lower(): value for name, value in self.headers.items()}, 0)
            kind, answer = (
                (state.looked, look)
                if asked.looks
                else (state.returned, again)
                if asked.again
                else (state.asked, script)
            )
            asked.number = len(kind) + 1
            kind.append(asked)
            reply = answer if isinstance(answer, Reply) else answer(asked)
            time.sleep(reply.wait)
            try:
                self._answer(asked, reply)
            except (BrokenPipeError, ConnectionResetError):
                state.hung_up.set()
                self.close_connection = True

        def _answer(self, asked: Asked, reply: Reply) -> None:
            if reply.raw is not None:
                self.whole(reply.raw, reply.content_type, reply.status, reply.headers)
            elif reply.status != 200:
                error = {"error": {"message": reply.error, "type": "scripted", "param": None, "code": None}}
                self.whole(json.dumps(error).encode(), "application/json", reply.status, reply.headers)
            elif asked.body.get("stream") and reply.streams:
                self._stream(asked, reply)
            else:
                self.whole(json.dumps(completion(asked, reply)).encode(), "application/json", 200, reply.headers)

        def _stream(self, asked: Asked, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for number, piece in enumerate(pieces(reply), 1):
                if reply.held and number * PIECE >= len(reply.text):
                    reply.held.wait(200)
                self._event(chunk({"content": piece}))
                time.sleep(reply.between)
            if reply.reset:
                self.close_connection = True  # without the last, empty chunk: the client sees a broken answer
                return
            if reply.finish:
                self._event(chunk({}, reply.finish))
            if reply.usage and asked.body.get("stream_options", {}).get("include_usage"):
                self._event({**chunk({}), "choices": [], "usage": usage(asked, reply)})
            if reply.done:
                self._send(b"data: [DONE]\n\n")
            self._send(b"")

        def _event(self, event: dict[str, Any]) -> None:
            self._send(b"data: " + json.dumps(event).encode() + b"\n\n")

        def _send(self, content: bytes) -> None:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
            self.wfile.flush()

    with served(Chat) as address:
        state.url = f"{address}/v1"
        yield state


def pieces(reply: Reply) -> Iterator[str]:
    """The text in short pieces, so that words, keys and sentences are cut anywhere."""
    for start in range(0, len(reply.text), PIECE):
        yield reply.text[start : start + PIECE]
    while reply.endless:
        yield reply.endless


def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}


def completion(asked: Asked, reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text}
    whole = {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
    }
    return {**whole, "usage": usage(asked, reply)} if reply.usage else whole


def usage(asked: Asked, reply: Reply) -> dict[str, int]:
    read, wrote = len(asked.text.split()), len(reply.text.split())
    return {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}
