"""What the archive costs: ingest against raw embedding, again, rebuilt, one article more, search, kills.

The ratios are of seconds on the clock and of processor time, which a busy machine disturbs less.
"""

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from corpus.chunking import cut, header
from corpus.evidence import Query
from corpus.index.vectors import VectorIndex
from corpus.ingest import IngestReport, ingest
from corpus.models import Embedder, embedder
from corpus.models.bundled import BATCH
from corpus.reading import read
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from tests.support.faults import kill_and_finish, uninterrupted
from tests.support.written_articles import record, write

PARTS = 24  # of the raw embedding, one after another while the ingest rests

QUESTIONS = (
    "What did Washington say about its North Korea policy?",
    "Which missiles did Pyongyang launch in March 2022?",
    "What was agreed at the trilateral meeting with Japan and South Korea?",
    "How were vaccines shared with Seoul?",
    "Who is the special representative for North Korea?",
    "What sanctions followed the theft of crypto currency?",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of all processors; `/` gives both ratios as figures."""

    clock: float = 0.0
    processor: float = 0.0

    @classmethod
    def of(cls, work: Callable[[], Any]) -> tuple["Cost", Any]:
        """What some work costs, and what it gives."""
        clock, processor = time.perf_counter(), time.process_time()
        given = work()
        return cls(time.perf_counter() - clock, time.process_time() - processor), given

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.clock + other.clock, self.processor + other.processor)

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.clock - other.clock, self.processor - other.processor)

    def against(self, other: "Cost", name: str) -> dict[str, float]:
        """The ratios under a name."""
        return {name: self.clock / other.clock, f"{name}, processor": self.processor / other.processor}


def main() -> None:
    """Print the figures as Markdown, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="a folder with press/")
    parser.add_argument("--limit", type=int, help="only so many articles of korea.jsonl")
    parser.add_argument(
        "--large", type=Path, help="a ready archive of all press texts, with its report in `NAME.whole`"
    )
    parser.add_argument(
        "--kills", type=int, default=20, help="how many ingests of 60 articles are killed (default: 20)"
    )
    parser.add_argument("--json", type=Path, help="write the figures there")
    args = parser.parse_args()
    if not (args.data / "press/korea.jsonl").is_file():
        print(f"skipped: {args.data}/press is not here")
        return
    with tempfile.TemporaryDirectory() as name:
        figures = measure(args, Path(name))
    print("| what | figure |\n| --- | --- |")
    for what, figure in figures.items():
        print(f"| {what} | {figure:.4g} |" if isinstance(figure, float) else f"| {what} | {figure} |")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2), "utf-8")


def measure(args: argparse.Namespace, work: Path) -> dict[str, Any]:
    """All figures, in seconds, megabytes and ratios."""
    source = lines(work / "korea.jsonl", args.data / "press/korea.jsonl", args.limit)
    model = embedder()
    model.embed(["warm"])
    archive = Archive.open(work / "korea", create=True)
    index = VectorIndex(archive)
    raw, first, report = beside_raw(archive, index, model, source)
    again, unchanged = Cost.of(lambda: ingest(archive, VectorIndex(archive), model, [source]))
    assert unchanged.unchanged == report.added + report.duplicates, unchanged
    rebuilt, _ = Cost.of(index.rebuild)
    figures: dict[str, Any] = {
        "articles": report.articles,
        "passages": report.passages,
        "raw embedding (s)": raw.clock,
        "ingest (s)": first.clock,
        **first.against(raw, "ingest / raw (aim 1.2)"),
        **again.against(first, "second ingest / first (aim 0.01)"),
        **rebuilt.against(first, "rebuild / first (aim 0.05)"),
        **searched(archive, index),
    }
    small = added(work, archive)
    figures["one article more (s)"] = small.clock
    if args.large and args.large.is_dir():
        if (kept := args.large.with_name(f"{args.large.name}.whole")).is_file():
            figures |= {
                f"all: {name}": json.loads(kept.read_text("utf-8"))[name]
                for name in ("articles", "passages", "seconds")
            }
        shutil.copytree(args.large, work / "all")
        whole = Archive.open(work / "all")
        figures |= {f"all: {name}": value for name, value in searched(whole, VectorIndex(whole)).items()}
        large = added(work, whole)
        figures["all: one article more (s)"] = large.clock
        figures |= large.against(small, "all: one article more / to the small one (aim 3)")
    unit = 1 << 10 if sys.platform == "linux" else 1 << 20
    figures["peak memory (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    chance, longest, hits, wrong = (
        random.Random(7),
        uninterrupted(work / "whole", 60) if args.kills else 0.0,
        0,
        list[str](),
    )
    for trial in range(args.kills):
        hit, found = kill_and_finish(work / f"kill-{trial}", 60, chance, longest)
        hits, wrong = hits + hit, wrong + found
    figures |= {"kills": args.kills, "kills that hit a working ingest": hits, "wrong after them (aim 0)": len(wrong)}
    for line in wrong:
        print(line, file=sys.stderr)
    return figures


