"""Another embedder for a whole archive: every passage embedded again, resumable, the old vectors in use until the end."""

from collections.abc import Callable

import numpy as np

from corpus.chunking import header
from corpus.index.vectors import VectorIndex
from corpus.ingest import STEP
from corpus.models import Embedder
from corpus.store.archive import Archive
from corpus.store.schema import INDEXED, PENDING

# A passage is embedded under the title and day of the first article that carried it.
_FIRST_CARRIER = (
    "v.text = p.text AND (v.article, v.version) = (SELECT w.article, w.version FROM versions w WHERE w.text = p.text"
    " ORDER BY w.published, w.article, w.version LIMIT 1)"
)


def cost(archive: Archive, embedder: Embedder) -> tuple[int, int]:
    """Passages that a switch would embed, and their tokens, at about four characters each (English press text)."""
    same = archive.meta("switching_to") == embedder.name
    done = " WHERE id NOT IN (SELECT passage FROM other_vectors)" if same else ""
    passages, letters = archive.db.execute(
        f"SELECT COUNT(*), SUM(length(title) + 14 + end - start) FROM passages{done}"
    ).fetchone()
    return int(passages), int(letters or 0) // 4


def switch(archive: Archive, index: VectorIndex, embedder: Embedder, moved: Callable[[int], None] | None = None) -> int:
    """Embed all passages with `embedder`, then change over at once; the caller holds the lock. Returns how many.

    When it is stopped, the archive is as before, and the next call with the same embedder goes on from there.
    """
    db = archive.db
    if archive.meta("switching_to") != embedder.name:
        with archive.write():
            db.execute("DELETE FROM other_vectors")
            archive.set_meta("switching_to", embedder.name)
    while rows := db.execute(
        "SELECT p.id, v.title, v.published, substr(t.text, p.start + 1, p.end - p.start) FROM passages p"
        f" JOIN texts t ON t.id = p.text JOIN versions v ON {_FIRST_CARRIER}"
        " WHERE NOT EXISTS (SELECT 1 FROM other_vectors o WHERE o.passage = p.id) ORDER BY p.id LIMIT ?",
        (STEP,),
    ).fetchall():
        vectors = embedder.embed([header(title, published) + text for _, title, published, text in rows])
        with archive.write():
            db.executemany(
                "INSERT INTO other_vectors VALUES (?, ?)",
                [
                    (row[0], np.asarray(vector, dtype="<f4").tobytes())
                    for row, vector in zip(rows, vectors, strict=True)
                ],
            )
        if moved is not None:
            moved(len(rows))
    with archive.write():
        # The vectors in Chroma are of another space now: should this process die here, nobody trusts them.
        archive.set_meta("chroma_busy", "1")
        db.execute("UPDATE passages SET vector = (SELECT vector FROM other_vectors WHERE passage = id)")
        db.execute(f"UPDATE passages SET indexed = {PENDING} WHERE indexed = {INDEXED}")
        db.execute("DELETE FROM other_vectors")
        archive.set_meta("embedder", embedder.name)
        archive.set_meta("switching_to", None)
    return index.rebuild()
