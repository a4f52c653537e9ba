"""Passages of an archive: ranked by their words or vectors, and seen as of a day."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import clock
from corpus.article import Article
from corpus.models import Vectors
from corpus.scope import ALL_DAYS, EVERYTHING, Scope
from corpus.store.arrivals import SEEN, Arrivals, seen_values
from corpus.store.database import Database
from corpus.store.reads import COLUMNS, article_of
from corpus.store.schema import OUT
from corpus.store.vocabulary import outlets_named

# FTS5 scores every passage that holds any word of the question. Of a question's words only the rarest find passages, as
# many as stand in RARE passages together; the others still count in the score: docs/decisions/005-rare-words.md.
RARE = 8_000
FEW = 20  # words: of so many, the rare ones lead the search; of more, all words in the expression twice would cost more
WIDE = 0.5  # of all passages: bounds that leave more are looked at after the scoring

Ids = NDArray[np.int64]

_LIGHT = COLUMNS.replace("v.metadata", "'{}'")


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


class Passages:
    """The passages of one archive and the articles that carry them, as search needs them. Safe between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._arrivals = Arrivals(database)

    def eligible(self, scope: Scope = EVERYTHING) -> Ids | None:
        """Ids of the passages that may be seen within the scope, in order; None where nothing is kept out."""
        if not scope.narrowed and scope.horizon >= self._database.known("last day", self._last_day):
            return None
        last: dict[Scope, Ids] = self._database.known("eligible", dict)  # both rankings of a search ask for the same
        if (found := last.get(scope)) is None:
            ids, texts_of = self._database.known("passages", self._texts_of_passages)
            found = ids[np.isin(texts_of, self._seen(scope))]
            last.clear()
            last[scope] = found
        return found

    def share(self, eligible: Ids) -> float:
        """Which part of all passages these are."""
        return len(eligible) / max(1, len(self._database.known("passages", self._texts_of_passages)[0]))

    def written_in(self, letters: re.Pattern[str], scope: Scope = EVERYTHING) -> Iterator[tuple[int, str]]:
        """Every passage within the scope that has any of these letters, under its title."""
        ids = self._database.known(f"written in {letters.pattern}", lambda: [id for id, _ in self._written(letters)])
        eligible = self.eligible(scope)
        kept = set(ids) if eligible is None else set(ids).intersection(eligible.tolist())
        return self._written(letters, json.dumps(sorted(kept)))

    def _written(self, letters: re.Pattern[str], among: str = "") -> Iterator[tuple[int, str]]:
        where = " WHERE id IN (SELECT value FROM json_each(?))" if among else ""
        rows = self._database.db.execute(
            f"SELECT id, title || char(10) || body FROM passages{where} ORDER BY id", (among,) if among else ()
        )
        for id, text in rows:
            clock.go_on()
            if letters.search(text):
                yield int(id), str(text)

    def _seen(self, scope: Scope) -> Ids:
        """The texts that some article within the scope carries."""
        names = scope.named_outlets
        outlets = outlets_named(self._database, names) if names else []
        rows = self._database.db.execute(
            f"SELECT v.text {SEEN} AND v.published >= ? AND substr(v.published, 1, 10) <= ?"
            + (f" AND v.source IN ({_marks(outlets)})" if names else "")
            + (" AND v.article IN (SELECT value FROM json_each(?))" if scope.articles else ""),
            (
                *(*seen_values(scope), scope.since or "", scope.until or ALL_DAYS, *outlets),
                *([json.dumps(scope.articles)] if scope.articles else []),
            ),
        )
        found = np.fromiter((row[0] for row in rows), dtype=np.int64)
        return found if scope.after is None else found[np.isin(found, list(self._arrivals.fresh(scope.after)))]

    def _texts_of_passages(self) -> tuple[Ids, Ids]:
        """The ids of all passages in order, and of the text of each."""
        rows = np.array(self._database.db.execute("SELECT id, text FROM passages").fetchall(), dtype=np.int64).reshape(
            -1, 2
        )
        rows = rows[np.argsort(rows[:, 0])]
        return rows[:, 0], rows[:, 1]

    def _last_day(self) -> str:
        row = self._database.db.execute("SELECT MAX(effective) FROM versions").fetchone()
        return str(row[0] or "")

    def lexical(self, match: str, limit: int, scope: Scope = EVERYTHING) -> list[tuple[int, float]]:
        """Passages by FTS5's bm25 (title weighted 2), best first: (passage id, score, higher is better).

        Only passages that `hits` would show within the scope.
        """
        eligible = self.eligible(scope)
        wide, rarest = eligible is not None and self.share(eligible) > WIDE, self._rarest(match)
        if wide or rarest:
            # What lies outside wide bounds is cheaper left out afterwards.
            found = self._scored(match, rarest, None if wide else eligible, 3 * limit if wide else limit)
            if eligible is not None and wide:
                kept = inside(eligible, [id for id, _ in found])
                found = [one for one, seen in zip(found, kept, strict=True) if seen][:limit]
            if len(found) == limit:
                return found
        return self._scored(match, "", eligible, limit)

    def matching(self, match: str, limit: int, scope: Scope = EVERYTHING) -> list[tuple[int, float]]:
        """Passages by FTS5's bm25 for an expression of any kind: all that it matches count, best first."""
        return self._scored(match, "", self.eligible(scope), limit)

    def newest(self, match: str, limit: int, scope: Scope = EVERYTHING) -> list[tuple[int, float]]:
        """Passages that match, the newest first, each with a score that falls: as `lexical`."""
        eligible = self.eligible(scope)
        rows = self._database.db.execute(
            "SELECT p.id FROM passages p JOIN versions v ON v.text = p.text"
            " WHERE p.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
            " GROUP BY p.id ORDER BY MIN(v.published) DESC, p.id",
            (match,),
        )
        ids = [int(row[0]) for row in rows]
        seen = ids if eligible is None else [one for one, kept in zip(ids, inside(eligible, ids), strict=True) if kept]
        return [(one, 1 / rank) for rank, one in enumerate(seen[:limit], 1)]

    def _scored(self, match: str, rarest: str, eligible: Ids | None, limit: int) -> list[tuple[int, float]]:
        where, values, times = ["words MATCH ?"], list[str | int]((match,)), 1
        if rarest and match.count(" OR ") < FEW:
            values, times = [_led(match, rarest)], 2
        elif rarest:
            where.append("+rowid IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(rarest)
        if eligible is not None:
            if not len(eligible):
                return []
            # Articles come mostly in the order of their days, and FTS5 passes by what lies outside a range of rows.
            first, last = int(eligible[0]), int(eligible[-1])
            where.append("rowid BETWEEN ? AND ?")
            values += [first, last]
            if last - first >= len(eligible):  # else none lies between that is not eligible
                where.append("+rowid IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(eligible.tolist()))
        rows = self._database.db.execute(
            f"SELECT rowid, bm25(words, 2.0, 1.0) / -{times} AS score FROM words WHERE {' AND '.join(where)} "
            "ORDER BY score DESC LIMIT ?",
            (*values, limit),
        )
        return [(int(row[0]), float(row[1])) for row in rows]

    def _rarest(self, match: str) -> str:
        """The rarest words of a question, as many as stand in RARE passages together; empty for all of them."""
        total, rarest, words = 0, list[str](), match.split(" OR ")
        for carriers, word in sorted((self._passages_with(word), word) for word in words):
            total += carriers
            if total > RARE:
                break
            rarest.append(word)
        return "" if len(rarest) == len(words) else " OR ".join(rarest)

    def _passages_with(self, word: str) -> int:
        def count() -> int:
            row = self._database.db.execute(
                "SELECT COUNT(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)", (word, RARE + 1)
            ).fetchone()
            return int(row[0])

        return self._database.known(f"word {word}", count)

    def dense(self, vector: Vectors, limit: int, among: Iterable[int] | None = None) -> list[tuple[int, float]]:
        """Passages by the cosine of their vectors' bytes, each compared, best first: (passage id, similarity).

        `among`: ids to choose from; None: all that can be found.
        """
        if among is None:
            among = [row[0] for row in self._database.db.execute(f"SELECT id FROM passages WHERE indexed != {OUT}")]
        chosen, numbers, scores = sorted(among), list[int](), list[Vectors]()
        for at in range(0, len(chosen), 1000):
            chunk = ",".join(map(str, chosen[at : at + 1000]))
            rows = self._database.db.execute(f"SELECT id, vector FROM passages WHERE id IN ({chunk})").fetchall()
            numbers += [int(row[0]) for row in rows]
            scores.append(np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4").reshape(len(rows), -1) @ vector)
        if not numbers:
            return []
        all_scores = np.concatenate(scores)
        best = np.lexsort((np.asarray(numbers), -all_scores))[:limit]
        return [(numbers[at], float(all_scores[at])) for at in best]

    def hits(self, passages: Iterable[int], scope: Scope = EVERYTHING) -> dict[int, Hit]:
        """Those of the passages that may be seen within the scope, by passage id.

        An article is seen in the newest version that the as-of day allows; of a text with copies, the first
        published within the scope carries it.
        """
        ids = list(passages)
        found: dict[int, Hit] = {}
        for at in range(0, len(ids), 500):
            chunk = ids[at : at + 500]
            rows = self._database.db.execute(
                "SELECT p.id, p.text, p.start, p.end, substr(t.text, p.start + 1, p.end - p.start), COALESCE(n.family, "
                "p.text)"
                " FROM passages p JOIN texts t ON t.id = p.text LEFT JOIN near n ON n.text = p.text"
                f" WHERE p.id IN ({_marks(chunk)})",
                chunk,
            ).fetchall()
            carriers = self._carriers(sorted({int(row[1]) for row in rows}), scope)
            for passage, text_id, start, end, text, family in rows:
                allowed = [one for one in carriers.get(text_id, []) if scope.holds(one)]
                if allowed:
                    also = tuple(one.id for one in carriers[text_id] if one.id != allowed[0].id)
                    found[passage] = Hit(passage, text_id, start, end, text, allowed[0], also, family)
        return found

    def near_copies(self, families: Iterable[int], scope: Scope = EVERYTHING) -> dict[int, list[str]]:
        """The articles that told the same report in nearly the same words by the as-of day, for each family of several.

        Their ids, in the order of publication.
        """
        asked, texts = list(families), dict[int, list[int]]()
        for family, text in self._database.db.execute(
            f"SELECT family, text FROM near WHERE family IN ({_marks(asked)})", asked
        ):
            texts.setdefault(int(family), []).append(int(text))
        several = {family: some for family, some in texts.items() if len(some) > 1}
        carriers = self._carriers([text for some in several.values() for text in some], scope)
        return {
            family: [
                one.id
                for one in sorted(
                    (one for text in some for one in carriers.get(text, [])), key=lambda one: one.published
                )
            ]
            for family, some in several.items()
        }

    def _carriers(self, texts: list[int], scope: Scope) -> dict[int, list[Article]]:
        if scope.after is not None:
            texts = [text for text in texts if text in self._arrivals.fresh(scope.after)]
        rows = self._database.db.execute(
            f"SELECT v.text, v.article, a.key, v.version, '', {_LIGHT} {SEEN}"
            f" AND v.text IN ({_marks(texts)}) ORDER BY v.published, a.seq",
            (*seen_values(scope), *texts),
        )
        found: dict[int, list[Article]] = {}
        for row in rows:
            found.setdefault(int(row[0]), []).append(article_of(row[1:]))
        return found


def inside(eligible: Ids, ids: Sequence[int]) -> list[bool]:
    """Of each of a few ids, whether it is one of the eligible, which are many and in order."""
    if not len(eligible):
        return [False] * len(ids)
    asked = np.asarray(ids, dtype=np.int64)
    at = np.minimum(np.searchsorted(eligible, asked), len(eligible) - 1)
    return [bool(one) for one in eligible[at] == asked]


def _led(match: str, rarest: str) -> str:
    """An expression that finds by the rarest words and scores by all: twice the score, as each word stands in it twice.

    FTS5 goes from one passage with a rare word to the next, and the common words' lists are only looked up there; a
    condition beside the expression would have each passage with any of the words held against it.
    """
    rare = set(rarest.split(" OR "))
    common = [word for word in match.split(" OR ") if word not in rare]
    return f"({rarest}) AND ({' OR '.join((rarest, *common, *common))})"


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