def beside_raw(archive: Archive, index: VectorIndex, model: Embedder, source: Path) -> tuple[Cost, Cost, IngestReport]:
    """What raw embedding of all passages sorted by length costs, and what the ingest does, with its report.

    The two take turns, so that a machine that slows down midway slows both: whenever a share of the ingest is done, it
    rests while the same share of the batches is embedded, short and long ones in each.
    """
    distinct = {article.text: article for article in read(source)}.values()  # a copy is embedded once
    texts = sorted(
        (header(one.title, one.published) + passage.text for one in distinct for passage in cut(one)), key=len
    )
    batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    parts = [[text for batch in batches[at::PARTS] for text in batch] for at in range(min(PARTS, len(batches)))]
    raw, embedded, stored = Cost(), 0, 0

    def rest(title: str, passages: int) -> None:
        nonlocal raw, embedded, stored
        stored += passages
        while embedded < len(parts) and stored * len(parts) > embedded * len(texts):
            raw += Cost.of(lambda: model.embed(parts[embedded]))[0]
            embedded += 1

    both, report = Cost.of(lambda: ingest(archive, index, model, [source], progress=rest))
    assert embedded == len(parts), "the ingest embedded as many passages"
    return raw, both - raw, report


def lines(path: Path, source: Path, limit: int | None) -> Path:
    """A file of `limit` lines of the source, taken evenly; of all where there is no limit."""
    rows = source.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(rows[:: max(1, len(rows) // limit)][:limit] if limit else rows), "utf-8")
    return path


def added(work: Path, archive: Archive, times: Sequence[int] = range(5)) -> Cost:
    """What one article more costs, the median; each time as a new process finds it: the index not yet open."""
    costs = []
    for number in times:
        source = write(work / "one.jsonl", [record(5000 + number)])
        costs.append(Cost.of(lambda source=source: ingest(archive, VectorIndex(archive), embedder(), [source]))[0])
    return Cost(median(one.clock for one in costs), median(one.processor for one in costs))


def searched(archive: Archive, index: VectorIndex) -> dict[str, float]:
    """Milliseconds of search without the reader, the median of six questions: with no bounds, and within a month."""
    searcher = Searcher(archive, index, embedder(), None)
    newest = archive.newest() or ""
    searcher.search(Query("warm", Scope(newest)))
    result = {}
    for name, bounds in (
        ("p50 (ms)", {}),
        ("p50 within May 2022 (ms)", {"since": "2022-05-01", "until": "2022-05-31"}),
    ):
        took = [
            Cost.of(lambda q=q, bounds=bounds: searcher.search(Query(q, Scope(newest, **bounds))))[0] for q in QUESTIONS
        ]
        result[f"search, {name}"] = 1000 * median(one.clock for one in took)
        result[f"search, {name}, processor"] = 1000 * median(one.processor for one in took)
    return result


if __name__ == "__main__":
    main()
