"""What of saved texts does not hold against the archive, in lines: what they cite, and what is computed from that."""

from collections.abc import Iterator, Sequence

from assistant.answer import Answer
from assistant.briefing.briefing import Briefing
from assistant.daily.changes import Edition
from assistant.desk.people import Pinned
from assistant.gate.recheck import otherwise
from assistant.rechecking.answers import answer_lines
from assistant.rechecking.briefings import briefing_lines
from assistant.rechecking.cited import Line, refused, shared_markers, shown, wrong
from assistant.rechecking.editions import edition_lines
from assistant.rechecking.orders import misdated
from assistant.rechecking.outline import judged
from assistant.rechecking.reading import Edited, Text, sentences
from corpus.scope import EVERYTHING, Scope
from corpus.store.archive import Archive

PINNED = "pinned"  # which judge let a pinned sentence through is not kept with it


def mismatches(archive: Archive, texts: Sequence[Text]) -> list[str]:
    """What of the texts does not hold, one line each; empty where all does."""
    return [
        f"{'answer' if isinstance(text, Answer) else 'briefing'} {at}{place and f', {place}'}: {line}"
        for at, text in enumerate(texts, 1)
        for place, line in _lines(archive, text)
    ]


def _lines(archive: Archive, text: Text) -> Iterator[Line]:
    if isinstance(text, Pinned):
        yield from _pins(text)
        yield from _cited(archive, text, EVERYTHING, PINNED, opening_read=True)
        return
    read = text.briefing if isinstance(text, Edition) else text
    wrong_days = list(misdated(text))
    yield from (("", line) for line in wrong_days)
    if not wrong_days:
        yield from _computed(archive, text)
    yield from (("", line) for line in judged(read))
    yield from (("", line) for line in shared_markers([one for _, one in sentences(read)]))
    given = isinstance(read, Briefing) or read.window_from == "caller"  # what a question speaks of filters nothing
    scope = Scope(read.as_of, read.since, read.until) if given else Scope(read.as_of)
    scope = EVERYTHING if wrong_days else scope
    opening_read = not read.topic if isinstance(read, Briefing) else read.form == "brief"
    yield from _cited(archive, read, scope, read.judge, opening_read=opening_read)
    for number, one in enumerate(read.closest, 1):
        if one.rank != number:
            yield f"closest {number}", f"its rank is {number}, not {one.rank}"
        yield from ((f"closest {number}", line) for line in wrong(archive, one, scope))
    for number, left in enumerate(read.left_out, 1):
        for cited in left.citations:
            yield from ((f"left out {number}", line) for line in wrong(archive, cited, scope))


def _computed(archive: Archive, text: Answer | Briefing | Edition) -> Iterator[Line]:
    """What of a text differs from what is computed again."""
    match text:
        case Edition():
            yield from edition_lines(archive, text)
        case Briefing():
            yield from briefing_lines(archive, text)
        case Answer():
            yield from answer_lines(archive, text)


def _cited(archive: Archive, text: Text, scope: Scope, judge: str, *, opening_read: bool) -> Iterator[Line]:
    """What of the sentences and their citations does not hold."""
    for where, sentence in sentences(text):
        if where.startswith("unknown") and not sentence.citations:  # it is counted
            continue
        changed = where.startswith("changes")  # of what another edition cites, in words of the archive
        lines = []
        if not sentence.citations:
            lines.append((where, "cites nothing"))
        elif sentence.reasons:
            lines.append((where, f"it stands there for no reason: {shown(sentence.reasons[0])}"))
        for one in sentence.citations:
            place = f"{where}, [{one.marker}]"
            if f"[{one.marker}]" not in sentence.text:
                lines.append((place, "the marker is not in the sentence"))
            lines += [(place, why) for why in wrong(archive, one, EVERYTHING if changed else scope)]
        if not lines:
            reasons = refused(archive, sentence, judge, opening_read=opening_read, vouched=changed)
            if not reasons and isinstance(text, Edited) and text.writer == "quotes":
                reasons = otherwise(sentence)  # an editor's words for quoted ones
            lines = [(where, why) for why in reasons]
        yield from lines


def _pins(text: Pinned) -> Iterator[Line]:
    for number, pin in enumerate(text.pins, 1):
        if pin.sentence and pin.text != pin.sentence.text:
            yield f"pin {number}", "its text is not what its sentence says"
