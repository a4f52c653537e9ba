"""`briefing topics`, `edition`: the command line's door to what is briefed on again and again."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.briefing.length import WORDS
from assistant.settings import Settings
from corpus import clock
from corpus.errors import CallError
from corpus.text.counting import counted
from ui.cli.commands import DONE, FAILED, Commands, done, place, placed, print_json, show, tell, write_out
from ui.safe import cut

if TYPE_CHECKING:
    from assistant.daily.editions import Edition, Editions
    from assistant.daily.topics import Topic


def add_to(commands: Commands) -> None:
    """Add the commands and their arguments."""
    sub = commands.add("topics", run_topics, "the topics that are briefed on again and again")
    sub.add_argument("action", choices=("add", "list", "remove"))
    sub.add_argument("name", metavar="NAME", nargs="?")
    sub.add_argument("request", metavar="REQUEST", nargs="?", help='add: what to brief on (default: NAME; "": all)')
    sub.add_argument("--source", metavar="OUTLET", action="append", default=[], help="only this outlet; repeatable")
    sub.add_argument("--form", default="brief", help="`brief` (default), `review` or `timeline`")
    sub.add_argument("--words", type=int, default=WORDS, help=f"words of all sentences together (default: {WORDS})")
    sub.add_argument("--writer", metavar="NAME", help="`quotes`, or `openai:MODEL`")
    sub.add_argument("--days", type=int, metavar="N", help="how far back the first edition looks (default: all)")
    sub.add_argument("--at", default="00:00", metavar="HH:MM", help="when its day's edition is made (UTC), or `never`")
    sub.add_argument("--send", action="append", default=[], metavar="WAY", help="mail, atom, folder, webhook")
    sub.add_argument("--alert", action="append", default=[], metavar="WORDS", help="tell at once what says this")
    sub.add_argument("--like", action="append", default=[], metavar="TEXT", help="tell at once what is near to this")
    sub.add_argument("--alert-every", type=int, default=60, metavar="MINUTES", help="at most so often (default: 60)")
    sub = commands.add("edition", run_edition, "make the next edition of a topic, or show, compare or send one")
    sub.add_argument("name", metavar="NAME")
    sub.add_argument("--number", type=int, metavar="N", help="an edition that was made; 0: the last")
    sub.add_argument("--compare", type=int, metavar="M", help="how it differs from edition M")
    sub.add_argument("--list", action="store_true", help="list its editions, and how each was sent")
    sub.add_argument("--send", action="store_true", help="send it in the ways of its topic, as far as it was not yet")
    sub.add_argument("--again", action="store_true", help="with --send: also what was sent, or perhaps sent")
    sub.add_argument(
        "--out", metavar="FILE", type=place, help="write it to a file: .md, .html, .docx, .pdf, .ris or .json"
    )


def run_topics(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Add, list or remove topics."""
    from assistant.daily.editions import Editions
    from assistant.daily.topics import Topics
    from assistant.question.known_names import no_outlet
    from corpus.store.archive import Archive

    archive = Archive.open(folder)
    kept = Topics(archive)
    if args.action == "list":
        found, editions = kept.all(), Editions(archive)
        if args.json:
            print_json({"topics": [one.model_dump(mode="json") for one in found]})
        for one in found if not args.json else ():
            ways = f", sent by {', '.join(one.send)}" if one.send else ""
            count = counted(len(editions.numbers(one.name)), "edition")
            show(f"{one.name} ({one.form}, {counted(one.words, 'word')}, {count}{ways}): {cut(one.request)}")
        return DONE
    if not args.name:
        raise CallError(f"topics {args.action}: name a topic")
    if args.action == "remove":
        kept.remove(args.name)
        return done(args, {"removed": args.name}, f"{cut(args.name)} is briefed on no longer; its editions stay")
    kept.add(topic := _topic(args, settings))
    for note in no_outlet(topic.outlets, archive):
        tell(note)
    return done(args, topic.model_dump(mode="json"), f"{topic.name} is kept")


