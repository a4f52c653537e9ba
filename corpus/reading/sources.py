"""A source (file, folder or address) -> articles; what cannot be read is one rejection, and the rest goes on."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus import clock
from corpus.article import Article
from corpus.errors import CallError, Rejected
from corpus.reading.feeds import Page, entries
from corpus.reading.formats import articles_in, content, is_web_feed, line_by_line, records
from corpus.reading.found import Found, Reading, article, broken
from corpus.reading.identity import Namesakes
from corpus.reading.web.addresses import is_address, named, web_address
from corpus.reading.web.client import Web
from corpus.reading.web.visit import Fetched, Visit
from corpus.text.published import check_day

Tell = Callable[[str, str], None]
"""Called with the name of a source (`file`, `file:line` or address), and in one line the reason why it is not taken, or
a remark on what was changed or not believed in it."""

DEEPEST_FOLDER = 100  # folders in folders: Python walks through them by recursion

# Records of one file whose rejections are told one by one; of those that follow only the number is told.
_MOST_TOLD = 1_000
_LONGEST_NAME = 2_200  # characters that are shown of a path; addresses have up to 2,000
_LONGEST_REASON = 500
# Pages that one feed leads to in one ingest, and the seconds that they may take together; feeds have 10 to 200 entries.
_MOST_PAGES = 500
_LONGEST_FEED = 900.0

_log = logging.getLogger(__name__)


def refuse(source: str, reason: str) -> None:
    """Raise Rejected for the first thing that cannot be read: what `read` does with it when nothing else is asked."""
    raise Rejected(f"{source}: {reason}")


def overlook(source: str, remark: str) -> None:
    """Do nothing with a remark: what `read` does with it when nothing else is asked."""


def read(
    source: str | Path,
    *,
    published: str | None = None,
    reject: Tell = refuse,
    remark: Tell = overlook,
    web: Web | None = None,
    today: str | None = None,
) -> Iterator[Article]:
    """Give the articles of a file, of a folder with the folders in it (hidden ones aside), or of an http(s) address.

    `published` is the day of those that have no date. What cannot be read is handed to `reject`, whatever failed in
    reading it; `remark` is told what was changed or not believed in an article that is given. `web` carries what is
    allowed and remembered of addresses: after the last article its `visits` hold what to store for the next time, when
    only what is new is given. `today` is the day that it is, by default the clock's. Raises CallError at once for a
    source that does not exist or is of no known kind, and for a `published` that is no day.
    """
    door = _Door(check_day(published) if published else None, today or clock.today(), reject, remark)
    name = str(source)
    if is_address(name) and not isinstance(source, Path):
        if not web_address(name):
            raise CallError(f"{_printable(name)[:200]!r} is not an address that can be read; give one of http or https")
        if named(name):
            raise CallError("an address with a name or password in it is not read: leave out what stands before the @")
        return _address(name, door, web or Web())
    try:
        known = Path(source).exists()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        known = False
    if not name or not known:
        raise CallError(f"there is no file or folder {_printable(name)[:200]!r}; check the name")
    return _files(Path(source), door)


@dataclass(frozen=True, slots=True)
class _Door:
    """Through which all that was found becomes an article, or a rejection with its reason."""

    day: str | None
    today: str
    reject: Tell
    remark: Tell
    namesakes: Namesakes = field(default_factory=Namesakes)

    def article(self, name: str, reading: Reading, reject: Tell | None = None) -> Article | None:
        """The article, or None where it is rejected: the one place that catches what a reader or its library raises."""
        remarks: list[str] = []
        try:
            made = self.namesakes.told_apart(
                article(reading(), self.day, today=self.today, note=remarks.append), remarks
            )
        except Exception as error:
            _log.debug("%s is rejected", name, exc_info=error)
            (reject or self.reject)(name, _printable(_reason(error))[:_LONGEST_REASON])
            return None
        for line in remarks:
            self.remark(name, line)
        return made


def _reason(error: Exception) -> str:
    """What failed, in one line for a person."""
    match error:
        case Rejected():
            return str(error)
        case UnicodeError():
            return "its encoding is broken; save it as UTF-8"
        case OSError():
            return f"cannot be read: {error.strerror or error}"
        case RecursionError():
            return "cannot be read: it is nested too deeply"
        case MemoryError():
            return "cannot be read: it takes more memory than there is"
    return f"cannot be read: {type(error).__name__}"


def _each(found: Iterator[tuple[str, Reading]]) -> Iterator[tuple[str, Reading]]:
    """What a reader finds; where it breaks off, a last one that cannot be read."""
    try:
        yield from found
    except Exception as error:
        yield "", broken(error)


def _files(path: Path, door: _Door) -> Iterator[Article]:
    """The articles of a file, or of the files of a folder in the order of their names."""
    if not path.is_dir():
        yield from _file(path, door)
        return
    empty = True
    root = path.resolve()

    def unreadable(error: OSError) -> None:
        door.reject(_printable(str(error.filename)), f"cannot be read: {error.strerror or error}")

    def within(file: Path) -> bool:
        """Whether a link stays in the folder: who filled it must not choose what else of this machine is read."""
        try:
            if not file.is_symlink() or (file.exists() and file.resolve().is_relative_to(root)):
                return True
        except OSError as error:  # a path that is too long
            unreadable(error)
            return False
        door.reject(_printable(str(file)), "is a link that leads out of the folder, or nowhere: name what it leads to")
        return False

    for folder, folders, names in os.walk(path, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _parts_of_page(name, names))
        folders[:] = [name for name in folders if within(Path(folder, name))]
        if folders and len(Path(folder).parts) - len(path.parts) >= DEEPEST_FOLDER:
            door.reject(_printable(folder), f"holds folders more than {DEEPEST_FOLDER} deep, which are not read")
            folders.clear()
        for name in sorted(names):
            if not name.startswith("."):
                empty = False
                if within(Path(folder, name)):
                    yield from _file(Path(folder, name), door)
    if empty:
        door.reject(_printable(str(path)), "the folder holds no files")


def _parts_of_page(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the images and scripts of a page that a browser saved beside it."""
    page = folder.removesuffix("_files").removesuffix(".files")
    return page != folder and (f"{page}.html" in names or f"{page}.htm" in names)


