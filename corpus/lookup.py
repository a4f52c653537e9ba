"""What an archive can be asked: articles, versions, copies, counts, lists, and the passages that search needs."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.database import Database
from corpus.errors import CallError
from corpus.folding import fold

VERSION_FIELDS = "title, source, author, url, published, updated, language, kind, metadata"
_COLUMNS = ", ".join("v." + name for name in VERSION_FIELDS.split(", "))
_LIGHT = _COLUMNS.replace("v.metadata", "'{}'")
_NEWEST = "v.version = (SELECT MAX(version) FROM versions w WHERE w.article = v.article)"
_LIVE = f"FROM versions v JOIN articles a ON a.id = v.article WHERE a.removed IS NULL AND {_NEWEST}"
# FTS5 scores every passage that holds any word of the question. Of a question's words only the rarest find passages, as
# many as stand in RARE passages together; the others still count in the score. Milliseconds of processor, of the first
# hundred kept, 50 questions: 46,201 passages of the press archive 14.8 for 29.7, .997 (6,000: .985); press/korea five
# times, where all is about one subject, 16.4 for 37.8, .971, first ten 1.000 (6,000: .911); 9,203 passages 7.3, 1.000.
RARE = 8_000
WIDE = 0.5  # of all passages: bounds that leave more are looked at after the scoring
ALL_DAYS = "9999-12-31"

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored passage and the version through which a reader may see it.

    `article` comes without its text and metadata: of 100 passages they would be most of the cost. `also`: ids of exact
    copies. `family`: one number for all near-copies of a report.
    """

    passage: int
    text_id: int
    start: int
    end: int
    text: str
    article: Article
    also: tuple[str, ...]
    family: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list, in its newest version; `removed` is the day on which it was taken out, None while it is in."""

    id: str
    title: str
    source: str | None
    kind: str | None
    published: str
    version: int
    removed: str | None


class Lookup(Database):
    """The reading half of an archive."""

    def counts(self) -> tuple[int, int]:
        """Articles without copies, and their passages."""

        def count() -> tuple[int, int]:
            articles = self.db.execute(f"SELECT COUNT(DISTINCT v.text) {_LIVE}").fetchone()
            passages = self.db.execute(f"SELECT COUNT(*) FROM passages WHERE text IN (SELECT v.text {_LIVE})").fetchone()
            return int(articles[0]), int(passages[0])

        return self.known("counts", count)

    def newest(self) -> str | None:
        """The newest day of publication, `YYYY-MM-DD`; None in an empty archive."""
        return self.known("newest", lambda: _day(self.db.execute(f"SELECT MAX(v.published) {_LIVE}").fetchone()[0]))

    def oldest(self) -> str | None:
        """The oldest day of publication, `YYYY-MM-DD`; None in an empty archive."""
        return self.known("oldest", lambda: _day(self.db.execute(f"SELECT MIN(v.published) {_LIVE}").fetchone()[0]))

    def article(self, id: str, version: int | None = None) -> Article:
        """The article in the version asked for, or its newest. Raises CallError where there is none."""
        row = self.db.execute(
            f"SELECT v.article, a.key, v.version, t.text, {_COLUMNS}"
            " FROM versions v JOIN texts t ON t.id = v.text JOIN articles a ON a.id = v.article"
            " WHERE v.article = ? AND (? IS NULL OR v.version = ?) ORDER BY v.version DESC LIMIT 1",
            (id, version, version),
        ).fetchone()
        if row is None:
            what = f"article {id!r}" if version is None else f"version {version} of {id!r}"
            raise CallError(f"the archive holds no {what}: `briefing search` shows the ids")
        return _article(row)

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
            " (SELECT m.family FROM near m JOIN versions w ON w.text = m.text WHERE w.article = ? ORDER BY w.version DESC"
            " LIMIT 1)) AND v.text != (SELECT text FROM versions WHERE article = ? ORDER BY version DESC LIMIT 1)"
            " ORDER BY a.seq", (id, id, id),
        )
        return [str(row[0]) for row in rows]

    # Lists

    def browse(
        self, query: str = "", *, since: str | None = None, until: str | None = None, source: str | None = None,
        kind: str | None = None, removed: bool = False, limit: int = 50, offset: int = 0,
    ) -> list[Row]:
        """Articles in their newest versions, the newest first; all words of `query` stand in one passage or the title."""
        where, values = ["a.removed IS " + ("NOT NULL" if removed else "NULL"), _NEWEST], list[object]()
        for condition, value in (
            ("v.published >= ?", since), ("substr(v.published, 1, 10) <= ?", until),
            ("v.source = ?", source), ("v.kind = ?", kind),
        ):
            if value:
                where.append(condition)
                values.append(value)
        if terms := re.findall(r"\w+", fold(query))[:20]:
            where.append("v.text IN (SELECT p.text FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?)")
            values.append(" ".join(f'"{term}"' for term in terms))
        rows = self.db.execute(
            "SELECT a.id, v.title, v.source, v.kind, v.published, v.version, a.removed FROM versions v JOIN articles a"
            f" ON a.id = v.article WHERE {' AND '.join(where)} ORDER BY v.published DESC, a.seq DESC LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return [
            Row(str(id), str(title), _maybe(outlet), _maybe(form), str(day), int(version), _maybe(out))
            for id, title, outlet, form, day, version, out in rows
        ]

    def months(self) -> list[tuple[str, str | None, str | None, int]]:
        """How many articles there are: (month `YYYY-MM`, outlet, kind, count), in order of time."""
        rows = self.db.execute(
            f"SELECT substr(v.published, 1, 7), v.source, v.kind, COUNT(*) {_LIVE} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        return [(str(month), _maybe(outlet), _maybe(kind), int(count)) for month, outlet, kind, count in rows]

    # What search needs

    def eligible(
        self, *, as_of: str, since: str | None = None, until: str | None = None, source: str | None = None
    ) -> Ids | None:
        """Ids of the passages that may be seen on `as_of` within the bounds, in order; None where nothing is kept out."""
        if not (since or until or source) and as_of >= self.known("last day", self._last_day):
            return None
        bounds = (as_of, since, until, source)
        last: dict[tuple[str | None, ...], Ids] = self.known("eligible", dict)  # both rankings of a search ask for the same
        if (found := last.get(bounds)) is None:
            where, values = self._visible(*bounds)
            texts = np.fromiter((row[0] for row in self.db.execute(where, values)), dtype=np.int64)
            ids, texts_of = self.known("passages", self._texts_of_passages)
            found = ids[np.isin(texts_of, texts)]
            last.clear()
            last[bounds] = found
        return found

    def share(self, eligible: Ids) -> float:
        """Which part of all passages these are."""
        return len(eligible) / max(1, len(self.known("passages", self._texts_of_passages)[0]))

    def _texts_of_passages(self) -> tuple[Ids, Ids]:
        """The ids of all passages in order, and of the text of each."""
        rows = np.array(self.db.execute("SELECT id, text FROM passages").fetchall(), dtype=np.int64).reshape(-1, 2)
        rows = rows[np.argsort(rows[:, 0])]
        return rows[:, 0], rows[:, 1]

    def _last_day(self) -> str:
        row = self.db.execute("SELECT MAX(effective) FROM versions").fetchone()
        return str(row[0] or "")

    def _visible(self, as_of: str, since: str | None, until: str | None, source: str | None) -> tuple[str, list[object]]:
        """SQL for the texts that some article carries, on that day and within the bounds, and its values."""
        outlets = [] if source is None else [
            name for (name,) in self.db.execute("SELECT DISTINCT source FROM versions WHERE source IS NOT NULL")
            if str(name).casefold() == source.casefold()
        ]
        return (
            "SELECT v.text FROM versions v JOIN articles a ON a.id = v.article WHERE a.removed IS NULL AND v.effective <= ?"
            " AND v.published >= ? AND substr(v.published, 1, 10) <= ? AND NOT EXISTS (SELECT 1 FROM versions n"
            " WHERE n.article = v.article AND n.version > v.version AND n.effective <= ?)"
            + (f" AND v.source IN ({_marks(outlets)})" if source is not None else "")
        ), [as_of, since or "", until or ALL_DAYS, as_of, *outlets]

    def lexical(
        self, match: str, limit: int, *, as_of: str | None = None, since: str | None = None, until: str | None = None,
        source: str | None = None,
    ) -> list[tuple[int, float]]:
        """Passages by FTS5's bm25 (title weighted 2), best first: (passage id, score, higher is better).

        With bounds, only passages that `hits` would show within them.
        """
        eligible = self.eligible(as_of=as_of or ALL_DAYS, since=since, until=until, source=source)
        wide, rarest = eligible is not None and self.share(eligible) > WIDE, self._rarest(match)
        if wide or rarest:
            # What lies outside wide bounds is cheaper left out afterwards.
            found = self._scored(match, rarest, None if wide else eligible, 3 * limit if wide else limit)
            if eligible is not None and wide:
                allowed = set(eligible[np.isin(eligible, [id for id, _ in found])].tolist())
                found = [one for one in found if one[0] in allowed][:limit]
            if len(found) == limit:
                return found
        return self._scored(match, "", eligible, limit)

    def _scored(self, match: str, rarest: str, eligible: Ids | None, limit: int) -> list[tuple[int, float]]:
        where, values = ["words MATCH ?"], [match]
        if rarest:
            where.append("+rowid IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(rarest)
        if eligible is not None:
            where.append("+rowid IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(eligible.tolist()))
        rows = self.db.execute(
            f"SELECT rowid, -bm25(words, 2.0, 1.0) AS score FROM words WHERE {' AND '.join(where)} ORDER BY score DESC LIMIT ?",
            (*values, limit),
        )
        return [(int(row[0]), float(row[1])) for row in rows]

    def _rarest(self, match: str) -> str:
        """The rarest words of a question, as many as stand in RARE passages together; empty where that is all of them."""
        total, rarest, words = 0, list[str](), match.split(" OR ")
        for carriers, word in sorted((self._carriers_of(word), word) for word in words):
            total += carriers
            if total > RARE:
                break
            rarest.append(word)
        return "" if len(rarest) == len(words) else " OR ".join(rarest)

    def _carriers_of(self, word: str) -> int:
        def count() -> int:
            row = self.db.execute(
                "SELECT COUNT(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)", (word, RARE + 1)
            ).fetchone()
            return int(row[0])

        return self.known(f"word {word}", count)

    def mentions(self, name: str) -> bool:
        """Whether the words of a name stand one after the other in any passage or title that can be found."""
        words = " ".join(re.findall(r"\w+", fold(name)))
        if not words:
            return False
        return self.db.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{words}"',)).fetchone() is not None

    def hits(
        self, passages: Iterable[int], *, as_of: str, since: str | None = None, until: str | None = None,
        source: str | None = None,
    ) -> dict[int, Hit]:
        """Those of the passages that may be seen on `as_of` within the bounds, by passage id.

        An article is seen in the newest version that the as-of date allows; of a text with copies, the first
        published within the bounds carries it.
        """
        ids = list(passages)
        found: dict[int, Hit] = {}
        for at in range(0, len(ids), 500):
            chunk = ids[at : at + 500]
            rows = self.db.execute(
                "SELECT p.id, p.text, p.start, p.end, substr(t.text, p.start + 1, p.end - p.start), COALESCE(n.family, p.text)"
                " FROM passages p JOIN texts t ON t.id = p.text LEFT JOIN near n ON n.text = p.text"
                f" WHERE p.id IN ({_marks(chunk)})", chunk,
            ).fetchall()
            carriers = self._carriers(sorted({int(row[1]) for row in rows}), as_of)
            for passage, text_id, start, end, text, family in rows:
                allowed = [
                    one for one in carriers.get(text_id, [])
                    if (since is None or one.day >= since) and (until is None or one.day <= until)
                    and (source is None or (one.source or "").casefold() == source.casefold())
                ]
                if allowed:
                    also = tuple(one.id for one in carriers[text_id] if one.id != allowed[0].id)
                    found[passage] = Hit(passage, text_id, start, end, text, allowed[0], also, family)
        return found

    def near_copies(self, families: Iterable[int], *, as_of: str) -> dict[int, list[str]]:
        """The articles that told the same report in nearly the same words by `as_of`, for each family of two or more.

        Their ids, in the order of publication.
        """
        asked, texts = list(families), dict[int, list[int]]()
        for family, text in self.db.execute(f"SELECT family, text FROM near WHERE family IN ({_marks(asked)})", asked):
            texts.setdefault(int(family), []).append(int(text))
        several = {family: some for family, some in texts.items() if len(some) > 1}
        carriers = self._carriers([text for some in several.values() for text in some], as_of)
        return {
            family: [
                one.id
                for one in sorted((one for text in some for one in carriers.get(text, [])), key=lambda one: one.published)
            ]
            for family, some in several.items()
        }

    def _carriers(self, texts: list[int], as_of: str) -> dict[int, list[Article]]:
        rows = self.db.execute(
            f"SELECT v.text, v.article, a.key, v.version, '', {_LIGHT}"
            " FROM versions v JOIN articles a ON a.id = v.article"
            f" WHERE v.text IN ({_marks(texts)}) AND a.removed IS NULL AND v.effective <= ? AND NOT EXISTS"
            " (SELECT 1 FROM versions n WHERE n.article = v.article AND n.version > v.version AND n.effective <= ?)"
            " ORDER BY v.published, a.seq",
            (*texts, as_of, as_of),
        )
        found: dict[int, list[Article]] = {}
        for row in rows:
            found.setdefault(int(row[0]), []).append(_article(row[1:]))
        return found


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _article(row: Sequence[object]) -> Article:
    id, key, version, text, title, source, author, url, published, updated, language, kind, metadata = row
    return Article(
        title=str(title), text=str(text), published=str(published), id=str(id), key=str(key or ""), version=int(str(version)),
        source=_maybe(source), author=_maybe(author), url=_maybe(url), updated=_maybe(updated), language=_maybe(language),
        kind=_maybe(kind), metadata=json.loads(str(metadata)),
    )


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None
