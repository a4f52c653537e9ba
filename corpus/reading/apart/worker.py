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
from corpus.reading.apart.feed_list import feed_list
from corpus.reading.apart.files.book import book
from corpus.reading.apart.files.clippings import page_articles
from corpus.reading.apart.files.outlook import outlook_message
from corpus.reading.apart.files.references import references
from corpus.reading.apart.files.rich_text import rich_text
from corpus.reading.apart.files.web_archive import web_archive
from corpus.reading.apart.files.word import word_file
from corpus.reading.apart.html import fragment_text, tree_of, words_of
from corpus.reading.apart.json_feed import json_feed
from corpus.reading.apart.mail import letters, newsletter
from corpus.reading.apart.pdf import pdf_file
from corpus.reading.apart.webpage import web_page
from corpus.reading.decoding import decode

TASKS: dict[str, Callable[..., Any]] = {
    "page": lambda data, **options: asdict(web_page(data, **options)),
    "feed": feed,
    "json feed": json_feed,
    "feed list": feed_list,
    "fragment": lambda data: fragment_text(data.decode("utf-8", "surrogatepass")),
    "mail": lambda data, **options: asdict(newsletter(data, **options)),
    "letters": lambda data, **options: [asdict(one) for one in letters(data, **options)],
    "articles of a page": lambda data, **options: [asdict(one) for one in page_articles(data, **options)],
    "pdf": lambda data, **options: [asdict(one) for one in pdf_file(data, **options)],
    "outlook": lambda data, **options: asdict(outlook_message(data, **options)),
    "web archive": lambda data, **options: asdict(web_archive(data, **options)),
    "word": word_file,
    "rich text": rich_text,
    "book": book,
    "references": references,
    "page's words": lambda data: words_of(tree_of(decode(data))),
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
    """What a task makes of the bytes, or why it makes nothing: whatever a parser raises is the fault of its text."""
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