def _topic(args: argparse.Namespace, settings: Settings) -> "Topic":
    from pydantic import ValidationError

    from assistant.daily.delivery.ways import lacking
    from assistant.daily.topics import FORMS, WAYS, Alert, Topic, check_pause

    if wrong := [way for way in args.send if way not in WAYS]:
        raise CallError(f"there is no way {wrong[0]!r}: choose {', '.join(WAYS)}")
    if unset := [why for way in args.send if (why := lacking(way, settings))]:
        raise CallError(f"{unset[0]}: set it here, and where editions are made and sent")
    if args.form not in FORMS:
        raise CallError(f"there is no form {args.form!r}: choose {', '.join(FORMS)}")
    check_pause(args.alert_every)  # also where nothing is told at once yet
    told = Alert(words=args.alert, examples=args.like, every=args.alert_every) if args.alert or args.like else None
    try:
        return Topic(
            name=args.name,
            request=args.name if args.request is None else args.request,
            outlets=args.source,
            form=args.form,
            words=args.words,
            writer=args.writer,
            days=args.days,
            at=None if args.at == "never" else args.at,
            send=args.send,
            alert=told,
            added=clock.now(),
        )
    except ValidationError as exc:
        raise CallError(f"the topic is not right: {exc.errors()[0]['msg']}") from exc


def run_edition(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """Make, show, list, compare or send editions; 1 where one could not be sent."""
    from assistant.daily.editions import Editions
    from corpus.store.archive import Archive
    from ui.export.forms import maker

    archive = Archive.open(folder)
    kept = Editions(archive)
    if args.list:
        return _list(args, settings, kept, archive.folder)
    if args.compare is not None:
        return _compare(args, kept)
    out = placed(args.out) if args.out else None
    if out is not None:
        maker(out)  # a wrong name is said before an edition is made
    if args.number is None:
        from assistant.assistant import Assistant
        from assistant.daily.topics import Topics

        topic = Topics(archive).find(args.name)
        edition = kept.make(Assistant.open(folder, settings=settings), topic)
    else:
        edition = kept.open(args.name, args.number or None)
    _tell(args, edition, folder, out)
    return _send(args, settings, folder, edition) if args.send else DONE


def _tell(args: argparse.Namespace, edition: "Edition", folder: Path, out: Path | None) -> None:
    from corpus.store.archive import Archive
    from ui.export.forms import maker
    from ui.export.text import as_text
    from ui.outgoing import document_of
    from ui.safe import json_text

    if args.json:
        print_json(edition.model_dump(mode="json"))
    if out is None and args.json:
        return
    document = document_of(edition, Archive.open(folder))
    if out is None:
        show(as_text(document))
        return
    make = maker(out)
    write_out(out, make(document) if make else (json_text(edition.model_dump(mode="json")) + "\n").encode())
    if not args.json:
        show(f"Written to {out}.")


def _send(args: argparse.Namespace, settings: Settings, folder: Path, edition: "Edition") -> int:
    from assistant.daily.topics import Topics
    from assistant.daily.watch import Watch
    from ui.outgoing import Outgoing

    watch = Watch(folder, settings, Outgoing())
    ways = Topics(watch.archive).find(edition.topic).send
    if not ways:
        raise CallError(f"{edition.topic} has no way to be sent: `briefing topics add` with --send mail, for example")
    fared = watch.send(edition, ways, again=args.again)
    for one in fared:
        tell(one.line)
    return DONE if all(one.state == "sent" for one in fared) else FAILED


def _list(args: argparse.Namespace, settings: Settings, kept: "Editions", folder: Path) -> int:
    from assistant.daily.watch import Watch
    from ui.outgoing import Outgoing

    sender, rows = Watch(folder, settings, Outgoing()).sender, []
    for number in kept.numbers(args.name):
        one = kept.open(args.name, number)
        log = sender.log("edition", args.name, number)
        rows.append(
            {"number": number, "made": one.made, "empty": one.empty, "sent": [each.model_dump() for each in log]}
        )
        if not args.json:
            new = "nothing new" if one.empty else counted(len(one.changes.new), "new item")
            ways = f"; {', '.join(each.line for each in log)}" if log else ""
            show(f"{number}: {one.made[:16]}Z, {new}, {len(one.changes.changed)} changed{ways}")
    if args.json:
        print_json({"topic": args.name, "editions": rows})
    return DONE


def _compare(args: argparse.Namespace, kept: "Editions") -> int:
    from assistant.daily.changes import compare

    found = compare(kept.open(args.name, args.compare), kept.open(args.name, args.number or None))
    if args.json:
        print_json(found.model_dump(mode="json"))
        return DONE
    for one in found.new:
        show(f"+ {cut(one.quote, 600)} [{cut(one.article_id)}]")
    for change in found.changed:
        now = f" -> {cut(change.now.quote, 600)}" if change.now else ""
        show(f"~ {cut(change.before.quote, 600)}{now} [{cut(change.before.article_id)}]")
    for change in found.gone:
        show(f"- {cut(change.before.quote, 600)} [{cut(change.before.article_id)}] ({cut(change.how)})")
    show(f"{counted(found.unchanged, 'item')} in both")
    return DONE
