"""`briefing verify`: an exported answer, conversation or briefing, checked against the archive again."""

import argparse
from pathlib import Path

from assistant.settings import Settings
from corpus.text.counting import counted
from ui.cli.commands import DONE, FAILED, Commands, place, print_json, show


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    sub = commands.add("verify", run_verify, "check an exported answer or briefing against the archive again")
    sub.add_argument(
        "file", metavar="FILE", type=place, help="a JSON export, or what `briefing ask` or `brief --json` printed"
    )


def run_verify(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """One line for each thing that does not hold; 1 where there is one, 0 where all holds."""
    from assistant.answer import Answer
    from assistant.rechecking.mismatches import mismatches
    from assistant.rechecking.reading import read_texts, sentences
    from corpus.store.archive import Archive

    texts = read_texts(args.file)
    found = [" ".join(line.split()) for line in mismatches(Archive.open(folder), texts)]
    cited = sum(len(sentence.citations) for text in texts for _, sentence in sentences(text))
    answers = sum(isinstance(text, Answer) for text in texts)
    briefings = len(texts) - answers
    if args.json:
        counts = {"answers": answers, "briefings": briefings, "citations": cited}
        print_json(counts | {"holds": not found, "mismatches": found})
    else:
        for line in found:
            show(line)
        if not found:
            parts = [counted(count, noun) for count, noun in ((answers, "answer"), (briefings, "briefing")) if count]
            whole = f"{counted(cited, 'citation')} of {' and '.join(parts)}: all stand in the archive."
            show(whole if cited else "Nothing is cited.")
    return FAILED if found else DONE
