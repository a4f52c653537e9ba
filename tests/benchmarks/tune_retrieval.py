"""The constants of search, each varied by itself: chosen on setting sets, reported on the visible prompts.

    python -m tests.benchmarks.tune_retrieval --data ../shared/data --archive KOREA --cache FOLDER

The search that runs is the real one, with a constant of its module changed; only what the models said is remembered
between values. Setting sets: the sample prompts and `tests/data/dated_questions.jsonl` over the sample articles,
`dated_press.jsonl` and `described_press.jsonl` there over press/korea, for everything; questions of clapnq and of
squad2_half over their pooled passages for what has nothing to do with time. The visible prompts are read last and
choose nothing.
"""

import argparse
import importlib
import json
import pickle
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.desk.upkeep import sample_folder
from assistant.evaluation import Prompt, read_prompts, statistics
from assistant.question.understand import query_of, understand
from corpus.evidence import Query, Reading
from corpus.index.vectors import VectorIndex
from corpus.ingest import ingest
from corpus.models import embedder, reader
from corpus.scope import Scope
from corpus.search import Searcher
from corpus.store.archive import Archive
from tests.benchmarks.bench_retrieval import MEASURES, ROOT

# The constant, the values tried beside the one that stands, and whether it has to do with time alone.
GRID: dict[str, tuple[tuple[float, ...], bool]] = {
    "corpus.search.READ": ((5, 10, 15, 20), False),
    "corpus.search.READ_SHARE": ((0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0), False),
    "corpus.search.DENSE": ((0.5, 1.0, 1.5, 2.0, 3.0), False),
    "corpus.search.NARROW": ((0.0, 0.25, 0.33, 0.5), False),
    "corpus.search.PART_WEIGHT": ((0.0, 0.25, 0.5, 0.75, 1.0), False),
    "corpus.search.CANDIDATES": ((30, 50, 100), False),
    "corpus.recency.WINDOW_SHARE": ((0.0, 0.3, 0.5, 0.7, 0.9), True),
    "corpus.recency.WINDOW_HALF_LIFE": ((7, 15, 30, 60), True),
    "corpus.recency.GRACE": ((0, 7, 14, 21, 30), True),
    "corpus.recency.RECENT_HALF_LIFE": ((7, 14, 30, 60), True),
    "corpus.recency.RECENT_FLOOR": ((0.3, 0.5, 0.7, 1.0), True),
}
RESULTS = 40  # passages asked for, so that ten distinct articles are among them


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its query and its gold articles."""

    query: Query
    gold: tuple[str, ...]


@dataclass(slots=True)
class Bench:
    """A set ready to be searched again and again."""

    name: str
    setting: bool
    timed: bool
    searcher: Searcher
    asked: list[Asked]

    def values(self) -> list[float]:
        """The nDCG@10 of each question, with the constants as they stand now."""
        found = []
        for one in self.asked:
            results = self.searcher.search(one.query)
            ranked = [
                next((id for id in (one_of.article_id, *one_of.also) if id in one.gold), one_of.article_id)
                for one_of in results
            ]
            found.append(MEASURES["nDCG@10"](ranked, one.gold))
        return found


class Remembering:
    """A part of the search whose calls are remembered by their arguments."""

    def __init__(self, inner: Any, *names: str) -> None:
        self._inner, self._names, self._known = inner, names, {}

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in self._names:
            return found

        def remembered(*args: Any, **options: Any) -> Any:
            key = (name, *map(_frozen, args), *sorted(options.items()))
            if key not in self._known:
                self._known[key] = found(*args, **options)
            return self._known[key]

        return remembered


class RememberingReader:
    """The reader, each pair read once; what it said is kept in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        known = pickle.loads(file.read_bytes()) if file.is_file() else {}
        self._known = {pair: one for pair, one in known.items() if isinstance(one, Reading)}

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        missing = [one for one in dict.fromkeys(passages) if (question, "".join(one)) not in self._known]
        if missing:
            found = reader().read(question, missing)
            self._known |= {(question, "".join(one)): reading for one, reading in zip(missing, found, strict=True)}
        return [self._known[question, "".join(one)] for one in passages]

    def keep(self) -> None:
        self._file.write_bytes(pickle.dumps(self._known))


