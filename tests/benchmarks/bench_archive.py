"""What the archive costs: ingest against raw embedding, again, rebuilt, one article more, search at size, kills survived."""

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.archive import Archive
from corpus.evidence import Query
from corpus.ingest import ingest
from corpus.models import embedder
from corpus.passages import cut, header
from corpus.reading import read
from corpus.search import Searcher
from corpus.vectors import VectorIndex
from tests.faults import kill_and_finish, uninterrupted
from tests.written_articles import record, write

QUESTIONS = (
    "What did Washington say about its North Korea policy?", "Which missiles did Pyongyang launch in March 2022?",
    "What was agreed at the trilateral meeting with Japan and South Korea?", "How were vaccines shared with Seoul?",
    "Who is the special representative for North Korea?", "What sanctions followed the theft of crypto currency?",
)


def main() -> None:
    """Print the figures as Markdown, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="a folder with press/")
    parser.add_argument("--limit", type=int, help="only so many articles of korea.jsonl, and twelve times as many of all")
    parser.add_argument("--small", action="store_true", help="leave out the full press archive")
    parser.add_argument("--kills", type=int, default=20, help="how many ingests of 60 articles are killed (default: 20)")
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
    figures: dict[str, Any] = {}
    korea = lines(work / "korea.jsonl", [args.data / "press/korea.jsonl"], args.limit)
    model = embedder()
    model.embed(["warm"])
    articles = list(read(korea))
    distinct = {article.text: article for article in articles}.values()  # a copy is embedded once
    texts = [header(one.title, one.published) + passage.text for one in distinct for passage in cut(one)]
    figures["articles"], figures["passages"] = len(articles), len(texts)
    raw, _ = timed(lambda: model.embed(sorted(texts, key=len)))
    archive = Archive.open(work / "korea", create=True)
    index = VectorIndex(archive)
    first, _ = timed(lambda: ingest(archive, index, model, [korea]))
    again, report = timed(lambda: ingest(archive, VectorIndex(archive), model, [korea]))
    assert report.unchanged == len(articles), report
    rebuilt, _ = timed(index.rebuild)
    figures |= {
        "raw embedding (s)": raw, "ingest (s)": first, "ingest / raw (aim 1.2)": first / raw,
        "second ingest / first (aim 0.01)": again / first, "rebuild / first (aim 0.05)": rebuilt / first,
    }
    figures |= {f"search, {name}": value for name, value in searched(archive, index).items()}
    one = added(work, archive, 1)
    figures["one article more (s)"] = one
    if not args.small:
        paths = [args.data / "press/state.jsonl", args.data / "press/white_house.jsonl"]
        every = lines(work / "all.jsonl", paths, args.limit and args.limit * 12)
        whole = Archive.open(work / "all", create=True)
        seconds, report = timed(lambda: ingest(whole, VectorIndex(whole), model, [every]))
        figures |= {"all: articles": report.articles, "all: passages": report.passages, "all: ingest (s)": seconds}
        figures |= {f"all: search, {name}": value for name, value in searched(whole, VectorIndex(whole)).items()}
        figures["all: one article more / to the small one (aim 3)"] = added(work, whole, 2) / one
    unit = 1 << 10 if sys.platform == "linux" else 1 << 20
    figures["peak memory (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    chance, longest, hits, wrong = random.Random(7), uninterrupted(work / "whole", 60), 0, []
    for trial in range(args.kills):
        hit, found = kill_and_finish(work / f"kill-{trial}", 60, chance, longest)
        hits, wrong = hits + hit, wrong + found
    figures |= {"kills": args.kills, "kills that hit a working ingest": hits, "wrong after them (aim 0)": len(wrong)}
    for line in wrong:
        print(line, file=sys.stderr)
    return figures


def lines(path: Path, sources: list[Path], limit: int | None) -> Path:
    """The first lines of the sources, one after the other in turn."""
    rows = [row for source in sources for row in source.read_text("utf-8").splitlines(keepends=True)]
    if limit:
        rows = rows[:: max(1, len(rows) // limit)][:limit]
    path.write_text("".join(rows), "utf-8")
    return path


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what it gave."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def added(work: Path, archive: Archive, first: int) -> float:
    """Seconds that one article more takes, the median of three; each time as a new process finds it: index not yet open."""
    took = []
    for number in range(3):
        source = write(work / "one.jsonl", [record(5000 + 10 * first + number)])
        took.append(timed(lambda source=source: ingest(archive, VectorIndex(archive), embedder(), [source]))[0])
    return statistics.median(took)


def searched(archive: Archive, index: VectorIndex) -> dict[str, float]:
    """Milliseconds without the reranker, the median of six questions: with no bounds, and within a month."""
    searcher = Searcher(archive, index, embedder(), None)
    newest = archive.newest() or ""
    searcher.search(Query("warm", newest))
    result = {}
    for name, bounds in (("p50 (ms)", {}), ("p50 within May 2022 (ms)", {"since": "2022-05-01", "until": "2022-05-31"})):
        took = [timed(lambda q=q, bounds=bounds: searcher.search(Query(q, newest, **bounds)))[0] for q in QUESTIONS]
        result[name] = 1000 * statistics.median(took)
    return result


if __name__ == "__main__":
    main()
