"""`briefing ...`: the command line. Parses, calls, prints; what takes time to import is imported when it is needed."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from corpus.errors import BriefingError, CallError
from ui.cli import archive as archive_commands
from ui.cli.evaluate import add_arguments, add_prompts_arguments, run_eval, run_prompts
from ui.cli.verify import add_verify_arguments, run_verify
from ui.safe import cut, plain

if TYPE_CHECKING:
    from assistant.assistant import Assistant

DONE, FAILED, WRONG = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 the work failed, 2 the call or the whole input is wrong."""
    try:
        args = _parser().parse_args(argv)
        logging.basicConfig(
            level=logging.INFO if args.verbose else logging.ERROR,
            stream=sys.stderr,
            format="%(levelname)s %(name)s: %(message)s",
        )
        settings = Settings.from_env()
        status: int = args.run(args, settings)
        sys.stdout.flush()
        return status
    except CallError as exc:
        return _fail(exc, WRONG)
    except BriefingError as exc:
        return _fail(exc, FAILED)
    except KeyboardInterrupt:
        return _fail("stopped: what was done is kept, and the same command goes on from there", FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as exc:
        if logging.getLogger().isEnabledFor(logging.INFO):
            logging.getLogger("briefing").exception("unexpected")
        return _fail(f"unexpected {type(exc).__name__}: {exc} (run again with -v and report what it says)", FAILED)


def _fail(message: object, status: int) -> int:
    print(f"briefing: {' '.join(str(message).split())}", file=sys.stderr)
    return status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:  # noqa: ANN401 - argparse's own signature
        raise CallError(f"{message} (see `{self.prog} --help`)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="briefing", description="Ask your own news archive; every sentence is tied to its source.")
    parser.add_argument("--version", action="version", version=f"briefing {version('briefing-assistant')}")
    common = _Parser(add_help=False)
    common.add_argument(
        "--archive", metavar="DIR", help="the archive's folder (default: BRIEFING_ARCHIVE or ./archive)"
    )
    common.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    common.add_argument("-v", "--verbose", action="store_true", help="log to standard error")
    window = _Parser(add_help=False)
    window.add_argument("--as-of", metavar="DAY", help="the day the question is asked from; nothing later is used")
    window.add_argument("--since", metavar="DAY", help="only what was published on this day or later")
    window.add_argument("--until", metavar="DAY", help="only what was published on this day or earlier")
    window.add_argument("--source", metavar="NAME", help="only this outlet")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Settings], int], help: str, *parents: Any) -> Any:  # noqa: ANN401
        sub = commands.add_parser(name, help=help, description=help, parents=[common, *parents])
        sub.set_defaults(run=run)
        return sub

    def archive_command(name: str, run: archive_commands.Command, help: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = command(
            name, lambda args, settings: run(args, settings, _folder(args, settings)), help
        )
        return parser

    archive_commands.add_to(archive_command)
    sub = command("ask", _ask, "answer a question with cited sentences", window)
    sub.add_argument("question", metavar="QUESTION")
    sub.add_argument("--writer", metavar="NAME", help="`quotes`, or `openai:MODEL`")
    sub.add_argument("--history", metavar="FILE", help='earlier turns: a JSON list of {"role", "content"}')
    sub = command("search", _search, "show the passages nearest to a query", window)
    sub.add_argument("query", metavar="QUERY")
    sub.add_argument("--k", type=int, default=10, help="how many passages (default: 10)")
    sub.add_argument("--explain", action="store_true", help="show how each rank came about")
    sub = command("show", _show, "print an article")
    sub.add_argument("id", metavar="ID")
    sub.add_argument("--version-of", metavar="N", type=int, help="an older version, by its number")
    sub = command("chat", _chat, "hold a conversation in the terminal", window)
    sub.add_argument("--writer", metavar="NAME", help="`quotes`, or `openai:MODEL`")
    add_arguments(command("eval", _eval, "run test prompts and say what failed and why"))
    add_prompts_arguments(command("prompts", _prompts, "the draft prompts that thumbs in the chat became"))
    add_verify_arguments(command("verify", _verify, "check an exported answer against the archive again"))
    sub = command("serve", _serve, "open the page in the browser")
    sub.add_argument("--port", type=int, default=8501)
    sub.add_argument("--headless", action="store_true", help="do not open a browser")
    return parser


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _folder(args: argparse.Namespace, settings: Settings) -> Path:
    return Path(args.archive) if args.archive else settings.archive


def _desk(args: argparse.Namespace, settings: Settings) -> "Assistant":
    from assistant.assistant import Assistant

    return Assistant.open(_folder(args, settings), settings=settings)


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    history = _history(args.history) if args.history else []
    answer = _desk(args, settings).ask(
        args.question,
        history=history,
        as_of=args.as_of,
        since=args.since,
        until=args.until,
        source=args.source,
        writer=args.writer,
    )
    if args.json:
        _print_json(answer.model_dump(mode="json"))
    else:
        from ui.render import answer_text

        print(answer_text(answer))
    return DONE


def _history(file: str) -> list[dict[str, str]]:
    try:
        turns = json.loads(Path(file).read_text("utf-8"))
    except OSError as exc:
        raise CallError(f"the history {file} cannot be read: {exc.strerror}") from exc
    except ValueError as exc:
        raise CallError(f"the history {file} is no JSON: {exc}") from exc
    if not isinstance(turns, list):
        raise CallError(f'the history {file} must be a list of {{"role", "content"}}')
    return turns


def _search(args: argparse.Namespace, settings: Settings) -> int:
    import time

    began = time.perf_counter()
    desk = _desk(args, settings)
    results = desk.search(
        args.query, k=args.k, as_of=args.as_of, since=args.since, until=args.until, source=args.source
    )
    total = round((time.perf_counter() - began) * 1000)
    if args.json:
        shown = [one.model_dump(mode="json") | ({"explain": one.explain} if args.explain else {}) for one in results]
        as_of = args.as_of or desk.archive.newest()
        _print_json({"query": args.query, "as_of": as_of, "results": shown, "timings_ms": {"total": total}})
        return DONE
    for one in results:
        print(
            plain(f"{one.rank:>3}. {cut(one.title)} - {one.source or 'no outlet'}, {one.published} [{one.article_id}]")
        )
        print(f"     {plain(' '.join(one.text.split())[:300])}")
        if others := [*one.also, *one.explain.get("near", [])]:
            print(plain(f"     also told in: {', '.join(others)}"))
        if args.explain:
            print(f"     {one.explain}")
    if not results:
        print("Nothing was found.")
    return DONE


def _show(args: argparse.Namespace, settings: Settings) -> int:
    from corpus.store.archive import Archive

    archive = Archive.open(_folder(args, settings))
    article = archive.article(args.id, args.version_of)
    if args.json:
        versions = [
            {"version": one.version, "published": one.published, "updated": one.updated}
            for one in archive.versions(args.id)
        ]
        _print_json(article.model_dump() | {"versions": versions, "also": archive.copies(args.id)})
    else:
        parts = [article.source, article.kind, article.published, article.url]
        about = " - ".join(part for part in parts if part)
        print(plain("\n".join([article.title, about, "", article.text])))
    return DONE


def _chat(args: argparse.Namespace, settings: Settings) -> int:
    from ui.render import answer_text

    desk = _desk(args, settings)
    history: list[dict[str, str]] = []
    print("Ask; an empty line ends the conversation.", file=sys.stderr)
    while True:
        print("> ", end="", file=sys.stderr, flush=True)
        question = sys.stdin.readline().strip()
        if not question:
            return DONE
        try:
            answer = desk.ask(
                question,
                history=history,
                as_of=args.as_of,
                since=args.since,
                until=args.until,
                source=args.source,
                writer=args.writer,
            )
        except BriefingError as exc:
            _fail(exc, FAILED)
            continue
        print(
            json.dumps(answer.model_dump(mode="json"), ensure_ascii=False) if args.json else answer_text(answer),
            flush=True,
        )
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": answer.text}]


def _eval(args: argparse.Namespace, settings: Settings) -> int:
    return run_eval(args, settings, _folder(args, settings))


def _prompts(args: argparse.Namespace, settings: Settings) -> int:
    return run_prompts(args, settings, _folder(args, settings))


def _verify(args: argparse.Namespace, settings: Settings) -> int:
    return run_verify(args, settings, _folder(args, settings))


def _serve(args: argparse.Namespace, settings: Settings) -> int:
    from ui.page.serve import serve

    return serve(_folder(args, settings), settings, port=args.port, headless=args.headless)


if __name__ == "__main__":
    sys.exit(main())
