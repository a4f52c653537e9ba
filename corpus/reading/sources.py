"""A source (file, folder or address) -> articles; what cannot be read is one rejection, and the rest goes on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus.article import Article
from corpus.errors import CallError, Rejected
from corpus.reading.feeds import entries
from corpus.reading.formats import articles_in, content, is_web_feed, line_by_line, records
from corpus.reading.found import Found, article
from corpus.reading.web.client import Web
from corpus.reading.web.visit import Visit, is_address, web_address
from corpus.text.published import check_day

Reject = Callable[[str, str], None]
"""Called with the name of a source (`file`, `file:line` or address) and the reason why it is not taken, in one line."""


def refuse(source: str, reason: str) -> None:
    """Raise Rejected for the first thing that cannot be read: what `read` does with it when nothing else is asked."""
    raise Rejected(f"{source}: {reason}")


def read(
    source: str | Path, *, published: str | None = None, reject: Reject = refuse, web: Web | None = None
) -> Iterator[Article]:
    """Give the articles of a file, of a folder with the folders in it (hidden ones aside), or of an http(s) address.

    `published` is the day of those that have no date. What cannot be read is handed to `reject`. `web` carries what is
    allowed and remembered of addresses: after the last article its `visits` hold what to store for the next time, when
    only what is new is given. Raises CallError at once for a source that does not exist or is of no known kind, and for
    a `published` that is no day.
    """
    day = check_day(published) if published else None
    name = str(source)
    if is_address(name) and not isinstance(source, Path):
        if not web_address(name):
            raise CallError(f"{_printable(name)[:200]!r} is not an address that can be read; give one of http or https")
        return _address(name, day, reject, web or Web())
    try:
        known = Path(source).exists()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        known = False
    if not name or not known:
        raise CallError(f"there is no file or folder {_printable(name)[:200]!r}; check the name")
    return _files(Path(source), day, reject)


def _files(path: Path, day: str | None, reject: Reject) -> Iterator[Article]:
    """The articles of a file, or of the files of a folder in the order of their names."""
    if not path.is_dir():
        yield from _file(path, day, reject)
        return
    empty = True

    def unreadable(error: OSError) -> None:
        reject(_printable(str(error.filename)), f"cannot be read: {error.strerror or error}")

    for folder, folders, names in os.walk(path, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _parts_of_page(name, names))
        for name in sorted(names):
            if not name.startswith("."):
                empty = False
                yield from _file(Path(folder, name), day, reject)
    if empty:
        reject(_printable(str(path)), "the folder holds no files")


def _parts_of_page(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the images and scripts of a page that a browser saved beside it."""
    page = folder.removesuffix("_files").removesuffix(".files")
    return page != folder and (f"{page}.html" in names or f"{page}.htm" in names)


def _file(path: Path, day: str | None, reject: Reject) -> Iterator[Article]:
    """The articles of one file; whatever is wrong with it, or with one record in it, is one rejection."""
    name = _printable(str(path))

    empty = True

    def bad(number: int, reason: str) -> None:
        nonlocal empty
        empty = False
        reject(f"{name}:{number}", reason)

    def found() -> Iterator[tuple[str, Found]]:
        if line_by_line(path) and path.is_file():
            yield from ((f":{number}", one) for number, one in records(path, bad))
            return
        data = content(path)
        if is_web_feed(data):
            for number, entry in enumerate(entries(data), start=1):
                try:
                    yield f":{number}", entry.found()
                except Rejected as reason:
                    bad(number, str(reason))
        else:
            yield from articles_in(data, bad, stem=path.stem, suffix=path.suffix.lower())

    try:
        for where, one in found():
            empty = False
            made = _made(one, day, f"{name}{where}", reject)
            if made is not None:
                yield made
        if empty:
            raise Rejected("holds no article")
    except Rejected as reason:
        reject(name, str(reason))
    except OSError as error:
        reject(name, f"cannot be read: {error.strerror or error}")
    except UnicodeError:
        reject(name, "its encoding is broken; save it as UTF-8")


def _made(found: Found, day: str | None, name: str, reject: Reject) -> Article | None:
    """The article, or None where it is rejected."""
    try:
        return article(found, day)
    except Rejected as reason:
        reject(name, str(reason))
        return None


def _address(url: str, day: str | None, reject: Reject, web: Web) -> Iterator[Article]:
    """The articles of a page or a feed, as far as they are new; the visit is remembered after the last of them."""
    before = web.visits.get(url, Visit())
    complete = True

    def note(source: str, reason: str) -> None:
        nonlocal complete
        complete = False
        reject(_printable(source), reason)

    try:
        answer = web.fetch(url, before)
        if answer is None:
            return
        seen: dict[str, str] = {}
        if is_web_feed(answer.data, answer.media):
            for entry in entries(answer.data, lambda link: _page(link, web)):
                if before.seen.get(entry.name) != entry.mark:
                    made = _entry(entry.found, day, entry.name, note)
                    if made is None:
                        continue
                    yield made
                seen[entry.name] = entry.mark
        else:
            path = Path(unquote(urlsplit(answer.url).path))
            found = articles_in(
                answer.data,
                lambda number, reason: note(f"{url}:{number}", reason),
                stem=path.stem,
                suffix=path.suffix.lower(),
                media=answer.media,
                url=answer.url,
                charset=answer.charset,
            )
            for where, one in found:
                made = _made(one, day, f"{url}{where}", note)
                if made is not None:
                    yield made
        web.visits[url] = Visit(answer.etag if complete else None, answer.modified if complete else None, seen)
    except Rejected as reason:
        note(url, str(reason))


def _entry(found: Callable[[], Found], day: str | None, name: str, reject: Reject) -> Article | None:
    """The article of a feed's entry, or None where it, or the page behind it, is rejected."""
    try:
        return _made(found(), day, name, reject)
    except Rejected as reason:
        reject(name, str(reason))
        return None


def _page(link: str, web: Web) -> Found:
    """The page behind a feed's link."""
    answer = web.fetch(link)
    if answer is None:  # which a server may say only of a page that was read before
        raise Rejected("its server sent nothing")

    def bad(number: int, reason: str) -> None:
        raise Rejected(reason)

    return next(
        iter(
            articles_in(
                answer.data,
                bad,
                suffix=Path(urlsplit(answer.url).path).suffix.lower(),
                media=answer.media,
                url=answer.url,
                charset=answer.charset,
            )
        )
    )[1]


def _printable(name: str) -> str:
    """A name as it can be shown in one line, also where its bytes are no text."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
