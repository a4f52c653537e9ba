"""`briefing ask`, `search`, `show`, `chat`: the command line's door to the assistant."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from corpus.errors import BriefingError, CallError
from corpus.reading.decoding import brought
from ui.cli.commands import DONE, Commands, add_writer, place, print_json, show, tell, window_of
from ui.safe import cut, headline, link, named

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from corpus.evidence import Evidence

OUTLET = 120  # characters of an outlet's name in a line


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    sub = commands.add("ask", run_ask, "answer a question with cited sentences", window=True)
    sub.add_argument("question", metavar="QUESTION")
    add_writer(sub)
    sub.add_argument("--history", metavar="FILE", type=place, help='earlier turns: a JSON list of {"role", "content"}')
    sub = commands.add("search", run_search, "show the passages nearest to a query", window=True)
    sub.add_argument("query", metavar="QUERY")
    sub.add_argument("--k", type=int, default=10, help="how many passages (default: 10)")
    sub.add_argument("--explain", action="store_true", help="show how each rank came about")
    sub = commands.add("show", run_show, "print an article")
    sub.add_argument("id", metavar="ID")
    sub.add_argument("--version-of", metavar="N", type=int, help="an older version, by its number")
    add_writer(commands.add("chat", run_chat, "hold a conversation in the terminal", window=True))


def run_ask(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Answer one question."""
    from ui.terminal import answer_text

    history = _history(args.history) if args.history else []
    answer = _desk(settings, folder).ask(args.question, history=history, writer=args.writer, **window_of(args))
    if args.json:
        print_json(answer.model_dump(mode="json"))
    else:
        show(answer_text(answer))
    return DONE


def run_search(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """List the passages nearest to a query."""
    from assistant.question.known_names import no_outlet
    from corpus.scope import Scope

    began = time.perf_counter()
    desk = _desk(settings, folder)
    results = desk.search(args.query, k=args.k, **window_of(args))
    notes = no_outlet([args.source] if args.source else [], desk.archive)
    total = round((time.perf_counter() - began) * 1000)
    if args.json:
        shown = [one.model_dump(mode="json") | ({"explain": one.explain} if args.explain else {}) for one in results]
        as_of = desk.archive.seen(Scope.read(args.as_of, known_at=args.known_at)).as_of
        print_json({"query": args.query, "as_of": as_of, "results": shown, "timings_ms": {"total": total}})
        for note in notes:
            tell(note)
        return DONE
    for one in results:
        _result(one, explain=args.explain)
    if not results:
        print("Nothing was found.")
    for note in notes:
        show(f"Note: {note}")
    return DONE


def _result(one: "Evidence", *, explain: bool) -> None:
    outlet = named(one.source, OUTLET, "no outlet")
    show(f"{one.rank:>3}. {headline(one.title)} - {outlet}, {one.published} [{cut(one.article_id)}]")
    show(f"     {' '.join(one.text.split())[:300]}")
    if others := [*one.also, *one.explain.get("near", [])]:
        show(f"     also told in: {', '.join(map(cut, others))}")
    if explain:
        show(f"     {one.explain}")


def run_show(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Print an article whole."""
    from corpus.store.archive import Archive

    archive = Archive.open(folder)
    article = archive.article(args.id, args.version_of)
    if args.json:
        versions = [
            {
                "version": one.version,
                "published": one.published,
                "updated": one.updated,
                "arrival": archive.arrivals.of(one.id, one.version),
            }
            for one in archive.versions(args.id)
        ]
        print_json(article.model_dump() | {"versions": versions, "also": archive.copies(args.id)})
    else:
        outlet, kind = named(article.source, OUTLET), cut(article.kind or "", OUTLET)
        about = " - ".join(part for part in (outlet, kind, article.published, link(article.url)) if part)
        show("\n".join([headline(article.title), about, "", article.text]))
    return DONE


def run_chat(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Answer questions from standard input, each after the ones before; an empty line, or `exit`, ends it."""
    from ui.terminal import answer_text

    desk = _desk(settings, folder)
    history: list[dict[str, str]] = []
    print("Ask; an empty line or `exit` ends the conversation.", file=sys.stderr)
    while True:
        print("> ", end="", file=sys.stderr, flush=True)
        question = sys.stdin.readline().strip()
        if question.lower().lstrip("/:") in ("", "exit", "quit", "q"):
            return DONE
        try:
            answer = desk.ask(question, history=history, writer=args.writer, **window_of(args))
        except BriefingError as exc:
            tell(exc)
            continue
        if args.json:
            print_json(answer.model_dump(mode="json"), indent=None)
        else:
            show(answer_text(answer))
            sys.stdout.flush()
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": answer.text}]


def _desk(settings: Settings, folder: Path) -> "Assistant":
    from assistant.assistant import Assistant

    return Assistant.open(folder, settings=settings)


def _history(file: str) -> list[dict[str, str]]:
    data = brought(file, f"the history {file}")
    try:
        turns = json.loads(data.decode())
    except ValueError as exc:
        raise CallError(f"the history {file} is no JSON: {exc}") from exc
    except RecursionError as exc:
        raise CallError(f"the history {file} is JSON that is nested too deep") from exc
    if not isinstance(turns, list):
        raise CallError(f'the history {file} must be a list of {{"role", "content"}}')
    return turns