def _frozen(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tobytes()
    return tuple(sorted(value)) if isinstance(value, dict | set) else tuple(value) if isinstance(value, list) else value


class Sets:
    """Makes the sets, keeping archives and scores in one folder."""

    def __init__(self, data: Path, cache: Path, count: int, *, read: bool, pooled: bool) -> None:
        self._data, self._cache, self._count, self._read, self._pools = data, cache, count, read, pooled
        cache.mkdir(parents=True, exist_ok=True)
        self.reader = RememberingReader(cache / "readings.pickle")
        self.skipped: list[str] = []

    def all(self, archive: Path | None) -> list[Bench]:
        """Every set that can be made; the visible prompts last."""
        sample = self._archive("sample", lambda _: [sample_folder()])
        made = [self._prompts("sample prompts", sample, ROOT / "assistant/evaluation/sample_prompts.yaml")]
        dated = ROOT / "tests" / "data"
        made.append(self._prompts("dated questions", sample, dated / "dated_questions.jsonl"))
        if archive is not None:
            made.append(self._prompts("dated press", Archive.open(archive), dated / "dated_press.jsonl"))
            made.append(self._prompts("described press", Archive.open(archive), dated / "described_press.jsonl"))
        labelled = self._data / "labelled"
        for name, read in (("clapnq", _clapnq), ("squad2_half", _squad)) if self._pools else ():
            try:
                rows = read(labelled)
            except FileNotFoundError as exc:
                self.skipped.append(f"{exc.filename} is not there")
                continue
            made.append(self._pooled(name, rows))
        visible = self._data.resolve().parent / "prompts" / "visible.jsonl"
        if archive is not None and visible.is_file():
            made.append(self._prompts("visible prompts", Archive.open(archive), visible, setting=False))
        else:
            self.skipped.append("the visible prompts, or an archive of them, are not there")
        return made

    def _archive(self, name: str, sources: Callable[[Path], list[Path]]) -> Archive:
        folder = self._cache / name
        archive = Archive.open(folder, create=True)
        ingest(archive, VectorIndex(archive), embedder(), sources(self._cache))
        return archive

    def _bench(self, name: str, archive: Archive, asked: list[Asked], setting: bool, timed: bool) -> Bench:
        searcher = Searcher(
            Remembering(archive, "lexical", "hits"),
            Remembering(VectorIndex(archive), "nearest"),
            Remembering(embedder(), "embed_query"),
            self.reader if self._read else None,
        )
        return Bench(name, setting, timed, searcher, asked)

    def _prompts(self, name: str, archive: Archive, file: Path, *, setting: bool = True) -> Bench:
        newest = archive.newest() or "9999-12-31"
        asked = [_asked(one, newest) for one in read_prompts([file]) if one.answerable and one.gold_ids]
        return self._bench(name, archive, asked, setting, True)

    def _pooled(self, name: str, rows: list[tuple[str, str, str]]) -> Bench:
        ids: dict[str, str] = {}
        for _, title, text in rows:
            ids.setdefault(text, f"{name}-{len(ids)}-{title[:20]}")
        titles = {text: title for _, title, text in rows}

        def source(folder: Path) -> list[Path]:
            file = folder / f"{name}.jsonl"
            file.write_text(
                "".join(
                    json.dumps({"id": id, "title": titles[text], "published": "2020-01-01", "text": text}) + "\n"
                    for text, id in ids.items()
                ),
                "utf-8",
            )
            return [file]

        archive = self._archive(name, source)
        chosen = random.Random(7).sample(rows, min(self._count, len(rows)))
        asked = [
            Asked(Query(question, Scope("2020-01-02"), RESULTS), (ids[text],)) for question, _, text in chosen if text
        ]
        return self._bench(name, archive, asked, True, False)


def _asked(prompt: Prompt, newest: str) -> Asked:
    meant = understand(prompt.question, prompt.history, prompt.scope, as_of=newest)
    return Asked(query_of(meant, prompt.scope.seen_from(newest), RESULTS), prompt.gold_ids)


def _clapnq(labelled: Path) -> list[tuple[str, str, str]]:
    """Question, title, passage. The file's lists are written as Python or as JSON."""
    found = []
    for line in (labelled / "clapnq_answerable.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        passage = row["passages"][0] if isinstance(row["passages"], list) else _literal(row["passages"])[0]
        found.append((row["input"], passage["title"], passage["text"]))
    return found


def _literal(text: str) -> Any:
    import ast

    return ast.literal_eval(text)


def _squad(labelled: Path) -> list[tuple[str, str, str]]:
    """Question, title, paragraph: one answered question of each paragraph."""
    found = []
    for article in json.loads((labelled / "squad2_half.json").read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            answered = [one["question"] for one in paragraph["qas"] if one["answers"]]
            if answered:
                found.append((answered[0].strip(), article["title"].replace("_", " "), paragraph["context"]))
    return found


@contextmanager
def changed(name: str, value: float) -> Iterator[None]:
    """A constant of a module with another value for a while."""
    module, _, constant = name.rpartition(".")
    place = importlib.import_module(module)
    before = getattr(place, constant)
    setattr(place, constant, value)
    try:
        yield
    finally:
        setattr(place, constant, before)


def sweep(benches: Sequence[Bench], grid: dict[str, tuple[tuple[float, ...], bool]]) -> list[dict[str, Any]]:
    """For each constant and value the mean of each set, and the difference and p of the setting sets together."""
    base = {bench.name: bench.values() for bench in benches}
    rows = []
    for name, (tried, time_only) in grid.items():
        module, _, constant = name.rpartition(".")
        stands = getattr(importlib.import_module(module), constant)
        for value in sorted({*tried, stands}):
            row: dict[str, Any] = {"constant": name, "value": value, "stands": value == stands, "means": {}}
            before, after = [], []
            for bench in benches:
                if time_only and not bench.timed:
                    continue
                with changed(name, value):
                    found = base[bench.name] if value == stands else bench.values()
                row["means"][bench.name] = float(np.mean(found))
                if bench.setting:
                    before += base[bench.name]
                    after += found
            row["difference"], row["p"] = statistics.paired(before, after)
            rows.append(row)
        print(f"{name} done", file=sys.stderr, flush=True)
    return rows


def table(benches: Sequence[Bench], rows: Sequence[dict[str, Any]], skipped: Sequence[str]) -> str:
    """The sweep as Markdown."""
    names = [bench.name for bench in benches]
    heads = [f"{one.name} ({len(one.asked)}{'' if one.setting else ', reported only'})" for one in benches]
    lines = ["### The constants of search: nDCG@10", ""]
    lines.append(f"| constant | value | {' | '.join(heads)} | setting sets: change, p |")
    lines.append(f"|{' --- |' * (len(heads) + 3)}")
    for row in rows:
        cells = [f"{row['means'][name]:.3f}" if name in row["means"] else "" for name in names]
        against = "stands" if row["stands"] else f"{row['difference']:+.3f}, {row['p']:.3f}"
        lines.append(f"| {row['constant'].rpartition('.')[2]} | {row['value']:g} | {' | '.join(cells)} | {against} |")
    return "\n".join([*lines, "", *(f"Skipped: {why}." for why in skipped), ""])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--archive", type=Path, help="press/korea with the saved page, ingested; read only")
    parser.add_argument("--cache", type=Path, help="keeps archives and readings between runs")
    parser.add_argument("--questions", type=int, default=100, help="of each pooled set")
    parser.add_argument("--fused", action="store_true", help="the fused ranking alone, without the reader")
    parser.add_argument("--no-pooled", action="store_true", help="leave out clapnq and squad2_half")
    parser.add_argument("--constants", nargs="+", help="only these, such as READ_SHARE")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="tune-") as work:
        sets = Sets(args.data, args.cache or Path(work), args.questions, read=not args.fused, pooled=not args.no_pooled)
        benches = sets.all(args.archive)
        wanted = args.constants or [name.rpartition(".")[2] for name in GRID]
        grid = {name: one for name, one in GRID.items() if name.rpartition(".")[2] in wanted}
        try:
            rows = sweep(benches, grid)
        finally:
            sets.reader.keep()
    if args.json:
        args.json.write_text(json.dumps(rows, indent=1), "utf-8")
    print(table(benches, rows, sets.skipped))
    return 0


if __name__ == "__main__":
    sys.exit(main())
