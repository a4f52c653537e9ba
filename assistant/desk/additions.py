"""Adding to the archive in the background: uploads, addresses and the sample, with progress and what was told."""

import hashlib
import hmac
import secrets
import sqlite3
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from assistant.desk.upkeep import ingest_into, sample_folder
from assistant.desk.uploads import unpack
from assistant.settings import Settings
from corpus.errors import BriefingError, WorkError
from corpus.reading.fields import GIVE
from corpus.reports import IngestReport
from corpus.store import private
from corpus.store.database import advice

HELD = 8  # pages of browsers that wait for a word of whoever sent them
SECRET = "sent.key"  # of an archive's folder: what the tokens of those who send pages are made with
SHOWN = 200  # rejections, and remarks, kept for showing
ENDINGS = 1_000  # people of whom it is kept how their last addition ended
FAILED = 4  # additions that failed, or lack a day, whose files are kept: they lie in memory


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. `busy` while it runs; afterwards a report or an error in plain words.

    `kept`: what was to be added is still there, for `Adding.again`; `undated`: of some of it the day was missing.
    """

    busy: bool = False
    articles: int = 0
    passages: int = 0
    last: str = ""
    report: IngestReport | None = None
    rejected: tuple[tuple[str, str], ...] = field(default=())
    remarks: tuple[tuple[str, str], ...] = field(default=())
    error: str | None = None
    kept: bool = False

    @property
    def undated(self) -> bool:
        """Whether something was not taken for want of a day of publication."""
        return any(GIVE in reason for _, reason in self.rejected)


@dataclass(frozen=True, slots=True)
class _Given:
    """What somebody gave to be added."""

    uploads: list[tuple[str, bytes]]
    addresses: list[str]
    sample: bool
    published: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A page as a browser sent it: its address, its title as that calls it, and its HTML."""

    url: str
    title: str
    html: str

    @property
    def content(self) -> bytes:
        """The page as a file, with its address for where it does not name one itself; that claims no more than a saved
        page does.
        """
        address = f'<link rel="canonical" href="{escape(self.url)}">'
        return self.html.replace("</head>", f"{address}</head>", 1).encode("utf-8", "replace")


