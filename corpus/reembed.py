"""Another embedder for a whole archive: each passage embedded again, resumable, the old vectors in use till the end."""

from collections.abc import Callable

from corpus.chunking import header
from corpus.index.vectors import VectorIndex
from corpus.ingest import STEP
from corpus.models import Embedder
from corpus.store.archive import Archive


def cost(archive: Archive, embedder: Embedder) -> tuple[int, int]:
    """Passages that a switch would embed, and their tokens, at about four characters each (English press text)."""
    passages, letters = archive.other_vectors.left(embedder.name)
    return passages, letters // 4


def switch(archive: Archive, index: VectorIndex, embedder: Embedder, moved: Callable[[int], None] | None = None) -> int:
    """Embed all passages with `embedder`, then change over at once; the caller holds the lock. Returns how many.

    When it is stopped, the archive is as before, and the next call with the same embedder goes on from there.
    """
    others = archive.other_vectors
    if archive.meta("switching_to") != embedder.name:
        with archive.write():
            others.begin(embedder.name)
    while missing := others.missing(STEP):
        vectors = embedder.embed([header(one.title, one.published) + one.text for one in missing])
        with archive.write():
            others.keep([one.passage for one in missing], vectors)
        if moved is not None:
            moved(len(missing))
    with archive.write():
        # The vectors in Chroma are of another space now: should this process die here, nobody trusts them.
        archive.set_meta("chroma_busy", "1")
        others.change_over(embedder.name)
    return index.rebuild()
