"""10,000 odd inputs over all readers: each must be articles or rejections, without a traceback, within five seconds.

Nine of ten inputs are mutations of valid files of each format; the rest are bytes and characters drawn by chance.
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from corpus.article import Article
from corpus.reading import read
from tests.support.written_sources import VALID

SLOWEST_ALLOWED = 5.0
_PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<",
    b">",
    b"</p>",
    b"<script>",
    b"]]>",
    b"<!--",
    b"&#0;",
    b"&lt;",
    b'"',
    b"'",
    b"\n",
    b"\r",
    b"\n\n",
    b"---\n",
    b": ",
    b"{",
    b"}",
    b"[" * 50,
    b"\\ud800",
    b"\\u0000",
    b"2021-02-30",
    b"9" * 30,
    b"%PDF-",
    b"endstream",
    b"xref",
    b"/Kids",
    b"=?utf-8?q?=ff?=",
    b"--b0\n",
    b",",
    b";",
    b"\xc7\xd1",
    b"Content-Type: text/html; charset=none\n",
    b"\xed\xa0\x80",
    b"&amp;" * 20,
    b"<div>" * 100,
    b"(" * 60,
    b"*a",
    b"&a ",
    b"!!binary ",
    b"\xe2\x80\xa8",
)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A valid file with one to five parts changed, cut out, doubled, moved, or put into it."""
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + int(rng.expovariate(1 / 30)))
        piece = rng.choice(_PIECES)
        data = rng.choice(
            (
                data[:at] + piece + data[at:],
                data[:at] + piece + data[end:],
                data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :],
                data[:at] + data[end:],
                data[:at] + data[at:end] * rng.randint(2, 200) + data[end:],
                data[:at],
                data[end:] + data[:at],
            )
        )
    return data


def chance(rng: random.Random) -> bytes:
    """Bytes or characters drawn by chance."""
    length = int(rng.expovariate(1 / 500))
    if rng.random() < 0.5:
        return rng.randbytes(length)
    return "".join(chr(rng.choice((rng.randrange(32, 127), rng.randrange(0x110000)))) for _ in range(length)).encode(
        "utf-8", "surrogatepass"
    )


def taken(path: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    """The articles of a file, and its rejections."""
    rejected: list[tuple[str, str]] = []
    return list(read(path, reject=lambda source, reason: rejected.append((source, reason)))), rejected


def run(count: int, seed: int) -> dict[str, object]:
    """Read `count` inputs; the figures, with every input that failed (its format, number and error)."""
    rng, names = random.Random(seed), sorted(VALID)
    outcomes: Counter[str] = Counter()
    failures: list[dict[str, object]] = []
    slowest, began = 0.0, time.monotonic()
    for name, data in VALID.items():  # what the readers import is not the inputs' time
        with tempfile.TemporaryDirectory() as folder:
            (path := Path(folder, name)).write_bytes(data)
            list(read(path))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            name = names[number % len(names)]
            data = chance(rng) if rng.random() < 0.1 else mutated(VALID[name], rng)
            (path := Path(folder, name)).write_bytes(data)
            start = time.monotonic()
            try:
                articles, rejected = taken(path)
                for article in articles:
                    json.dumps(article.model_dump(), allow_nan=False).encode()
                lines = [source for source, _ in rejected]
                wrong = "" if articles or rejected else "neither article nor rejection"
                wrong = wrong or ("two lines for one thing" if len(set(lines)) < len(lines) else "")
                wrong = wrong or ("a reason of several lines" if any("\n" in reason for _, reason in rejected) else "")
                outcomes["articles" if articles else "rejected"] += 1
            except Exception as error:
                wrong = f"{type(error).__name__}: {error}"
            seconds = time.monotonic() - start
            slowest = max(slowest, seconds)
            if wrong or seconds > SLOWEST_ALLOWED:
                failures.append({"format": name, "number": number, "seconds": round(seconds, 2), "error": wrong[:300]})
    return {
        "inputs": count,
        "seed": seed,
        **outcomes,
        "failures": failures,
        "slowest_s": round(slowest, 2),
        "seconds": round(time.monotonic() - began, 1),
    }


def main() -> None:
    """Run, print a Markdown table, write JSON where asked; exit status 1 where an input failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    figures = run(options.count, options.seed)
    print("| inputs | with articles | rejected | failures | slowest | all |\n| --- | --- | --- | --- | --- | --- |")
    print(
        f"| {figures['inputs']:,} | {figures.get('articles', 0):,} | {figures.get('rejected', 0):,} | "
        f"{len(figures['failures'])} | {figures['slowest_s']} s | {figures['seconds']} s |"
    )
    for failure in figures["failures"]:
        print(f"- {failure}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")
    raise SystemExit(1 if figures["failures"] else 0)


if __name__ == "__main__":
    main()
