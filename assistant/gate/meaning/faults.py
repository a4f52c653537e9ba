"""Checks of meaning by rule: what is denied, opposed, planned, done by another, or stands beside another number."""

from collections.abc import Iterator

from assistant.gate.cited_text import Source, content
from assistant.gate.fault import Fault
from assistant.gate.meaning.asking import only_asked
from assistant.gate.meaning.binding import exchanged, misplaced
from assistant.gate.meaning.certainty import surer, weaker
from assistant.gate.meaning.exchanged import exchanged_names
from assistant.gate.meaning.likelihood import estimated
from assistant.gate.meaning.parties import exchanged_parties
from assistant.gate.meaning.polarity import opposed, outranked, turned
from assistant.gate.meaning.roles import exchanged_countries, rebound, swapped
from assistant.gate.meaning.supposed import unconditioned
from assistant.gate.said import Said, SaidPart
from assistant.gate.sayings import unspoken


def meaning_faults(sentence: Said, source: Source) -> Iterator[Fault]:
    """Yield what the sentence means otherwise than the cited text, part by part."""
    for part in sentence.parts:
        for check, reason in _reasons(part, source):
            yield Fault(check, part.span, part.text, words=reason)


def _reasons(part: SaidPart, source: Source) -> Iterator[tuple[str, str]]:
    """Each reason with the name of the check that found it."""
    own, units = part.own, source.units
    best = source.best(content(own))
    near = [unit.text for unit in best[:3]]
    if not source.holds_whole(part.text):
        bare = unspoken(own)
        found = {
            "binding": exchanged(own, units),
            "exchanged names": exchanged_names(own, units),
            "polarity": turned(own, near) or turned(bare, near),
            "opposites": opposed(own, near, [unit.text for unit in units]),
            "certainty": (surer(own, near) or surer(bare, near) or unconditioned(own, near)) + weaker(bare, near),
            "likelihood": list(estimated(part, source)),
            "rank": outranked(own, near),
            "doer": swapped(own, units) + exchanged_countries(own, units) + exchanged_parties(own, units),
        }
        found["doer"] += rebound(own, units if source.short else best[:3])
        if source.passage:
            found["binding"] += misplaced(own, units if source.short else best[:2])
        yield from ((check, reason) for check, reasons in found.items() for reason in reasons)
    yield from (("asked", reason) for reason in only_asked(own, best))
