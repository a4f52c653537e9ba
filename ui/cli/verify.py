"""`briefing verify`: an exported answer or conversation, checked against the archive again."""

import argparse
import json
from pathlib import Path

from assistant.settings import Settings
from corpus.text.counting import counted
from ui.safe import plain

DONE, FAILED = 0, 1


def add_verify_arguments(sub: argparse.ArgumentParser) -> None:
    """The arguments of `briefing verify`."""
    sub.add_argument("file", metavar="FILE", help="a JSON export, or what `briefing ask --json` printed")


def run_verify(args: argparse.Namespace, settings: Settings, folder: Path) -> int:
    """One line for each citation that does not hold; 1 where there is one, 0 where all hold."""
    from assistant.desk.recheck import mismatches, read_answers
    from corpus.store.archive import Archive

    answers = read_answers(args.file)
    found = [plain(" ".join(line.split())) for line in mismatches(Archive.open(folder), answers)]
    cited = sum(len(sentence.citations) for answer in answers for sentence in answer.sentences)
    if args.json:
        counts = {"answers": len(answers), "citations": cited}
        print(json.dumps(counts | {"holds": not found, "mismatches": found}, ensure_ascii=False, indent=2))
    else:
        for line in found:
            print(line)
        if not found:
            print(
                f"{counted(cited, 'citation')} of {counted(len(answers), 'answer')}: all stand in the archive."
                if cited
                else "Nothing is cited."
            )
    return FAILED if found else DONE
