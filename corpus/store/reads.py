"""What an archive can be asked: articles, versions, copies, counts and lists; and the as-of day where none is named."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import clock
from corpus.article import Article
from corpus.errors import CallError
from corpus.scope import EVERYTHING, Scope
from corpus.store.arrivals import SEEN, Arrivals, in_sqlite, seen_values
from corpus.store.database import Database
from corpus.store.vocabulary import outlets_named
from corpus.text.folding import fold
from corpus.text.metadata import LONGEST_TITLE, bounded

VERSION_FIELDS = "title, source, author, url, published, updated, language, kind, metadata"
COLUMNS = ", ".join("v." + name for name in VERSION_FIELDS.split(", "))
EXCERPT, LEAD = 20, 2  # words of an excerpt, and before the first that was searched for
EXCERPTS = 2_000  # passages that excerpts are taken of
_NEWEST = "v.version = (SELECT MAX(version) FROM versions w WHERE w.article = v.article)"
_LIVE = f"FROM versions v JOIN articles a ON a.id = v.article WHERE a.removed IS NULL AND {_NEWEST}"


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list, in its newest version; `removed` is the day on which it was taken out, or None."""

    id: str
    title: str
    source: str | None
    kind: str | None
    published: str
    version: int
    removed: str | None


class Lookup(Database):
    """Articles and their versions, as people ask for them."""

    def counts(self) -> tuple[int, int]:
        """Articles without copies, and their passages."""

        def count() -> tuple[int, int]:
            articles = self.db.execute(f"SELECT COUNT(DISTINCT v.text) {_LIVE}").fetchone()
            passages = self.db.execute(
                f"SELECT COUNT(*) FROM passages WHERE text IN (SELECT v.text {_LIVE})"
            ).fetchone()
            return int(articles[0]), int(passages[0])

        return self.known("counts", count)

    def tally(self) -> dict[str, int]:
        """How many `versions` and `removed` articles there are, and the number of the `schema`."""
        counted = {
            "versions": "SELECT COUNT(*) FROM versions",
            "removed": "SELECT COUNT(*) FROM articles WHERE removed IS NOT NULL",
            "schema": "PRAGMA user_version",
        }
        return {name: int(self.db.execute(sql).fetchone()[0]) for name, sql in counted.items()}

    def seen(self, given: Scope) -> Scope:
        """A scope as of a day: where it names none, the newest that the archive knew; still none in an empty one."""
        return given.seen_from(self.newest(known_at=given.known_at))

    def newest(self, today: str | None = None, known_at: str | None = None) -> str | None:
        """The newest day on which an article was published or updated, `YYYY-MM-DD`; None in an empty archive.

        A day that lies in the future is not believed; where all do, it is today. `today` is by default the clock's.
        `known_at`: as far as the archive knew at that moment.
        """
        now = today or clock.today()
        last = clock.last_day(now)
        scope = Scope(known_at=known_at)
        live, values = (SEEN, seen_values(scope)) if known_at else (_LIVE, ())

        def find() -> str | None:
            days = [
                self.db.execute(
                    f"SELECT MAX(substr(v.{name}, 1, 10)), COUNT(*) {live} AND substr(v.{name}, 1, 10) <= ?",
                    (*values, last),
                ).fetchone()
                for name in ("published", "updated")
            ]
            newest = max((str(day) for day, _ in days if day), default=None)
            some = self.db.execute(f"SELECT 1 {live} LIMIT 1", values).fetchone()
            return newest or (now if some else None)

        return self.known(f"newest {last} {known_at}", find)

    def oldest(self) -> str | None:
        """The oldest day of publication, `YYYY-MM-DD`; None in an empty archive."""
        return self.known("oldest", lambda: _day(self.db.execute(f"SELECT MIN(v.published) {_LIVE}").fetchone()[0]))

    def article(self, id: str, version: int | None = None) -> Article:
        """The article in the version asked for, or its newest. Raises CallError where there is none."""
        number = None if version is None else in_sqlite(version)
        row = self.db.execute(
            f"SELECT v.article, a.key, v.version, t.text, {COLUMNS}"
            " FROM versions v JOIN texts t ON t.id = v.text JOIN articles a ON a.id = v.article"
            " WHERE v.article = ? AND (? IS NULL OR v.version = ?) ORDER BY v.version DESC LIMIT 1",
            (id, number, number),
        ).fetchone()
        if row is None:
            name = repr(bounded(id, LONGEST_TITLE))
            what = f"article {name}" if version is None else f"version {str(version)[:20]} of {name}"
            raise CallError(f"the archive holds no {what}: `briefing search` shows the ids")
        return article_of(row)

    def versions(self, id: str) -> list[Article]:
        """All versions of an article, oldest first."""
        numbers = self.db.execute("SELECT version FROM versions WHERE article = ? ORDER BY version", (id,)).fetchall()
        return [self.article(id, int(number)) for (number,) in numbers] or [self.article(id)]

    def copies(self, id: str) -> list[str]:
        """Ids of the other articles whose newest version has the exact text of this one's."""
        rows = self.db.execute(
            f"SELECT a.id {_LIVE} AND a.id != ? AND v.text IN"
            " (SELECT text FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1) ORDER BY a.seq",
            (id, id),
        )
        return [str(row[0]) for row in rows]

    def near(self, id: str) -> list[str]:
        """Ids of the other articles whose newest version tells the same report in nearly the same words.

        Exact copies are not among them: `copies` has those.
        """
        rows = self.db.execute(
            f"SELECT a.id {_LIVE} AND a.id != ? AND v.text IN (SELECT n.text FROM near n WHERE n.family ="
            " (SELECT m.family FROM near m JOIN versions w ON w.text = m.text WHERE w.article = ? ORDER BY w.version "
            "DESC"
            " LIMIT 1)) AND v.text != (SELECT text FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1)"
            " ORDER BY a.seq",
            (id, id, id),
        )
        return [str(row[0]) for row in rows]

    def mentions(self, name: str) -> bool:
        """Whether the words of a name stand one after the other in any passage or title that can be found."""
        words = " ".join(re.findall(r"\w+", fold(name)))
        if not words:
            return False
        return (
            self.db.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{words}"',)).fetchone() is not None
        )

    def together(self, *lists: Iterable[str]) -> bool:
        """Whether a passage or its title has a word of each of these lists; so it is where one or all are empty."""
        each = [{word for one in words for word in re.findall(r"\w+", fold(one))} for words in lists]
        match = " AND ".join("(" + " OR ".join(f'"{word}"' for word in sorted(one)) + ")" for one in each)
        if not match or not all(each):
            return True
        return self.db.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (match,)).fetchone() is not None

    def carrier(self, text: int, name: str) -> tuple[str, int] | None:
        """Id and version of the article with this id or key whose newest version has the text."""
        row = self.db.execute(
            "SELECT v.article, v.version, v.text FROM versions v JOIN articles a ON a.id = v.article"
            " WHERE (a.id = ? OR a.key = ?) AND a.removed IS NULL ORDER BY v.version DESC LIMIT 1",
            (name, name),
        ).fetchone()
        return (str(row[0]), int(row[1])) if row is not None and row[2] == text else None

    def addresses(self) -> list[tuple[str, str]]:
        """The address of each version that has one, and its article's id; those that only claim theirs come first."""
        rows = self.db.execute(
            "SELECT v.url, a.id FROM versions v JOIN articles a ON a.id = v.article WHERE v.url IS NOT NULL"
            " AND a.removed IS NULL ORDER BY a.key IS NULL OR a.key GLOB 'url:*' OR a.key GLOB 'given:*', a.seq DESC"
        )
        return [(str(url), str(id)) for url, id in rows]

    # Lists

    def browse(
        self,
        query: str = "",
        scope: Scope = EVERYTHING,
        *,
        kind: str | None = None,
        removed: bool = False,
        limit: int = 50,
    ) -> list[Row]:
        """Articles in their newest versions, the newest first, published within the scope.

        All words of `query` stand in one passage or the title.
        """
        bounded = scope.known_at or scope.after
        where = ["a.removed IS NOT NULL" if removed else "a.removed IS NULL", *([] if bounded else [_NEWEST])]
        values: list[object] = [*seen_values(scope)] if bounded else []
        for condition, value in (
            ("v.published >= ?", scope.since),
            ("substr(v.published, 1, 10) <= ?", scope.last),
            ("v.kind = ?", kind),
        ):
            if value:
                where.append(condition)
                values.append(value)
        if names := scope.named_outlets:
            where.append("v.source IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(outlets_named(self, names)))
        if scope.articles:
            where.append("a.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(scope.articles))
        if scope.after:
            where.append("v.text IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(Arrivals(self).fresh(scope.after))))
        if match := _all_words(query):
            where.append(
                "v.text IN (SELECT p.text FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?)"
            )
            values.append(match)
        rows = self.db.execute(
            "SELECT a.id, v.title, v.source, v.kind, v.published, v.version, a.removed "
            + (f"{SEEN} AND " if bounded else "FROM versions v JOIN articles a ON a.id = v.article WHERE ")
            + f"{' AND '.join(where)} ORDER BY v.published DESC, a.seq DESC LIMIT ?",
            (*values, limit),
        )
        return [
            Row(str(id), str(title), _maybe(outlet), _maybe(form), str(day), int(version), _maybe(out))
            for id, title, outlet, form, day, version, out in rows
        ]

    def excerpts(self, query: str) -> dict[str, str]:
        """Where the words of `query` stand in the articles that `browse` finds by them, best passage first: an excerpt
        of at most EXCERPT words by id of the article, the words between « and ».
        """
        rows = self.db.execute(
            "SELECT v.article, snippet(words, 1, '«', '»', '…', ?) FROM words JOIN passages p ON p.id = words.rowid"
            f" JOIN versions v ON v.text = p.text WHERE {_NEWEST} AND words MATCH ? ORDER BY rank LIMIT ?",
            (EXCERPT, _all_words(query), EXCERPTS),
        )
        found: dict[str, str] = {}
        for id, excerpt in rows if _all_words(query) else ():
            before, mark, rest = str(excerpt).partition("«")
            lead = before.split()[-LEAD:] if mark else before.split()
            found.setdefault(str(id), " ".join([*lead, *(mark + rest).split()]))
        return found

    def months(self, today: str | None = None) -> list[tuple[str, str | None, str | None, int]]:
        """How many articles there are: (month `YYYY-MM`, outlet, kind, count), in order of time, none ahead."""
        rows = self.db.execute(
            f"SELECT substr(v.published, 1, 7), v.source, v.kind, COUNT(*) {_LIVE} AND substr(v.published, 1, 10) <= ?"
            " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            (clock.last_day(today or clock.today()),),
        )
        return [(str(month), _maybe(outlet), _maybe(kind), int(count)) for month, outlet, kind, count in rows]


def article_of(row: Sequence[object]) -> Article:
    """An article from its id, key, version, text and VERSION_FIELDS."""
    id, key, version, text, title, source, author, url, published, updated, language, kind, metadata = row
    return Article(
        title=str(title),
        text=str(text),
        published=str(published),
        id=str(id),
        key=str(key or ""),
        version=int(str(version)),
        source=_maybe(source),
        author=_maybe(author),
        url=_maybe(url),
        updated=_maybe(updated),
        language=_maybe(language),
        kind=_maybe(kind),
        metadata=json.loads(str(metadata)),
    )


def _all_words(query: str) -> str:
    """What finds the passages that hold all words of a query; empty for none."""
    return " ".join(f'"{term}"' for term in re.findall(r"\w+", fold(query))[:20])


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None
