"""The process of the foreign parsers: reads what is asked, answers, and reads again, until nobody asks any more."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from corpus.errors import Rejected
from corpus.reading.apart import limits
from corpus.reading.apart.feed import feed
from corpus.reading.apart.mail import newsletter
from corpus.reading.apart.pdf import pdf_file
from corpus.reading.apart.webpage import web_page

TASKS: dict[str, Callable[..., Any]] = {
    "page": lambda data, **options: asdict(web_page(data, **options)),
    "feed": feed,
    "mail": lambda data, **options: asdict(newsletter(data, **options)),
    "pdf": lambda data, **options: asdict(pdf_file(data, **options)),
}


def main() -> None:
    """Answer on standard output, which no parser can reach, what is asked on standard input."""
    limits.enter()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        data = sys.stdin.buffer.read(asked["size"])
        if len(data) != asked["size"]:
            return
        limits.allow(asked["seconds"])
        answer = _answer(asked["task"], data, asked["options"])
        limits.allow(0)
        _send(answers, answer)


def _answer(task: str, data: bytes, options: dict[str, str | None]) -> dict[str, Any]:
    """What a task makes of the bytes, or why it makes nothing: whatever a parser raises is the fault of what it read."""
    try:
        return {"found": TASKS[task](data, **options)}
    except Rejected as reason:
        return {"rejected": str(reason)}
    except MemoryError:
        return {"failed": "it takes more memory than it may"}
    except RecursionError:
        return {"failed": "it is nested too deeply"}
    except Exception as error:
        return {"failed": type(error).__name__}


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    encoded = json.dumps(answer).encode()
    answers.write(b"%d\n%s" % (len(encoded), encoded))
    answers.flush()


if __name__ == "__main__":
    main()
