"""`briefing subscriptions`, `watch`: the command line's door to what an archive looks at by itself."""

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from corpus import clock
from corpus.errors import CallError, Rejected
from corpus.reading.decoding import brought
from corpus.text.counting import counted
from ui.cli.commands import DONE, Commands, done, place, placed, print_json, show, tell, write_out
from ui.safe import cut

if TYPE_CHECKING:
    from corpus.subscriptions.subscription import Subscriptions

ACTIONS = ("add", "list", "remove", "import", "export")


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    sub = commands.add("subscriptions", run_subscriptions, "the feeds, pages and folders that are looked at again")
    sub.add_argument("action", choices=ACTIONS)
    sub.add_argument(
        "sources", metavar="SOURCE", nargs="*", type=place, help="an address, a folder; import, export: an OPML file"
    )
    sub.add_argument("--page", action="store_true", help="add: the address is a page, not a feed")
    sub.add_argument("--title", metavar="NAME", default="", help="add: what it is called")
    sub.add_argument("--every", metavar="MINUTES", type=int, default=60, help="how often it is looked at (default: 60)")
    sub.add_argument("--sync", action="store_true", help="add: remove what the folder no longer has")
    sub = commands.add("watch", run_watch, "look at what is subscribed to, again and again")
    sub.add_argument("--once", action="store_true", help="one round over what is due, for cron and systemd")
    sub.add_argument("--now", action="store_true", help="with --once: all of it, due or not")


def run_subscriptions(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Add, list, remove, import or export subscriptions."""
    from corpus.store.archive import Archive
    from corpus.subscriptions.subscription import Subscriptions

    kept = Subscriptions(Archive.open(folder, create=args.action in ("add", "import")))
    if args.action == "list":
        _list(kept, as_json=args.json)
    elif args.action == "export":
        _export(kept, args.sources)
    elif not args.sources:
        raise CallError(f"subscriptions {args.action}: name what to {args.action}")
    elif args.action == "import":
        return _import(kept, args)
    elif args.action == "add":
        for source in args.sources:
            kept.add(source, page=args.page, title=args.title, every=args.every, sync=args.sync, now=clock.now())
        return done(args, {"added": len(args.sources)}, f"{counted(len(args.sources), 'subscription')} added")
    else:
        for source in args.sources:
            kept.remove(source)
        return done(args, {"removed": len(args.sources)}, f"{counted(len(args.sources), 'subscription')} removed")
    return DONE


def _list(kept: "Subscriptions", *, as_json: bool) -> None:
    found = kept.all()
    if as_json:
        print_json({"subscriptions": [one.model_dump() for one in found]})
        return
    for one in found:
        health = one.health
        show(f"{cut(one.title or one.source)} ({one.kind}, every {counted(one.every, 'minute')}): {cut(health.state)}")
        looked = f"looked {health.looked[:16]}Z, {counted(health.taken, 'article')} taken" if health.looked else ""
        news = f", last new {health.last_new[:16]}Z" if health.last_new else ""
        show("  " + ", ".join(part for part in (cut(one.source) if one.title else "", looked + news) if part))
    if not found:
        show("Nothing is subscribed to: `briefing subscriptions add ADDRESS` begins.")


def _import(kept: "Subscriptions", args: argparse.Namespace) -> int:
    added, lines = 0, list[str]()
    for name in args.sources:
        data = brought(name, f"the list {name}")
        try:
            count, refused = kept.take(data, every=args.every, now=clock.now())
        except Rejected as exc:
            raise CallError(f"{name} {exc}") from exc
        added += count
        lines += refused
    for line in lines:
        tell(line)
    return done(args, {"added": added, "refused": lines}, f"{counted(added, 'subscription')} added")


def _export(kept: "Subscriptions", names: list[str]) -> None:
    if not names or names == ["-"]:
        sys.stdout.write(kept.export())
        return
    write_out(placed(names[0]), kept.export().encode())


def run_watch(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """One round, or rounds until it is interrupted."""
    from assistant.daily.watch import Watch, summary, watch
    from ui.outgoing import Outgoing

    if args.once:
        found = Watch(folder, settings, Outgoing()).once(all_of_them=args.now)
        for line in found.lines():
            tell(line)
        return done(args, found.model_dump(), summary(found))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Watch(folder, settings, Outgoing())  # where there is no archive, that is said at once
    watch(folder, settings, Outgoing(), stop, tell)
    return DONE