class Adding:
    """One addition at a time, in a thread of its own.

    That there is one, and how many articles it has read, all may see; what they are called, and how it ended, only its
    owner.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._lock = threading.Lock()
        self._now, self._owner = Progress(), ""
        self._ended: dict[str, Progress] = {}
        self._failed: dict[str, _Given] = {}
        self._sent: list[tuple[str, Sent]] = []

    def progress(self, owner: str = "") -> Progress:
        """How far the addition under way is, or else how the last one of `owner` ended."""
        with self._lock:
            if not self._now.busy:
                return self._ended.get(owner, Progress())
            return self._now if owner == self._owner else replace(self._now, last="")

    def clear(self, owner: str = "") -> None:
        """Forget how the last one of `owner` ended, and what is kept of it."""
        with self._lock:
            self._ended.pop(owner, None)
            self._failed.pop(owner, None)

    def start(
        self,
        uploads: Sequence[tuple[str, bytes]] = (),
        addresses: Sequence[str] = (),
        *,
        sample: bool = False,
        published: str | None = None,
        owner: str = "",
    ) -> bool:
        """Begin; False where one is under way already. `published`: the day of what names none."""
        return self._begin(_Given(list(uploads), list(addresses), sample, published), owner)

    def again(self, owner: str = "", *, published: str | None = None) -> bool:
        """Begin once more with what failed last, or lacked a day, for which `published` then stands; False where one is
        under way, or nothing is kept.
        """
        given = self._failed.get(owner)
        return given is not None and self._begin(replace(given, published=published or given.published), owner)

    def _begin(self, given: _Given, owner: str) -> bool:
        with self._lock:
            if self._now.busy:
                return False
            self._now, self._owner = Progress(busy=True), owner
        threading.Thread(target=self._work, args=(given,), name="adding", daemon=True).start()
        return True

    def token(self, owner: str) -> str:
        """What a browser sends with a page, so that it waits for this owner. It gives no other right, and says nothing
        of who the owner is. Raises WorkError.
        """
        try:
            name = self._signed(f"owner {owner}")
        except OSError as exc:
            raise WorkError(f"the archive's folder cannot be written ({exc.strerror}): check its rights") from exc
        return f"{name}.{self._signed(name)}"

    def hold(self, token: str, page: Sent) -> bool:
        """Keep a page until whoever has the token adds it or drops it; False where the token is none of ours.

        Nothing is taken in by this: only a press on the page of the archive does that.
        """
        name, _, signed = token.partition(".")
        if not (self._folder / SECRET).is_file() or not hmac.compare_digest(
            signed.encode(), self._signed(name).encode()
        ):
            return False
        with self._lock:
            rest = [(by, one) for by, one in self._sent if (by, one.url) != (token, page.url)]
            self._sent = [*rest, (token, page)][-HELD:]
        return True

    def held(self, owner: str) -> list[Sent]:
        """The pages that wait for a word of the owner."""
        if not self._sent:
            return []
        token = self.token(owner)
        return [one for by, one in self._sent if by == token]

    def drop(self, page: Sent) -> None:
        """Let go of a page that waited."""
        with self._lock:
            self._sent = [one for one in self._sent if one[1] is not page]

    def _signed(self, text: str) -> str:
        file = self._folder / SECRET
        if not file.is_file():
            private.write(file, secrets.token_bytes(32))
        return hmac.new(file.read_bytes(), text.encode(), hashlib.sha256).hexdigest()[:32]

    def _work(self, given: _Given) -> None:
        end = Progress()
        try:
            with tempfile.TemporaryDirectory(prefix="briefing-upload-") as name:
                folder = Path(name)
                uploaded = unpack(given.uploads, folder)
                rejected = list(uploaded.rejected)
                names = {str(path): shown for path, shown in uploaded.files.items()}
                sample = [sample_folder()] if given.sample else []
                sources: list[str | Path] = [*uploaded.files, *given.addresses, *sample]
                report = IngestReport()
                if sources:
                    report = ingest_into(
                        self._folder,
                        sources,
                        self._settings,
                        published=given.published,
                        progress=self._step,
                        named=lambda source: _shown(source, names),
                        by=self._owner,
                    )
                rejected += [(_shown(one["source"], names), one["reason"]) for one in report.rejected]
                remarks = tuple((_shown(one["source"], names), one["remark"]) for one in report.remarks[:SHOWN])
                end = Progress(report=report, rejected=tuple(rejected[:SHOWN]), remarks=remarks)
        except BriefingError as exc:
            end = Progress(error=str(exc))
        except sqlite3.Error as exc:
            end = Progress(error=advice(self._folder, exc))
        except Exception as exc:  # a thread has nobody above it to say what happened
            end = Progress(error=f"unexpected {type(exc).__name__}: nothing half done was kept")
            raise
        finally:
            with self._lock:
                self._end(end, given)

    def _end(self, end: Progress, given: _Given) -> None:
        self._failed.pop(self._owner, None)
        kept = end.error is not None or end.undated
        if kept:
            self._failed[self._owner] = given
            while len(self._failed) > FAILED:
                gone = next(iter(self._failed))
                del self._failed[gone]
                if gone in self._ended:
                    self._ended[gone] = replace(self._ended[gone], kept=False)
        self._ended.pop(self._owner, None)  # so that it stands last
        now = self._now
        self._ended[self._owner] = replace(end, articles=now.articles, passages=now.passages, kept=kept)
        while len(self._ended) > ENDINGS:
            del self._ended[next(iter(self._ended))]
        self._now = Progress()

    def _step(self, title: str, passages: int) -> None:
        with self._lock:
            now = self._now
            self._now = replace(now, articles=now.articles + 1, passages=now.passages + passages, last=title)


def _shown(source: str, names: dict[str, str]) -> str:
    """The name that a person gave, in place of where the file lay meanwhile."""
    for path, name in names.items():
        if path in source:
            return source.replace(path, name)
        if Path(path).name in source:
            return source.replace(Path(path).name, name)
    return source
