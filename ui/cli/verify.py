"""`briefing verify`: an exported answer or conversation, checked against the archive again."""

import argparse
from pathlib import Path

from assistant.settings import Settings
from corpus.text.counting import counted
from ui.cli.commands import DONE, FAILED, Commands, print_json, show


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    sub = commands.add("verify", run_verify, "check an exported answer against the archive again")
    sub.add_argument("file", metavar="FILE", help="a JSON export, or what `briefing ask --json` printed")


def run_verify(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """One line for each citation that does not hold; 1 where there is one, 0 where all hold."""
    from assistant.desk.recheck import mismatches, read_answers
    from corpus.store.archive import Archive

    answers = read_answers(args.file)
    found = [" ".join(line.split()) for line in mismatches(Archive.open(folder), answers)]
    cited = sum(len(sentence.citations) for answer in answers for sentence in answer.sentences)
    if args.json:
        counts = {"answers": len(answers), "citations": cited}
        print_json(counts | {"holds": not found, "mismatches": found})
    else:
        for line in found:
            show(line)
        if not found:
            whole = f"{counted(cited, 'citation')} of {counted(len(answers), 'answer')}: all stand in the archive."
            show(whole if cited else "Nothing is cited.")
    return FAILED if found else DONE