def _file(path: Path, door: _Door) -> Iterator[Article]:
    """The articles of one file; whatever is wrong with it, or with one record in it, is one rejection."""
    name = _printable(str(path))
    refused = 0

    def reject(source: str, reason: str) -> None:
        nonlocal refused
        refused += 1
        if refused <= _MOST_TOLD:
            door.reject(source, reason)

    for where, reading in _each(_in_file(path)):
        if (made := door.article(f"{name}{where}", reading, reject)) is not None:
            yield made
    if refused > _MOST_TOLD:
        door.reject(name, f"{refused - _MOST_TOLD:,} more of its records are refused")


def _in_file(path: Path) -> Iterator[tuple[str, Reading]]:
    """What a file holds, each with ':number' where it is one of several; raises Rejected where that is nothing."""
    empty = True
    if path.is_file() and line_by_line(path):
        for number, reading in records(path):
            empty = False
            yield f":{number}", reading
    elif is_web_feed(data := content(path)):
        for number, entry in enumerate(entries(data), start=1):
            empty = False
            yield f":{number}", entry.found
    else:
        for where, reading in articles_in(data, stem=path.stem, suffix=path.suffix.lower()):
            empty = False
            yield where, reading
    if empty:
        raise Rejected("holds no article")


def _address(url: str, door: _Door, web: Web) -> Iterator[Article]:
    """The articles of a page or a feed, as far as they are new; the visit is remembered after the last of them."""
    before, answers = web.visits.get(url, Visit()), list[Fetched]()
    marks: dict[str, str] = {}
    failed: dict[str, int] = {}

    def found() -> Iterator[tuple[str, Reading]]:
        answer = web.fetch(url, before)
        if answer is None:
            return
        answers.append(answer)
        if not is_web_feed(answer.data, answer.media):
            yield from ((f"{url}{where}", reading) for where, reading in _in_answer(answer))
            return
        for entry in entries(answer.data, answer.url, _pages_of(web)):
            marks[entry.name] = entry.mark
            if before.seen.get(entry.name) != entry.mark:
                yield entry.name, entry.found

    for name, reading in _each(found()):
        if (made := door.article(_printable(name or url), reading)) is not None:
            if name in marks:  # what is remembered once this article is stored, should no more of them be
                rest = web.visits.get(url, before).seen
                web.visits[url] = replace(before, etag=None, modified=None, seen={name: marks[name]} | rest)
            yield made
        else:
            failed[name] = before.tries.get(f"{marks.get(name)} {name}", 0) + 1
    if answers and "" not in failed:
        web.visits[url] = _remembered(before, answers[0], marks, failed, web.tries)


def _remembered(
    before: Visit, answer: Fetched, marks: dict[str, str], failed: dict[str, int], tries: int | None
) -> Visit:
    """What to know of an address at the next visit; an entry that was tried often enough counts as seen."""
    again = {name: count for name, count in failed.items() if tries is None or count < tries}
    seen = {name: mark for name, mark in marks.items() if name not in again}
    counts = {f"{marks.get(name)} {name}": count for name, count in again.items()}
    held = (None, None) if again else (answer.etag, answer.modified)
    return Visit(*held, seen, counts, before.later(marks) if marks else before.withdrawn)


def _in_answer(answer: Fetched) -> Iterator[tuple[str, Reading]]:
    """What a server's answer holds that is no feed."""
    path = Path(unquote(urlsplit(answer.url).path))
    return articles_in(
        answer.data,
        stem=path.stem,
        suffix=path.suffix.lower(),
        media=answer.media,
        url=answer.url,
        charset=answer.charset,
    )


def _pages_of(web: Web) -> Page:
    """Fetches the pages behind a feed's links, as many and for as long as one feed may take; the others wait."""
    until, left = time.monotonic() + _LONGEST_FEED, _MOST_PAGES

    def page(link: str) -> Found:
        nonlocal left
        left -= 1
        if left < 0 or time.monotonic() > until:
            raise Rejected("is left for the next time: its feed has led to as many pages as one may")
        return _page(link, web)

    return page


def _page(link: str, web: Web) -> Found:
    """The page behind a feed's link."""
    answer = web.page(link)
    if answer is None:  # which a server may say only of a page that was read before
        raise Rejected("its server sent nothing")
    for _, reading in _in_answer(answer):
        return reading()
    raise Rejected("holds no article")


def _printable(name: str) -> str:
    """A name as it can be shown in one line, also where its bytes are no text; of a long path its two ends."""
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME // 2]}…{name[-_LONGEST_NAME // 2 :]}"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
